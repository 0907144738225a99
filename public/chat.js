/** The web chat: opens or resumes this tab's chat and draws Web Chat over the server's own Direct Line. */
import { outliving } from './chat-line.js'
import { forget, openSession, remember, remembered, renewSession } from './chat-session.js'
import { cardOptions, styleOptions } from './chat-theme.js'
import { progressText, stepOf } from './progress.js'

const place = document.querySelector('#chat')
const progress = document.querySelector('#progress')
const notice = document.querySelector('#notice')
const { locale } = place.dataset
const texts = JSON.parse(place.dataset.texts)

/** Direct Line's connection states that mean something to a person. */
const states = { online: 2, expired: 3, failed: 4 }

/** A token younger than this that is refused will not get better by taking another one. */
const freshMs = 10_000

const retryMs = 4_000
const longestRetryMs = 30_000

document.querySelector('#new-chat').addEventListener('click', () => {
  if (!confirm(texts.newChatQuestion)) return
  forget()
  location.reload()
})

await start()

async function start() {
  try {
    draw(...(await parts()))
  } catch {
    offerRetry()
    throughOutage(async () => draw(...(await parts())))
  }
}

/** The chat and what draws it; throws when either cannot be had. */
async function parts() {
  const [{ session, resumed }] = await Promise.all([chatOfThisTab(), loadWebChat()])
  return [session, resumed]
}

/** Tries by itself as well, ever more slowly: nobody has to stay and press a button until the server is back. */
function throughOutage(attempt, pauseMs = retryMs) {
  setTimeout(() => {
    attempt().catch(() => throughOutage(attempt, Math.min(2 * pauseMs, longestRetryMs)))
  }, pauseMs)
}

/** The chat to show; `resumed` is what Direct Line needs to go on with one from its first activity. */
async function chatOfThisTab() {
  const stored = remembered()
  const renewed = stored === null ? null : await renewSession(stored)
  if (renewed !== null) {
    const { conversationId } = renewed
    return { session: renewed, resumed: { conversationId, watermark: '0' } }
  }
  if (stored !== null) say(texts.ended)
  return { session: await openSession(locale), resumed: {} }
}

/** Fetched while the chat is asked for; rejects when it cannot be had. */
function loadWebChat() {
  const script = document.createElement('script')
  script.src = '/assets/webchat.js'
  const loaded = new Promise((resolve, reject) => {
    script.addEventListener('load', resolve)
    script.addEventListener('error', () => reject(new Error('Web Chat could not be loaded')))
  })
  document.head.append(script)
  return loaded
}

function draw(session, resumed) {
  const directLine = outliving(
    globalThis.WebChat.createDirectLine({
      domain: `${location.origin}/directline`,
      token: session.token,
      ...resumed,
    }),
  )
  // Direct Line renews its token as it runs; what is stored must be the one that still counts.
  const keep = () => remember({ ...session, locale, token: directLine.token ?? session.token })
  // Remembered before the connection stands: a refresh in between must find the same chat.
  keep()
  directLine.connectionStatus$.subscribe((status) => onStatus(status, session))
  const props = {
    directLine,
    locale,
    userID: session.userId,
    store: globalThis.WebChat.createStore({}, listener({ keep, pending: openings(session) })),
    overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: texts.placeholder },
  }
  const render = () =>
    globalThis.WebChat.renderWebChat(
      { ...props, styleOptions: styleOptions(), adaptiveCardsHostConfig: cardOptions() },
      place,
    )
  render()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', render)
}

/** What this page has to tell the assistant once it has spoken: another language, a job from the address (S10). */
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

function listener({ keep, pending }) {
  return ({ dispatch }) =>
    (next) =>
    (action) => {
      const result = next(action)
      if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') {
        keep()
        if (onActivity(action.payload.activity)) {
          for (const opening of pending.splice(0)) dispatch(opening)
        }
      }
      return result
    }
}

/** Whether the assistant spoke. */
function onActivity(activity) {
  const step = stepOf(activity)
  if (step !== null) progress.textContent = progressText(step, texts)
  return activity.from?.role === 'bot' && activity.type === 'message'
}

function onStatus(status, session) {
  if (status === states.online) hush()
  if (status === states.failed) {
    offerRetry()
    throughOutage(async () => {
      await renewSession(session)
      location.reload()
    })
  }
  if (status !== states.expired) return
  // The token ran out while the tab slept: loading anew renews it, or says that the chat has ended.
  if (Date.now() - session.openedAt < freshMs) offerRetry()
  else location.reload()
}

function say(text) {
  notice.textContent = text
  notice.hidden = false
}

/** Takes back what {@link offerRetry} said, and nothing else. */
function hush() {
  if (notice.dataset.kind !== 'offline') return
  notice.hidden = true
  delete notice.dataset.kind
}

function offerRetry() {
  say(`${texts.unreachable} `)
  notice.dataset.kind = 'offline'
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button quiet'
  button.textContent = texts.retry
  button.addEventListener('click', () => location.reload())
  notice.append(button)
}
