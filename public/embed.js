/**
 * For pages of other sites: a button that opens the chat in a frame. One line puts it there:
 *
 *   <script src="https://help.example.com/embed.js" async data-position="left" data-lang="zh-CN" data-start="reset"></script>
 *
 * Every attribute may be left out. The page hears of the chat by `message` events from its own window, whose data is
 * `{ source: 'latchkey', type: 'open' | 'closed' | 'unread', count }`, and opens or closes it by posting
 * `{ target: 'latchkey', type: 'open' | 'close' }` to its own window with its own origin. What is said in the chat never
 * leaves the frame.
 *
 * The server wraps it in a function, whose `look` is made from the settings: the colours, and the words by language.
 */
/* global look */
const script = document.currentScript
const home = new URL(script.src).origin
const { position, lang, start } = script.dataset
const language = lang ?? document.documentElement.lang
const words = /^zh/i.test(language) ? look.words.zh : look.words.en
const kept = 'latchkey.embed'
let frame = null
let isFrameReady = false
let isOpen = false
let unread = 0

const place = document.createElement('div')
const root = place.attachShadow({ mode: 'open' })
const sheet = new CSSStyleSheet()
sheet.replaceSync(look.sheet)
root.adoptedStyleSheets = [sheet]
const panel = document.createElement('div')
panel.className = 'panel'
panel.hidden = true
const button = document.createElement('button')
button.type = 'button'
const label = document.createElement('span')
const badge = document.createElement('span')
badge.className = 'badge'
badge.hidden = true
button.append(label, badge)
root.append(panel, button)
place.className = position === 'left' ? 'left' : 'right'
if (position === 'left') root.host.setAttribute('data-left', '')

button.addEventListener('click', () => show(!isOpen))
globalThis.addEventListener('message', (event) => {
  const { data } = event
  if (typeof data !== 'object' || data === null) return
  if (event.source === globalThis && event.origin === location.origin) order(data)
  if (frame !== null && event.source === frame.contentWindow && event.origin === home) hear(data)
})
draw(0)
if (document.body === null) addEventListener('DOMContentLoaded', () => document.body.append(place))
else document.body.append(place)
const before = remembered()
let seen = before?.seen ?? 0
if (before?.isOpen === true) show(true)
// Closed but used: what comes meanwhile is counted.
else if (before !== null) load()

/** What the page around asks for. */
function order({ target, type }) {
  if (target !== 'latchkey') return
  if (type === 'open') show(true)
  if (type === 'close') show(false)
}

/** What the frame tells. */
function hear(data) {
  const { source, type, count } = data
  if (source !== 'latchkey') return
  if (type === 'ready') {
    isFrameReady = true
    tellFrame()
  }
  if (type === 'close') show(false)
  if (type !== 'unread' || !Number.isSafeInteger(count)) return
  if (data.seen !== seen) {
    seen = data.seen
    remember()
  }
  if (count === unread) return
  unread = count
  draw(count)
  tellPage({ type: 'unread', count })
}

function show(isWanted) {
  if (isWanted === isOpen) return
  isOpen = isWanted
  if (isOpen) load()
  panel.hidden = !isOpen
  remember()
  unread = 0
  draw(0)
  tellFrame()
  tellPage({ type: isOpen ? 'open' : 'closed' })
  ;(isOpen ? frame : button).focus()
}

/** The frame is made when it is first asked for: until then a page loads nothing but this file. */
function load() {
  if (frame !== null) return
  const address = new URL('/embed', home)
  if (language !== '') address.searchParams.set('lang', language)
  if (start !== undefined) address.searchParams.set('start', start)
  address.searchParams.set('host', location.origin)
  if (before !== null) address.searchParams.set('again', String(seen))
  frame = document.createElement('iframe')
  frame.title = words.title
  frame.allow = 'clipboard-write'
  frame.referrerPolicy = 'no-referrer'
  frame.src = address.href
  panel.append(frame)
}

function draw(count) {
  label.textContent = isOpen ? words.close : words.open
  button.setAttribute('aria-expanded', String(isOpen))
  badge.textContent = count > 99 ? '99+' : String(count)
  badge.hidden = count === 0
  badge.setAttribute('aria-label', words.unread.replace('{count}', String(count)))
}

function tellFrame() {
  const type = isOpen ? 'open' : 'closed'
  if (isFrameReady) frame?.contentWindow?.postMessage({ target: 'latchkey', type }, home)
}

function tellPage(news) {
  globalThis.postMessage({ source: 'latchkey', ...news }, location.origin)
}

/** Whether the chat was open on the page before, and how many of its messages were seen; null where it was not used. */
function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(kept))
  } catch {
    return null
  }
}

function remember() {
  try {
    sessionStorage.setItem(kept, JSON.stringify({ isOpen, seen }))
  } catch {
    // Storage is switched off: the chat is closed on the next page.
  }
}
