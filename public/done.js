/** A finished page that the chat opened leads back to it: at a press, and by itself once it was read. */
const readMs = 3_000

const back = document.querySelector('#to-chat')
if (globalThis.opener !== null || isFromFrame()) {
  back.hidden = false
  back.addEventListener('click', leave)
  setTimeout(leave, readMs)
}

function leave() {
  globalThis.opener?.focus()
  globalThis.close()
  // Still here: it is no tab that a page may close.
  back.hidden = true
}

/** Whether a chat in a frame of another site led here; see secret-page.js. */
function isFromFrame() {
  try {
    return sessionStorage.getItem('latchkey.framed') !== null
  } catch {
    return false
  }
}
