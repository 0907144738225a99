import { isAnythingKept } from './chat-session.js'

/** What became of the chat that somebody expects in a tab where none is remembered. */
const channel = globalThis.BroadcastChannel === undefined ? null : new BroadcastChannel('latchkey')

/**
 * Tells what became of it, once at most: `elsewhere` when another tab of this browser has a chat open, `cleared` when
 * this tab had one and its storage is gone, `unkept` when this browser did not keep it.
 *
 * @param about `isNew`, whether this tab remembers no chat; `onFound(what)`
 */
export function lookForChat({ isNew, onFound }) {
  // Written by embed.js, on a page that opened the chat before.
  const isFramedAgain = new URL(location.href).searchParams.has('again')
  const { hadHere, isLeft } = visit()
  const had = isFramedAgain || hadHere
  if (isNew === true && had) onFound(isFramedAgain || !isAnythingKept() ? 'unkept' : 'cleared')
  let isTold = had
  channel?.addEventListener('message', ({ data }) => {
    if (data === 'who') say('here')
    if (data !== 'here' || isNew === false || isTold) return
    isTold = true
    onFound('elsewhere')
  })
  // Whoever began anew knows of the others.
  if (isNew === true && !had && !isLeft) say('who')
}

/** Whether this tab had a chat before, and whether the person has just left it; from now on it has one. */
function visit() {
  const { hasChat, isLeft } = history.state ?? {}
  history.replaceState({ ...history.state, hasChat: true, isLeft: false }, '')
  return { hadHere: hasChat === true, isLeft: isLeft === true }
}

/** To the other tabs of this site alone; there is no origin to name. */
function say(word) {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  channel?.postMessage(word)
}
