/** The customer's chat: one for each tab, over the words that the server wrote into the page. */
import { tabMemory } from './chat-session.js'
import { progressText, stepOf } from './progress.js'
import { openLine } from './talk-line.js'
import { callBack, notifyButton } from './talk-notify.js'
import { lookForChat } from './talk-tabs.js'
import { clear, given, home, locale, onSay, restore, show, showSaid, texts } from './talk-view.js'

const progress = document.querySelector('#progress')
const notice = document.querySelector('#notice')
const memory = tabMemory('latchkey.chat')

/** Times in the chat are told as this person's clock shows them. */
const localTimezone = Intl.DateTimeFormat().resolvedOptions().timeZone
/** A short outage is nobody's business. */
const patienceMs = 1_500

adoptForm()
const wasHere = memory.remembered() !== null
let isOpened = false
let hasSpoken = false
let isTold = false
let isLeft = false
let complaint = null

const line = openLine({
  memory,
  locale,
  onOpened(session) {
    if (isOpened) return
    isOpened = true
    const isNew = !wasHere && session.isFound !== true
    lookForChat({ isNew, onFound: (what) => tell(texts[what], 'found') })
  },
  onActivities: (activities, session) => activities.forEach((each) => take(each, session)),
  onState: tellState,
  onEnded() {
    if (isLeft) return
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
  const client = newActivityId()
  hasSpoken = true
  showSaid(shownAs, client)
  post({ type: 'message', text, ...(value === null ? {} : { value }) }, client)
  if (['resend', 'cut', 'found', 'ended', 'refused'].includes(notice.dataset.kind)) hush()
}, tell)

document.querySelector('#leave').addEventListener('submit', (event) => {
  event.preventDefault()
  if (confirm(texts.newChatQuestion)) void leave()
})

async function leave() {
  await line.leave()
  memory.forget()
  isLeft = true
  history.replaceState({ isLeft: true }, '')
  location.reload()
}

/** A chat that began by the form, before this script ran or without it, goes on here. */
function adoptForm() {
  if (given === undefined) return
  memory.remember({ ...JSON.parse(given), desk: null, locale, openedAt: Date.now() })
  history.replaceState(history.state, '', home)
  document.querySelector('.look').remove()
  for (const turn of document.querySelectorAll('.turn')) turn.addEventListener('submit', turnPage)
  // Its messages come again by the stream.
  clear()
}

/** The page in another language tells the assistant itself, and this tab keeps the chat. */
function turnPage(event) {
  event.preventDefault()
  location.assign(event.target.dataset.home)
}

function take(activity, session) {
  const step = stepOf(activity)
  if (step !== null) progress.textContent = progressText(step, texts)
  if (show(activity)) heed(activity, step)
  if (activity.from?.role !== 'user' && activity.type === 'message') tellOnce(session)
}

/** What news brings with it: a call for who looks elsewhere, and after signing out no other way into this chat. */
function heed(activity, step) {
  callBack(texts)
  offerNotes(step)
  const heard = JSON.stringify(step?.heard ?? null)
  const isSignOut = heard === '{"kind":"command","ids":["sign-out"]}'
  // Where nothing was said since the page was read, it is only told again; a clock of a phone may be wrong.
  if (isSignOut && hasSpoken) void line.keepAlone()
}

/** Somebody who waits for a person of support, or for a mail, may be called back; the page asks only when they press. */
function offerNotes(step) {
  document.querySelector('#notify')?.remove()
  const isMailed = step?.flow === 'reset-password' && step.prompt === 'wait-for-page'
  const isElsewhere = step?.prompt === 'with-support' || isMailed
  if (!isElsewhere) return
  const button = notifyButton(texts)
  if (button === null) return
  button.id = 'notify'
  document.querySelector('#choices').append(button)
}

/** What this page has to tell the assistant once it has spoken: another language, a job from the address (S10). */
function tellOnce(session) {
  if (isTold) return
  isTold = true
  if (session.locale !== locale) {
    post({ type: 'event', name: 'latchkey/language', value: { locale } })
  }
  const address = new URL(location.href)
  const job = address.searchParams.get('start') ?? ''
  if (!Object.hasOwn(texts.starts, job)) return
  post({ type: 'message', text: texts.starts[job] })
  // Said once: a refresh must not say it again.
  address.searchParams.delete('start')
  history.replaceState(history.state, '', address)
}

function newActivityId() {
  return crypto.getRandomValues(new Uint32Array(4)).join('-')
}

function post(activity, client = newActivityId()) {
  line.send({ ...activity, locale, localTimezone, channelData: { clientActivityID: client } })
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
      if (tell(text, 'line') && !isOffline) offerRetry()
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

/** Answers whether it is news: what stands there already is not told again. */
function tell(text, kind) {
  if (notice.dataset.kind === kind && notice.firstChild?.textContent === text) return false
  notice.textContent = text
  notice.dataset.kind = kind
  notice.hidden = false
  return true
}

function hush() {
  notice.hidden = true
  delete notice.dataset.kind
}
