/** The chat as the page shows it: the messages, the buttons of the newest question, and the one field to answer in. */
import { isTaken, stepOf } from './progress.js'
import { judge, mine, settle, stepKey, theirs, turnOff } from './talk-bubble.js'
import { keepDraft, keptDraft } from './talk-kept.js'
import { countryIn, isBlank, maskTyped, maskValue, questionIn } from './talk-question.js'
import { watchResend } from './talk-resend.js'

const log = document.querySelector('#log')
const choices = document.querySelector('#choices')
const form = document.querySelector('#talk')
const input = document.querySelector('#text')
const label = document.querySelector('#asked')
const country = document.querySelector('#country')

/** What the server wrote into the page: its language and its texts in it. */
export const { locale, home, session: given } = form.dataset
export const texts = JSON.parse(form.dataset.texts)

const hasMouse = matchMedia('(pointer: fine)').matches
const shown = new Map()
/** The question that waits; see talk-question.js. */
let asked = { kind: 'words', field: null, countries: null, number: null }
/** How the newest message of the assistant is named; see `stepKey`. */
let waiting = '[]'

/** Follows the choice that asks for a new code; null until the page can send. */
let resend = null

/** Tells what the person says: `say(text, value, shownAs)`, where `value` may be null; `tell(text, kind)` tells them something. */
export function onSay(say, tell) {
  const tellWait = (text) => tell(text, 'resend')
  const isTyping = () => !isBlank(input.value)
  resend = watchResend({ texts, tell: tellWait, isTyping, say: (words) => choose(words, say) })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (isTyping()) answer(say)
    else input.value = ''
  })
  input.addEventListener('input', () => {
    followCountry()
    if (asked.kind === 'code' && /^\s*\d{3}[\s-]?\d{3}\s*$/.test(input.value)) answer(say)
    else keepDraft(input.value, asked.kind === 'code')
  })
  input.addEventListener('paste', ({ clipboardData }) => {
    if (clipboardData.getData('text').length <= input.maxLength) return
    tell(texts.cut.replace('{count}', input.maxLength.toLocaleString(locale)), 'cut')
  })
  choices.addEventListener('submit', (event) => {
    event.preventDefault()
    const { value } = event.submitter
    if (resend.press(value) === false) choose(value, say)
  })
  restore(keptDraft())
  if (hasMouse) input.focus()
  stayAtEnd()
}

/** A number that names its country is not of another one. */
function followCountry() {
  if (asked.countries === null) return
  const named = countryIn(input.value, codes())
  if (named !== null && named !== '') country.value = named
}

function codes() {
  return [...country.options].map(({ value }) => value)
}

function choose(words, say) {
  resend.cancel()
  drawChoices([])
  say(words, null, words)
}

function answer(say) {
  const text = input.value.trim()
  input.value = ''
  keepDraft('', true)
  const { number, field, countries, kind } = asked
  const masked = field === null || number === null ? null : maskValue(kind, text)
  // What is no value of this kind is heard as words.
  if (masked === null) {
    if (resend.type(choiceOf(text)) === true) return
    resend.cancel()
    say(text, null, maskTyped(text))
    return
  }
  resend.cancel()
  // A number of a country that is not among them says itself whose it is.
  const code = countries === null ? '' : (countryIn(text, codes()) ?? country.value)
  const ofCountry = countries === null ? {} : { country: code }
  const value = { latchkey: { question: number, choice: null }, ...ofCountry, value: text }
  const told = `${code} ${masked}`.trim()
  const shownAs = texts.filled.replace('{label}', field.label).replace('{value}', told)
  say(shownAs, value, shownAs)
}

/** A choice that was typed, as its button has it; null for other words. */
function choiceOf(text) {
  const named = [...choices.querySelectorAll('.choice')].map(({ value }) => value)
  return named.find((value) => value.toLowerCase() === text.toLowerCase()) ?? null
}

/** Puts words back that were not sent. @returns whether there was room for them */
export function restore(text) {
  if (text === '' || input.value !== '') return false
  input.value = text
  keepDraft(text, false)
  return true
}

/**
 * Shows an activity: added at the end, or in the place of the one it replaces.
 *
 * @returns whether it is news: a message of somebody else that was not shown before
 */
export function show(activity) {
  if (activity.type !== 'message') return false
  const isMine = activity.from?.role === 'user'
  const known = placeOf(activity)
  const bubble = isMine
    ? mine(activity, texts, known?.dataset.asked ?? waiting)
    : theirs(activity, { texts, locale, onCheck })
  // What is still on its way comes after all that the server has.
  if (known === null) log.insertBefore(bubble, log.querySelector('.sending'))
  else known.replaceWith(bubble)
  shown.set(activity.id, bubble)
  if (!isMine) {
    judge(
      shown.get(activity.replyToId) ?? [...log.querySelectorAll('.mine:not(.sending)')].at(-1),
      stepOf(activity),
    )
    ask(activity, bubble)
  }
  toEnd()
  return known === null && !isMine
}

/** The bubble that this one replaces: an earlier form of it, my own words as I sent them, or the page's first words. */
function placeOf({ id, channelData }) {
  const said = shown.get(channelData?.clientActivityID) ?? null
  return shown.get(id) ?? said ?? log.querySelector('#opening')
}

/** Shows what was just said before the server has it. */
export function showSaid(text, client) {
  const bubble = mine({ text }, texts, waiting)
  bubble.classList.add('sending')
  shown.set(client, bubble)
  log.append(bubble)
  toEnd()
}

