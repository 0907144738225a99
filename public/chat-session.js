/**
 * Whose chat this tab shows. It is kept in sessionStorage: a refresh and a restart of the server keep the chat, while
 * closing the tab ends it, so the next person at a shared computer finds nothing of it.
 */
const key = 'latchkey.chat'

/** The chat of this tab, or null when there is none or what is stored cannot be read. */
export function remembered() {
  try {
    const session = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return typeof session?.token === 'string' ? session : null
  } catch {
    return null
  }
}

export function remember(session) {
  try {
    sessionStorage.setItem(key, JSON.stringify(session))
  } catch {
    // Storage is switched off: the chat works, and a refresh begins a new one.
  }
}

export function forget() {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Nothing was kept, so nothing is to forget.
  }
}

/** Opens a new chat; throws when the server cannot be reached or refuses. */
export async function openSession(locale) {
  const answer = await post('generate', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ locale }),
  })
  if (!answer.ok) throw new Error(`tokens/generate answered ${answer.status}`)
  return { ...opened(await answer.json()), locale }
}

/**
 * The same chat with a new token, or null when the server no longer goes on with it; throws when it cannot be
 * reached, so that an outage never costs anybody the chat.
 */
export async function renewSession(session) {
  const answer = await post('refresh', { headers: { authorization: `Bearer ${session.token}` } })
  if (answer.status === 403) return null
  if (!answer.ok) throw new Error(`tokens/refresh answered ${answer.status}`)
  return { ...session, ...opened(await answer.json()) }
}

function post(action, options) {
  return fetch(`/directline/tokens/${action}`, { method: 'POST', ...options })
}

function opened({ conversationId, token, userId }) {
  return { conversationId, token, userId, openedAt: Date.now() }
}
