/** A finished page that the chat opened leads back to it: at a press, and by itself once it was read. */
const readMs = 3_000

const back = document.querySelector('#to-chat')
if (globalThis.opener !== null) {
  back.hidden = false
  back.addEventListener('click', leave)
  setTimeout(leave, readMs)
}

function leave() {
  globalThis.opener?.focus()
  globalThis.close()
}
