/** The messages of the chat as the page draws them, and what becomes of their buttons. */
import { isTaken, stepOf } from './progress.js'
import { isBlank, linksIn } from './talk-question.js'

/** A human check of this server: it runs in the chat, on whatever name of the server the page was opened. */
const checkPath = /^\/p\/check\/[\w-]+$/

/**
 * My own words; what answered a card, and a code, is one quiet line. It has its tick once it was taken: see `judge`.
 *
 * @param asked the question that it answers, as {@link stepKey} names it
 */
export function mine({ text = '' }, { you }, asked) {
  const isCode = /^•+$/.test(text)
  const isDone = isCode || isBlank(text) || text.startsWith('✓ ')
  const words = isBlank(text) ? '•••' : text.replace(/^✓ /, '')
  const bubble = bubbleOf(`said mine${isDone ? ' answered' : ''}`, you, words)
  if (isDone) bubble.dataset.asked = asked
  return bubble
}

/** Ticks an answer that was taken, as the step of the message that followed it tells. */
export function judge(answer, step) {
  const { asked } = answer?.dataset ?? {}
  if (asked === undefined) return
  delete answer.dataset.asked
  if (!isTaken(JSON.parse(asked), step)) return
  const paragraph = answer.querySelector('p')
  paragraph.textContent = `✓ ${paragraph.textContent}`
}

/**
 * A message of the assistant.
 *
 * @param look `texts`, the page's, its `locale`, and `onCheck(button, path)` for a press on a human check
 */
export function theirs(activity, { texts, locale, onCheck }) {
  const bubble = bubbleOf('said bot', texts.bot, activity.text ?? '')
  const links = linksIn(activity)
  if (links.length > 0) {
    const place = document.createElement('p')
    place.className = 'links'
    place.append(...links.map((link) => buttonOf(link, { texts, onCheck })))
    bubble.append(place)
  }
  bubble.dataset.step = stepKey(activity)
  if (links.length > 0) bubble.dataset.done = doneWith(links[0], texts)
  // Where the focus goes when the button that had it is gone.
  bubble.tabIndex = -1
  const style = { dateStyle: 'medium', timeStyle: 'short' }
  bubble.title = new Date(activity.timestamp ?? Date.now()).toLocaleString(locale, style)
  return bubble
}

/** Names where a message waits: two messages of one name ask the same. */
export function stepKey(activity) {
  const { flow, prompt, stack } = stepOf(activity) ?? {}
  return JSON.stringify([flow, prompt, stack])
}

/** Takes the buttons of a message away from the mouse and the keyboard: what they led to is over. */
export function turnOff(bubble) {
  for (const button of bubble.querySelectorAll('.links .button')) {
    const word = document.createElement('span')
    word.className = 'button off'
    word.textContent = button.textContent
    button.replaceWith(word)
  }
}

/** Makes one quiet line of a message whose page has been gone through. */
export function settle(bubble) {
  const { done } = bubble.dataset
  for (const paragraph of bubble.querySelectorAll('p')) paragraph.remove()
  bubble.append(paragraphOf(`✓ ${done}`))
  bubble.classList.add('answered')
  delete bubble.dataset.done
}

/** What is left of a message once its page has been gone through: what the page was for. */
function doneWith({ label, url }, { check }) {
  return checkPath.test(new URL(url).pathname) ? check.verified : label
}

function bubbleOf(className, speaker, text) {
  const bubble = document.createElement('div')
  bubble.className = className
  const name = document.createElement('span')
  name.className = 'unseen'
  name.textContent = `${speaker} `
  bubble.append(name, ...text.split(/\n\n+/).map(paragraphOf))
  return bubble
}

function paragraphOf(text) {
  const paragraph = document.createElement('p')
  // Not every language runs from left to right.
  paragraph.dir = 'auto'
  paragraph.textContent = text
  return paragraph
}

function buttonOf(link, { texts, onCheck }) {
  const { pathname } = new URL(link.url)
  if (!checkPath.test(pathname)) return linkOf(link)
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button'
  button.textContent = texts.check.inChat
  button.addEventListener('click', () => onCheck(button, pathname))
  return button
}

/** Pages of this server may find their way back to this tab; out of a frame, they only learn that it was a chat. */
function linkOf({ label: text, url }) {
  const link = document.createElement('a')
  const isOurs = new URL(url).origin === location.origin
  link.className = 'button'
  link.href = isOurs && parent !== globalThis ? `${url}#framed` : url
  link.target = '_blank'
  link.rel = isOurs ? 'opener' : 'noopener noreferrer'
  link.textContent = text
  // The second click of a double one would open the page twice.
  link.addEventListener('click', (event) => {
    if (event.detail > 1) event.preventDefault()
  })
  return link
}
