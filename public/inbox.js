/**
 * The development inbox: marks what is new, counts it in the title, copies codes, shows local times, and brings in what
 * arrives. Without it the list is plain.
 */
const everyMs = 2_000
const mostRemembered = 2_000
const kept = 'latchkey.inbox.read'
const list = document.querySelector('#messages')
const to = document.querySelector('#to')
const { title } = document
const read = new Set(remembered())
let seen = await stateNow()

ready(document)
mark()
to.addEventListener('change', () => to.form.requestSubmit())
document.addEventListener('submit', (event) => {
  const question = event.submitter?.dataset.question
  if (question !== undefined && !confirm(question)) event.preventDefault()
})
// Whoever presses into a message, or comes to it by keyboard, has read it.
for (const kind of ['click', 'focusin']) {
  list.addEventListener(kind, ({ target }) => {
    if (target.closest('#mark-read') !== null) readAll()
    else know([target.closest('[data-id]')])
  })
}
void poll()

/** Names what the page would show now; null when the server does not answer. */
async function stateNow() {
  try {
    const answer = await fetch('/dev/inbox/state.json', { cache: 'no-store' })
    return answer.ok ? (await answer.json()).state : null
  } catch {
    return null
  }
}

async function poll() {
  const state = await stateNow()
  if (state !== null && state !== seen && (await reload())) seen = state
  setTimeout(poll, everyMs)
}

/** Takes the list as the server writes it. What is shown already stays as it is: opened, focused, chosen. */
async function reload() {
  const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null)
  if (answer === null || !answer.ok) return false
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const before = new Map(entriesIn(list).map((entry) => [keyOf(entry), entry]))
  const fresh = page.querySelector('#messages')
  ready(fresh)
  let hasNew = false
  for (const entry of entriesIn(fresh)) {
    const known = before.get(keyOf(entry))
    if (known === undefined) hasNew = true
    else entry.replaceWith(known)
  }
  const { activeElement: focused } = document
  list.replaceChildren(...fresh.childNodes)
  if (list.contains(focused)) focused.focus({ preventScroll: true })
  addRecipients(page.querySelector('#to'))
  document.querySelector('#rules').replaceChildren(...page.querySelector('#rules').childNodes)
  mark()
  const arrived = document.querySelector('#arrived')
  if (hasNew) arrived.textContent = arrived.dataset.text
  return true
}

function entriesIn(place) {
  return [...place.querySelectorAll('[data-id]')]
}

function keyOf({ dataset }) {
  return `${dataset.id} ${dataset.state}`
}

/** New ones at the end; what is chosen, or about to be, stays chosen. */
function addRecipients(fresh) {
  const known = new Set([...to.options].map(({ value }) => value))
  to.append(...[...fresh.options].filter(({ value }) => !known.has(value)))
}

function ready(place) {
  for (const time of place.querySelectorAll('time')) {
    time.title = time.textContent
    time.textContent = new Date(time.dateTime).toLocaleString(document.documentElement.lang)
  }
  for (const button of place.querySelectorAll('[data-copy]')) {
    button.hidden = false
    button.addEventListener('click', () => copy(button))
  }
}

/** Shows which messages are new, here and in the title. */
function mark() {
  const unread = entriesIn(list).filter(({ dataset }) => !read.has(dataset.id))
  for (const entry of entriesIn(list)) {
    const isNew = !read.has(entry.dataset.id)
    entry.classList.toggle('is-new', isNew)
    const badge = entry.querySelector('.unread')
    if (badge !== null) badge.hidden = !isNew
  }
  const button = document.querySelector('#mark-read')
  if (button !== null) button.hidden = unread.length === 0
  document.title = unread.length === 0 ? title : `(${unread.length}) ${title}`
}

function readAll() {
  know(entriesIn(list))
}

function know(entries) {
  for (const entry of entries) if (entry !== null) read.add(entry.dataset.id)
  try {
    localStorage.setItem(kept, JSON.stringify([...read].slice(-mostRemembered)))
  } catch {
    // Storage is switched off: a reload shows everything as new.
  }
  mark()
}

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(kept) ?? '[]')
  } catch {
    return []
  }
}

async function copy(button) {
  const label = button.textContent
  await navigator.clipboard.writeText(button.dataset.copy)
  button.textContent = list.dataset.copied
  setTimeout(() => (button.textContent = label), 1_500)
}
