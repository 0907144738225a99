/** The development inbox: copies codes, shows local times, and brings in what arrives. Without it the list is plain. */
const everyMs = 2_000
const messages = document.querySelector('#messages')
let seen = await lastOf()

ready(messages)
void poll()

/** The newest message's id, or '' for an empty inbox; null when the server does not answer. */
async function lastOf() {
  try {
    const answer = await fetch(`/dev/inbox.json${location.search}`, { cache: 'no-store' })
    return answer.ok ? ((await answer.json()).at(-1)?.id ?? '') : null
  } catch {
    return null
  }
}

async function poll() {
  const last = document.hidden ? null : await lastOf()
  if (last !== null && last !== seen) {
    if (await reload()) seen = last
  }
  setTimeout(poll, everyMs)
}

/** Takes the list as the server writes it, so that there is one way of showing a message. */
async function reload() {
  const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null)
  if (answer === null || !answer.ok) return false
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const focused = document.activeElement?.closest('.message')?.id
  messages.replaceChildren(...page.querySelector('#messages').childNodes)
  document.querySelector('#to').replaceChildren(...page.querySelector('#to').childNodes)
  ready(messages)
  if (focused !== undefined) document.querySelector(`#${CSS.escape(focused)} .button`)?.focus()
  const arrived = document.querySelector('#arrived')
  arrived.textContent = arrived.dataset.text
  return true
}

function ready(list) {
  for (const time of list.querySelectorAll('time')) {
    time.title = time.textContent
    time.textContent = new Date(time.dateTime).toLocaleString(document.documentElement.lang)
  }
  for (const button of list.querySelectorAll('[data-copy]')) {
    button.hidden = false
    button.addEventListener('click', () => copy(button))
  }
}

async function copy(button) {
  const label = button.textContent
  await navigator.clipboard.writeText(button.dataset.copy)
  button.textContent = messages.dataset.copied
  setTimeout(() => (button.textContent = label), 1_500)
}
