/**
 * In the frame that a page of another site shows the chat in: tells that page how much is new while the chat is closed,
 * and hears from it when it is opened. Only a page whose origin the server allows is told and heard, and it never learns
 * what is said.
 */
const main = document.querySelector('main')
const log = document.querySelector('#log')
const close = document.querySelector('#close')
const { searchParams: given } = new URL(location.href)
const host = hostOf(given.get('host'))
/** What is here before anything is said is no news, nor is what was seen on an earlier page. */
let seen = Math.max(countShown(), Number(given.get('again')) || 0)
let isOpen = false

if (host !== null && parent !== globalThis) {
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || origin !== host || data?.target !== 'latchkey') return
    isOpen = data.type === 'open'
    count()
    if (isOpen && matchMedia('(pointer: fine)').matches) document.querySelector('#text').focus()
  })
  close.hidden = false
  close.addEventListener('click', () => tell({ type: 'close' }))
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') tell({ type: 'close' })
  })
  new MutationObserver(count).observe(log, { childList: true })
  tell({ type: 'ready' })
}

/** The origin of the page around, if it is an allowed one. It is only claimed: a message to it reaches nobody else. */
function hostOf(claimed) {
  return JSON.parse(main.dataset.hosts).includes(claimed) === true ? claimed : null
}

function tell(news) {
  parent.postMessage({ source: 'latchkey', ...news }, host)
}

/** How much was seen is kept by the page around: here the browser may keep nothing. */
function count() {
  const shown = countShown()
  if (isOpen) seen = shown
  tell({ type: 'unread', count: isOpen ? 0 : Math.max(0, shown - seen), seen })
}

function countShown() {
  return log.querySelectorAll('.said.bot').length
}
