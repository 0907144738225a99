/**
 * The choice that asks for a new message, while it is too early for one: it counts down on its button, and once it was
 * pressed it sends itself when the time has come. Pressed again it does not, nor once something was answered or is being
 * typed: a new code would void the one in hand.
 */
import { stepOf } from './progress.js'

/**
 * @param about `texts`; `say(words)`, which asks for the new message; `tell(text)`, which tells the person politely;
 *   `isTyping()`, whether something stands in the field
 * @returns `press(words)`, for a press on a choice, whether it was taken here; `type(words)`, the same for its words, which
 *   take nothing back; `cancel()`, for an answer; `follow(activity, buttons)`, for a new question and its buttons
 */
export function watchResend(about) {
  const watch = { ...about, wait: null, pressed: null }
  setInterval(() => tick(watch), 1_000)
  return {
    press: (words) => press(watch, words, watch.wait?.isHeld === false),
    type: (words) => press(watch, words, true),
    cancel: () => cancel(watch),
    follow: (activity, buttons) => follow(watch, activity, buttons),
  }
}

function tick(watch) {
  const { wait, say, isTyping, tell, texts } = watch
  if (wait === null) return
  if (Date.now() < wait.at) {
    draw(watch)
    return
  }
  watch.wait = null
  dress(wait.button, wait.label, null)
  if (wait.isHeld !== true || wait.button.isConnected !== true) return
  if (isTyping() === true) tell(texts.resendFree)
  else say(wait.label)
}

function press(watch, words, isWanted) {
  watch.pressed = words
  if (watch.wait?.label !== words) return false
  hold(watch, isWanted)
  return true
}

function cancel(watch) {
  if (watch.wait === null) return
  watch.wait.isHeld = false
  draw(watch)
}

/** Whoever pressed too early has said what they want: no second press is needed. */
function follow(watch, activity, buttons) {
  const { resend } = stepOf(activity) ?? {}
  // The server tells its time in whole seconds.
  const at =
    resend === undefined ? 0 : Math.min(activity.saidAt, Date.now()) + resend.inSeconds * 1_000
  const isTooEarly = at > Date.now()
  const told = isTooEarly ? { label: resend.label, at, isHeld: false } : watch.wait
  const button = buttons.find(({ value }) => value === told?.label)
  const isWanted = resend?.isTooEarly === true && watch.pressed === resend.label
  watch.pressed = null
  watch.wait = button === undefined ? null : { ...told, button }
  if (button === undefined) return
  if (isTooEarly && isWanted) hold(watch, true)
  else draw(watch)
}

/** The time stands on the button alone, where it goes on. */
function hold(watch, isHeld) {
  const { wait, texts, tell } = watch
  wait.isHeld = isHeld
  draw(watch)
  tell(isHeld === true ? texts.resendHeld : texts.resendFree)
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
