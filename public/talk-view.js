/** The chat as the page shows it: the messages, the buttons of the newest question, and the one field to answer in. */
import { linksIn, maskTyped, questionIn } from './talk-question.js'

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
let asked = { kind: 'words', field: null, number: null }

/** Tells what the person says: `say(text, value, shownAs)`; `value` and `shownAs` may be null. */
export function onSay(say) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (input.value.trim() !== '') answer(say)
  })
  input.addEventListener('input', () => {
    if (asked.kind === 'code' && /^\s*\d{3}[\s-]?\d{3}\s*$/.test(input.value)) answer(say)
  })
  choices.addEventListener('submit', (event) => {
    event.preventDefault()
    const { value } = event.submitter
    drawChoices([])
    say(value, null, value)
  })
  if (hasMouse) input.focus()
}

function answer(say) {
  const text = input.value.trim()
  input.value = ''
  const { number, field, countries } = asked
  // Only digits are a number of the picked country; words are heard as words.
  if (countries === null || number === null || !/^[\d\s().-]{4,}$/.test(text)) {
    say(text, null, maskTyped(text))
    return
  }
  const value = {
    latchkey: { question: number, choice: null },
    country: country.value,
    value: text,
  }
  const masked = `${country.value} ••••••••${text.replaceAll(/\D/g, '').slice(-2)}`
  const shownAs = texts.filled.replace('{label}', field.label).replace('{value}', masked)
  say(shownAs, value, shownAs)
}

/** Puts words back that were not sent. */
export function restore(text) {
  if (input.value === '') input.value = text
}

/**
 * Shows an activity: added at the end, or in the place of the one it replaces.
 *
 * @returns whether it is news: a message of somebody else that was not shown before
 */
export function show(activity) {
  if (activity.type !== 'message') return false
  const isMine = activity.from?.role === 'user'
  const bubble = isMine ? mine(activity) : theirs(activity)
  const known = placeOf(activity)
  if (known === null) log.append(bubble)
  else known.replaceWith(bubble)
  shown.set(activity.id, bubble)
  if (!isMine) ask(activity)
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
  const bubble = mine({ text })
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

function mine({ text = '' }) {
  const isDone = text.startsWith('✓ ')
  return bubbleOf(`said mine${isDone ? ' answered' : ''}`, texts.you, text === '' ? '✓' : text)
}

function theirs(activity) {
  const bubble = bubbleOf('said bot', texts.bot, activity.text ?? '')
  const links = linksIn(activity)
  if (links.length > 0) {
    const place = document.createElement('p')
    place.className = 'links'
    place.append(...links.map(linkOf))
    bubble.append(place)
  }
  const style = { dateStyle: 'medium', timeStyle: 'short' }
  bubble.title = new Date(activity.timestamp ?? Date.now()).toLocaleString(locale, style)
  return bubble
}

function bubbleOf(className, speaker, text) {
  const bubble = document.createElement('div')
  bubble.className = className
  const name = document.createElement('span')
  name.className = 'unseen'
  name.textContent = `${speaker} `
  const words = document.createElement('p')
  words.textContent = text
  bubble.append(name, words)
  return bubble
}

/** Pages of this server may find their way back to this tab. */
function linkOf({ label: text, url }) {
  const link = document.createElement('a')
  link.className = 'button'
  link.href = url
  link.target = '_blank'
  link.rel = new URL(url).origin === location.origin ? 'opener' : 'noopener noreferrer'
  link.textContent = text
  return link
}

/** Makes the page fit the newest question: its buttons, and the field with its label and keyboard. */
function ask(activity) {
  const { activeElement: focused, body } = document
  const isFree = focused === body || focused === input || choices.contains(focused)
  for (const link of log.querySelectorAll('.said:not(:last-child) .links .button')) {
    link.classList.add('quiet')
  }
  asked = questionIn(activity, texts.kinds)
  drawChoices(asked.choices)
  dress(asked)
  drawCountries(asked.countries)
  // On a phone, the keyboard would cover the buttons of a question that needs none.
  if (isFree && (hasMouse || asked.kind !== 'words')) input.focus({ preventScroll: true })
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
  const now = [...choices.querySelectorAll('button')].map(({ value }) => value)
  if (now.join('\n') === labels.join('\n')) return
  for (const button of choices.querySelectorAll('button')) button.remove()
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

function toEnd() {
  log.scrollTop = log.scrollHeight
}
