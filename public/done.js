/** A page that the chat opened leads back to it: at a press, and one that is done by itself once it was read. */
const readMs = 3_000

const back = document.querySelector('#to-chat')
/** The way on for whom no chat opened the page. */
const start = document.querySelector('#start')
if (back !== null && isFromChat()) {
  offerBack(true)
  back.addEventListener('click', leave)
  if (back.dataset.closes === 'by-itself') setTimeout(leave, readMs)
}

function isFromChat() {
  const { opener } = globalThis
  return (opener !== null && opener.closed !== true) || isFromFrame()
}

function leave() {
  globalThis.opener?.focus()
  globalThis.close()
  // Still here: it is no tab that a page may close.
  offerBack(false)
}

function offerBack(isOffered) {
  back.hidden = isOffered === false
  if (start !== null) start.hidden = isOffered === true
}

/** Whether a chat in a frame of another site led here; see secret-page.js. */
function isFromFrame() {
  try {
    return sessionStorage.getItem('latchkey.framed') !== null
  } catch {
    return false
  }
}
