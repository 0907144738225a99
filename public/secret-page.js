/**
 * The pages that secrets are typed on work without this. With it the address bar loses the link's token, rules are
 * ticked as one types, an entry can be looked at, a form is sent once, and times are local.
 */
/** Time enough for an answer; who stopped waiting for one may press again. */
const onceMs = 5_000

const main = document.querySelector('main')
const form = document.querySelector('form')

cleanAddress(main.dataset)
/** Whether what was typed can be sent: what the page itself finds wrong is said here, and nothing typed is lost. */
let isReady = () => true
if (form !== null) {
  sendOnce()
  form.addEventListener('input', forgetFault)
}
sendWholeCode(document.querySelector('#code'))
offerReveal(document.querySelector('#reveal'))
tickRules(document.querySelector('#rules'), document.querySelector('#newPassword'))
for (const time of document.querySelectorAll('time')) {
  const style = { dateStyle: 'long', timeStyle: 'short' }
  time.title = time.textContent
  time.textContent = new Date(time.dateTime).toLocaleString(document.documentElement.lang, style)
}

/**
 * The tab keeps the token for itself, so that a refresh or a step back finds the page again; it ends with the tab, and
 * no history, bookmark or screenshot has it. Where nothing can be kept, the address stays as it is.
 */
function cleanAddress({ address, token }) {
  try {
    if (token === undefined) sessionStorage.removeItem(address)
    else sessionStorage.setItem(address, token)
  } catch {
    return
  }
  history.replaceState(null, '', address)
}

/** A second press would send a form whose step is over. What was typed is hidden before it leaves. */
function sendOnce() {
  let isSent = false
  form.addEventListener('submit', (event) => {
    const isStopped = isSent || !isReady()
    if (isStopped) event.preventDefault()
    else isSent = true
    setTimeout(() => (isSent = false), onceMs)
    reveal(false)
  })
  // A page that the browser brings back whole is a fresh one.
  globalThis.addEventListener('pageshow', () => (isSent = false))
}

/** Six digits are a whole code; where it stands beside a password, the person sends both. */
function sendWholeCode(field) {
  if (field === null || field.required !== true) return
  field.addEventListener('input', () => {
    if (/^\s*\d{3}[\s-]?\d{3}\s*$/.test(field.value)) form.requestSubmit()
  })
}

function offerReveal(line) {
  if (line === null) return
  line.hidden = false
  line.firstElementChild.addEventListener('click', ({ currentTarget }) =>
    reveal(currentTarget.getAttribute('aria-pressed') === 'false'),
  )
}

function reveal(isShown) {
  document.querySelector('#reveal button')?.setAttribute('aria-pressed', String(isShown))
  for (const input of form.querySelectorAll('[autocomplete$="-password"]')) {
    input.type = isShown === true ? 'text' : 'password'
  }
}

/** The patterns are the server's own, so both judge alike; what only the server can tell is not ticked here. */
function tickRules(list, entry) {
  if (list === null) return
  const rules = [...list.children].map((item) => ({
    item,
    mark: markFor(item),
    pattern: new RegExp(item.dataset.pattern, 'u'),
  }))
  const again = document.querySelector('#confirmPassword')
  const tick = () => {
    const text = entry.value.normalize('NFC')
    for (const { item, mark, pattern } of rules) {
      const isKept = text !== '' && pattern.test(text)
      item.classList.toggle('kept', isKept)
      mark.textContent = ` (${isKept ? list.dataset.met : list.dataset.unmet})`
    }
    countRules(list, text === '')
    compare(entry.value, again.value)
  }
  isReady = () => {
    const unmet = rules.some(({ pattern }) => !pattern.test(entry.value.normalize('NFC')))
    const faulty = unmet ? entry : entry.value === again.value ? null : again
    faulty?.setAttribute('aria-invalid', 'true')
    faulty?.focus()
    faulty?.select()
    return faulty === null
  }
  list.classList.add('ticked')
  entry.addEventListener('input', tick)
  again.addEventListener('input', tick)
  tick()
}

/** What was wrong with a field's last entry says nothing of the next one. */
function forgetFault({ target }) {
  target.removeAttribute('aria-invalid')
  document.querySelector(`#${target.name}-fault`)?.remove()
}

/** How many rules are kept, read out as that changes. */
function countRules(list, isEmpty) {
  const met = String(list.querySelectorAll('.kept').length)
  const text = list.dataset.count
    .replace('{met}', met)
    .replace('{of}', String(list.children.length))
  say(document.querySelector('#rules-count'), isEmpty === true ? '' : text)
}

/** What the tick means, for those who do not see it. */
function markFor(item) {
  const mark = document.createElement('span')
  mark.className = 'unseen'
  item.append(mark)
  return mark
}

function compare(entry, again) {
  const line = document.querySelector('#sameness')
  const isSame = entry === again
  line.hidden = again === ''
  line.classList.toggle('kept', isSame)
  say(line, again === '' ? '' : isSame ? line.dataset.same : line.dataset.different)
}

/** Written only when it changed: each writing is read out. */
function say(line, text) {
  if (line.textContent !== text) line.textContent = text
}
