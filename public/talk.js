/** The customer's chat: one for each tab, over the words that the server wrote into the page. */
import { tabMemory } from './chat-session.js'
import { progressText, stepOf } from './progress.js'
import { forgetKept, keepUnsent, keptUnsent } from './talk-kept.js'
import { openLine } from './talk-line.js'
import { callBack, notifyButton } from './talk-notify.js'
import { lookForChat } from './talk-tabs.js'
import { maskTyped, restOf } from './talk-question.js'
import {
  clear,
  given,
  home,
  isShown,
  locale,
  onSay,
  restore,
  show,
  showSaid,
  texts,
} from './talk-view.js'

const progress = document.querySelector('#progress')
const notice = document.querySelector('#notice')
const memory = tabMemory('latchkey.chat')

/** Times in the chat are told as this person's clock shows them. */
const localTimezone = Intl.DateTimeFormat().resolvedOptions().timeZone
/** A short outage is nobody's business. */
const patienceMs = 1_500

adoptForm()
const before = memory.remembered()
const wasHere = before !== null
/** What an earlier page of this tab had still to send, in this chat. */
const unsent = keptUnsent()
const isSameChat = unsent.conversation === before?.conversationId
let conversation = before?.conversationId ?? null
let isOpened = false
let hasSpoken = isSameChat && unsent.activities.length > 0
let isTold = false
let isLeft = false
/** What this page said last: its id, and its words as the server keeps them. */
let last = { client: null, text: '' }
/** Waits before it says that the line is down, and in what state that is. */
let complaint = null
let lineState = 'online'

const line = openLine({
  memory,
  locale,
  unsent: isSameChat ? unsent.activities : [],
  onQueue: (queue) => keepUnsent(conversation, queue),
  onOpened(session) {
    conversation = session.conversationId
    if (isOpened) return
    isOpened = true
    const isNew = !wasHere && session.isFound !== true
    lookForChat({ isNew, onFound: (what) => tell(texts[what], 'found') })
  },
  onActivities(activities, session) {
    activities.forEach((each) => take(each, session))
    tellLost()
  },
  onState: tellState,
  onEnded() {
    if (isLeft) return
    clear()
    restore(line.takeBack().map(typedIn).join(' ').trim())
    tell(texts.ended, 'ended')
  },
  onRefused(activity) {
    restore(typedIn(activity))
    tell(texts.refused, 'refused')
  },
})

onSay((text, value, shownAs) => {
  const client = newActivityId()
  hasSpoken = true
  last = { client, text: shownAs }
  showSaid(shownAs, client)
  post({ type: 'message', text, ...(value === null ? {} : { value }) }, client)
  if (notice.dataset.kind !== 'line') hush()
}, tell)

showUnsent()

document.querySelector('#leave').addEventListener('submit', (event) => {
  event.preventDefault()
  if (confirm(texts.newChatQuestion)) void leave()
})

/** Nothing is thrown away before the server has ended the chat: nobody else may go on with it. */
async function leave() {
  try {
    await line.leave()
  } catch {
    tell(navigator.onLine ? texts.notLeft : texts.notLeftOffline, 'left')
    offer(() => void leave())
    return
  }
  isLeft = true
  memory.forget()
  line.takeBack()
  forgetKept()
  history.replaceState({ isLeft: true }, '')
  location.reload()
}

/** What this tab had still to say in this chat is on its way; of another chat it is put back into the field. */
function showUnsent() {
  keepUnsent(conversation, isSameChat ? unsent.activities : [])
  const said = unsent.activities.filter(({ type }) => type === 'message')
  if (isSameChat)
    for (const { text, channelData } of said) showSaid(text, channelData.clientActivityID)
  else restore(said.map(typedIn).join(' '))
}

/** Says once that something was not kept, where the server does not have it either. */
function tellLost() {
  const lost = isSameChat ? unsent.lost.splice(0) : []
  if (lost.every(isShown) === false) tell(texts.notKept, 'lost')
}

/** What was typed, as it may stand in the field again: of a card its value, and no secret. */
function typedIn({ text = '', value }) {
  return maskTyped(value?.value ?? text)
    .replaceAll(/•+/g, '')
    .trim()
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
  if (activity.channelData?.clientActivityID === last.client) last.text = activity.text
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
  // One word like a password makes the server forget the whole message.
  const isSecret = step?.heard?.kind === 'secret' && last.client !== null
  if (isSecret && restore(restOf(maskTyped(last.text)))) tell(texts.restBack, 'rest')
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
  lineState = state
  if (state === 'online') {
    clearTimeout(complaint)
    complaint = null
    if (notice.dataset.kind === 'line') hush()
  } else if (!navigator.onLine || notice.dataset.kind === 'line') complain()
  // Every try that fails tells of it: the first one counts.
  else complaint ??= setTimeout(complain, patienceMs)
}

function complain() {
  clearTimeout(complaint)
  complaint = null
  // That a chat could not be left says the same, and what to do about it.
  if (notice.dataset.kind === 'left') return
  const isOffline = !navigator.onLine
  const text = lineState === 'busy' ? texts.busy : isOffline ? texts.offline : texts.unreachable
  if (tell(text, 'line') && !isOffline) offer(() => line.retry())
}

function offer(retry) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button quiet'
  button.textContent = texts.retry
  button.addEventListener('click', retry)
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
