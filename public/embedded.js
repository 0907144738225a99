/**
 * In the frame that a page of another site shows the chat in: tells that page how much is new while the chat is closed,
 * and hears from it when it is opened. Only a page whose origin the server allows is told and heard, and it never learns
 * what is said.
 */
const main = document.querySelector('main')
const log = document.querySelector('#log')
const close = document.querySelector('#close')
const host = hostOf(new URL(location.href).searchParams.get('host'))
const kept = 'latchkey.seen'
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

/** What is shown while the chat is open was seen; after a reload the same messages come again and are no news. */
function count() {
  const shown = log.querySelectorAll('.said.bot').length
  if (isOpen) keep(shown)
  tell({ type: 'unread', count: isOpen ? 0 : Math.max(0, shown - seen()) })
}

function seen() {
  try {
    return Number(sessionStorage.getItem(kept) ?? 0)
  } catch {
    return 0
  }
}

function keep(shown) {
  try {
    sessionStorage.setItem(kept, String(shown))
  } catch {
    // Nothing is kept here, so that a reload counts anew.
  }
}
