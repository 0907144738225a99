/** The customer's chat: one for each tab, over the words that the server wrote into the page. */
import { tabMemory } from './chat-session.js'
import { progressText, stepOf } from './progress.js'
import { openLine } from './talk-line.js'
import { clear, given, home, locale, onSay, restore, show, showSaid, texts } from './talk-view.js'

const progress = document.querySelector('#progress')
const notice = document.querySelector('#notice')
const memory = tabMemory('latchkey.chat')
const { title } = document

/** Times in the chat are told as this person's clock shows them. */
const localTimezone = Intl.DateTimeFormat().resolvedOptions().timeZone
/** A short outage is nobody's business. */
const patienceMs = 1_500

adoptForm()
/** The language the chat was last spoken in; null for a new one. */
const spoken = memory.remembered()?.locale ?? null
let isTold = false
let unread = 0
let complaint = null

const line = openLine({
  memory,
  locale,
  onActivities: (activities) => activities.forEach(take),
  onState: tellState,
  onEnded() {
    clear()
    for (const { text } of line.takeBack()) restore(text)
    tell(texts.ended, 'ended')
  },
  onRefused({ text }) {
    restore(text)
    tell(texts.refused, 'refused')
  },
})

onSay((text, value, shownAs) => {
  const client = crypto.getRandomValues(new Uint32Array(4)).join('-')
  showSaid(shownAs, client)
  post({ type: 'message', text, ...(value === null ? {} : { value }) }, client)
})

document.querySelector('#new-chat').addEventListener('click', (event) => {
  event.preventDefault()
  if (!confirm(texts.newChatQuestion)) return
  memory.forget()
  location.reload()
})

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) count(0)
})

/** A chat that began by the form, before this script ran or without it, goes on here. */
function adoptForm() {
  if (given === undefined) return
  memory.remember({ ...JSON.parse(given), desk: null, locale, openedAt: Date.now() })
  history.replaceState(null, '', home)
  // Its messages come again by the stream.
  clear()
}

function take(activity) {
  const step = stepOf(activity)
  if (step !== null) progress.textContent = progressText(step, texts)
  if (show(activity) && document.hidden) count(unread + 1)
  if (activity.from?.role !== 'user' && activity.type === 'message') tellOnce()
}

/** What this page has to tell the assistant once it has spoken: another language, a job from the address (S10). */
function tellOnce() {
  if (isTold) return
  isTold = true
  if (spoken !== null && spoken !== locale) {
    post({ type: 'event', name: 'latchkey/language', value: { locale } })
  }
  const address = new URL(location.href)
  const job = address.searchParams.get('start') ?? ''
  if (!Object.hasOwn(texts.starts, job)) return
  post({ type: 'message', text: texts.starts[job] })
  // Said once: a refresh must not say it again.
  address.searchParams.delete('start')
  history.replaceState(null, '', address)
}

function post(activity, client = crypto.getRandomValues(new Uint32Array(4)).join('-')) {
  line.send({ ...activity, locale, localTimezone, channelData: { clientActivityID: client } })
}

/** A tab in the background says in its title how much is new. */
function count(messages) {
  unread = messages
  document.title = unread === 0 ? title : `(${unread}) ${title}`
}

function tellState(state) {
  clearTimeout(complaint)
  if (state === 'online') {
    if (notice.dataset.kind === 'line') hush()
    return
  }
  const isOffline = !navigator.onLine
  const text = state === 'busy' ? texts.busy : isOffline ? texts.offline : texts.unreachable
  complaint = setTimeout(
    () => {
      tell(text, 'line')
      if (!isOffline) offerRetry()
    },
    isOffline || notice.dataset.kind === 'line' ? 0 : patienceMs,
  )
}

function offerRetry() {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button quiet'
  button.textContent = texts.retry
  button.addEventListener('click', () => line.retry())
  notice.append(' ', button)
}

function tell(text, kind) {
  if (notice.dataset.kind === kind && notice.firstChild?.textContent === text) return
  notice.textContent = text
  notice.dataset.kind = kind
  notice.hidden = false
}

function hush() {
  notice.hidden = true
  delete notice.dataset.kind
}
