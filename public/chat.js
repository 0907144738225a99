/** The customer's chat: one for each tab, with its progress and a way to begin anew. */
import { revokeSession, tabMemory } from './chat-session.js'
import { locale, openChat, say, texts } from './chat-view.js'
import { progressText, stepOf } from './progress.js'

const progress = document.querySelector('#progress')
const memory = tabMemory('latchkey.chat')

/** What is still to be told to the assistant; null until the chat is there. */
let pending = null

document.querySelector('#new-chat').addEventListener('click', (event) => {
  event.preventDefault()
  if (confirm(texts.newChatQuestion)) void leave()
})

/** Nothing is thrown away before the server has ended the chat: nobody else may go on with it. */
async function leave() {
  const session = memory.remembered()
  try {
    if (session !== null) await revokeSession(session, { renew: false })
  } catch {
    say(navigator.onLine ? texts.notLeft : texts.notLeftOffline)
    return
  }
  memory.forget()
  location.reload()
}

await openChat({ memory, asked: { locale }, onActivity })

/** Shows how far the person has come and, once the assistant has spoken, tells it what is pending. */
function onActivity(activity, dispatch, session) {
  const step = stepOf(activity)
  if (step !== null) progress.textContent = progressText(step, texts)
  if (activity.from?.role !== 'bot' || activity.type !== 'message') return
  pending ??= openings(session)
  for (const opening of pending.splice(0)) dispatch(opening)
}

/** What this page has to tell the assistant: another language, a job from the address (S10). */
function openings(session) {
  const actions = []
  if (session.locale !== locale) {
    const payload = { name: 'latchkey/language', value: { locale } }
    actions.push({ type: 'WEB_CHAT/SEND_EVENT', payload })
  }
  const address = new URL(location.href)
  const job = address.searchParams.get('start') ?? ''
  if (Object.hasOwn(texts.starts, job)) {
    actions.push({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text: texts.starts[job] } })
    // Said once: a refresh must not say it again.
    address.searchParams.delete('start')
    history.replaceState(null, '', address)
  }
  return actions
}