/** Removes everything: another chat begins. */
export function clear() {
  log.replaceChildren()
  shown.clear()
}

/** Whether words that a page of this tab sent under this id stand in the chat. */
export function isShown(client) {
  return shown.has(client)
}

/** Runs the human check of a message in the page itself; the solver is fetched when it is needed. */
async function onCheck(button, path) {
  if (button.ariaBusy === 'true') return
  const bubble = button.closest('.said')
  // A button that is disabled loses the focus to nothing.
  button.ariaBusy = 'true'
  button.ariaDisabled = 'true'
  button.textContent = texts.check.verifying
  const { passCheck } = await import('./talk-check.js')
  const outcome = await passCheck(path, texts.worker)
  // The chat went on before the answer came, and has made of the message what it is now.
  if (button.isConnected === false) return
  if (outcome === 'passed') {
    keepFocus(bubble, () => settle(bubble))
    return
  }
  button.ariaBusy = null
  button.ariaDisabled = null
  button.textContent = texts.check.inChat
  bubble.querySelector('.hint')?.remove()
  const hint = document.createElement('p')
  hint.className = 'hint'
  hint.textContent = outcome === 'gone' ? texts.check.inChatGone : texts.check.inChatFailed
  bubble.append(hint)
  if (outcome === 'gone') keepFocus(bubble, () => turnOff(bubble))
  toEnd()
}

/** The message itself has the focus once the button that had it is gone; the next question takes it from there. */
function keepFocus(bubble, change) {
  const hadFocus = bubble.contains(document.activeElement)
  change()
  if (hadFocus === true) bubble.focus({ preventScroll: true })
}

/** Makes the page fit the newest question: its buttons, and the field with its label and keyboard. */
function ask(activity, bubble) {
  const { activeElement: focused, body } = document
  const wasIn = choices.contains(focused) || log.contains(focused)
  const isFree = focused === body || focused === input || wasIn
  waiting = stepKey(activity)
  retire(bubble, stepOf(activity))
  asked = questionIn(activity, texts.kinds)
  drawChoices(asked.choices)
  resend?.follow(activity, [...choices.querySelectorAll('.choice')])
  dress(asked)
  drawCountries(asked.countries)
  // On a phone, the keyboard would cover the buttons of a question that needs none.
  if (isFree && (hasMouse || asked.kind !== 'words')) input.focus({ preventScroll: true })
  else if (wasIn && !choices.contains(document.activeElement)) bubble.focus()
}

/** Buttons of other questions than the one that waits lead nowhere any more; what they led to may be done. */
function retire(newest, step) {
  const hasLinks = newest.querySelector('.links') !== null
  for (const bubble of log.querySelectorAll('.said.bot')) {
    if (bubble === newest || (!hasLinks && bubble.dataset.step === waiting)) continue
    const isOpen =
      bubble.dataset.done !== undefined && bubble.querySelector('.links a, .links button') !== null
    if (isOpen && isTaken(JSON.parse(bubble.dataset.step), step)) settle(bubble)
    else turnOff(bubble)
  }
}

function dress({ field, kind }) {
  label.textContent = field?.label ?? texts.placeholder
  label.classList.toggle('unseen', field === null)
  input.placeholder = field === null ? texts.placeholder : field.placeholder
  for (const [name, value] of Object.entries(texts.fields[kind])) {
    if (input.getAttribute(name) !== value) input.setAttribute(name, value)
  }
}

function drawCountries(set) {
  country.hidden = set === null
  if (set === null) return
  country.setAttribute('aria-label', set.label)
  country.replaceChildren(
    ...set.choices.map(({ title, value }) => new Option(title, value, false, value === set.value)),
  )
}

function drawChoices(labels) {
  const now = [...choices.querySelectorAll('.choice')].map(({ value }) => value)
  if (now.join('\n') === labels.join('\n')) return
  for (const button of choices.querySelectorAll('.choice')) button.remove()
  choices.append(
    ...labels.map((text) => {
      const button = document.createElement('button')
      button.className = 'choice'
      button.name = 'choice'
      button.value = text
      button.textContent = text
      return button
    }),
  )
  choices.hidden = labels.length === 0
}

/** The newest message is in sight: from its beginning where there is no room for all of it. */
function toEnd() {
  const { lastElementChild: newest } = log
  const isTall = newest !== null && newest.offsetHeight > log.clientHeight - edge
  log.scrollTop = isTall ? newest.offsetTop - edge : log.scrollHeight
  end = log.scrollTop
  // Where there is little room, the header is scrolled away.
  globalThis.scrollTo(0, document.documentElement.scrollHeight)
}

/** What stays free above a message that is taller than the log, in CSS pixels. */
const edge = 8
/** How far down the log was scrolled for the newest message. */
let end = 0

/** Who reads the newest question goes on seeing it when buttons come, or the keyboard takes half of a phone. */
function stayAtEnd() {
  let isAtEnd = true
  let size = ''
  const sizeNow = () => `${log.clientWidth} ${log.clientHeight}`
  log.addEventListener('scroll', () => {
    // What a change of size scrolls, nobody has scrolled.
    if (size === sizeNow()) isAtEnd = log.scrollTop > end - 48
  })
  new ResizeObserver(() => {
    size = sizeNow()
    if (isAtEnd) toEnd()
  }).observe(log)
}
