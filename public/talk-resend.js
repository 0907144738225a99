/**
 * The choice that asks for a new message, while it is too early for one: it counts down on its button, and once it was
 * pressed it sends itself when the time has come. Pressed again it does not.
 */
import { stepOf } from './progress.js'

/**
 * @param about `texts`; `say(words)`, which asks for the new message; `tell(text)`, which tells the person politely
 * @returns `press(words)`, for a press on a choice, whether it was taken here; `type(words)`, the same for its words, which
 *   take nothing back; `follow(activity, buttons)`, for a new question and its buttons
 */
export function watchResend(about) {
  const watch = { ...about, wait: null, pressed: null }
  setInterval(() => tick(watch), 1_000)
  return {
    press: (words) => press(watch, words, watch.wait?.isHeld === false),
    type: (words) => press(watch, words, true),
    follow: (activity, buttons) => follow(watch, activity, buttons),
  }
}

function tick(watch) {
  const { wait, say } = watch
  if (wait === null) return
  if (Date.now() < wait.at) {
    draw(watch)
    return
  }
  watch.wait = null
  dress(wait.button, wait.label, null)
  if (wait.isHeld === true && wait.button.isConnected === true) say(wait.label)
}

function press(watch, words, isWanted) {
  watch.pressed = words
  if (watch.wait?.label !== words) return false
  hold(watch, isWanted)
  return true
}

/** Whoever pressed too early has said what they want: no second press is needed. */
function follow(watch, activity, buttons) {
  const { resend } = stepOf(activity) ?? {}
  const at = resend === undefined ? 0 : Date.now() + resend.inSeconds * 1_000
  const isTooEarly = at > Date.now()
  const told = isTooEarly ? { label: resend.label, at, isHeld: false } : watch.wait
  const button = buttons.find(({ value }) => value === told?.label)
  watch.wait = button === undefined ? null : { ...told, button }
  if (isTooEarly && button !== undefined && watch.pressed === resend.label) hold(watch, true)
  else if (button !== undefined) draw(watch)
  watch.pressed = null
}

function hold(watch, isHeld) {
  const { wait, texts, tell } = watch
  wait.isHeld = isHeld
  draw(watch)
  tell(isHeld === true ? texts.resendHeld.replace('{time}', clock(wait.at)) : texts.resendFree)
}

function draw({ wait, texts }) {
  const { button, label, at, isHeld } = wait
  dress(button, label, texts.countdown.replace('{time}', clock(at)))
  button.setAttribute('aria-pressed', String(isHeld))
}

function dress(button, words, time) {
  button.textContent = words
  button.removeAttribute('aria-pressed')
  if (time === null) return
  const count = document.createElement('span')
  count.className = 'count'
  count.textContent = time
  button.append(' ', count)
}

function clock(at) {
  const seconds = Math.max(1, Math.ceil((at - Date.now()) / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
