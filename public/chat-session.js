/**
 * Whose chat this tab shows. It is kept in sessionStorage: a refresh and a restart of the server keep the chat, while
 * closing the tab ends it, so the next person at a shared computer finds nothing of it.
 *
 * @param key under which it is kept; each kind of page has its own
 */
export function tabMemory(key) {
  /** Of this page alone, where storage is switched off. */
  let here = null
  return {
    /** The chat of this tab, or null when there is none or what is stored cannot be read. */
    remembered() {
      try {
        const session = JSON.parse(sessionStorage.getItem(key) ?? 'null')
        return typeof session?.token === 'string' ? session : null
      } catch {
        return here
      }
    },
    remember(session) {
      try {
        sessionStorage.setItem(key, JSON.stringify(session))
      } catch {
        here = session
      }
    },
    forget() {
      here = null
      try {
        sessionStorage.removeItem(key)
      } catch {
        // Nothing was kept, so nothing is to forget.
      }
    },
  }
}

/**
 * Whether this is a frame in which the browser keeps nothing: there the server keeps the chat in a cookie, for the site
 * around it alone.
 */
const isFramed = parent !== globalThis && !isAnythingKept()

/** Whether this browser keeps anything for this page: some keep nothing for frames of other sites, others nothing at all. */
export function isAnythingKept() {
  try {
    return sessionStorage !== null
  } catch {
    return false
  }
}

/**
 * Opens a new chat, or in a frame that keeps nothing the one that the browser's cookie is of: then it has `isFound`, and
 * its `locale` is the one it was spoken in. Throws when the server cannot be reached or refuses.
 *
 * @param asked the page's `locale` and, in an agent window, as whom it joins the `desk`
 */
export async function openSession(asked) {
  const { status, told } = await post('generate', { body: asked })
  if (status !== 200) throw new Error(`tokens/generate answered ${status}`)
  const isFound = told.spoken !== undefined
  return { ...opened(told), isFound, locale: told.spoken ?? asked.locale }
}

/**
 * The same chat with a new token, or null when the server no longer goes on with it; throws when it cannot be
 * reached, so that an outage never costs anybody the chat.
 *
 * @param asked what is to be different in it; nothing when left out
 */
export async function renewSession(session, asked = {}) {
  const headers = { authorization: `Bearer ${session.token}` }
  const { status, told } = await post('refresh', { headers, body: asked })
  if (status === 403) return null
  if (status !== 200) throw new Error(`tokens/refresh answered ${status}`)
  return { ...session, ...opened(told) }
}

/**
 * Ends every token of this chat, also those of other tabs. Throws when the server cannot be reached or does not do it.
 *
 * @param renew whether this page goes on with a new one; it is the answer then
 */
export async function revokeSession(session, { renew }) {
  const headers = { authorization: `Bearer ${session.token}` }
  // The page may be left meanwhile.
  const { status, told } = await post('revoke', { headers, body: { renew }, keepalive: true })
  // Of a chat that has ended already there is nothing to end.
  if (status !== 200 && status !== 403) throw new Error(`tokens/revoke answered ${status}`)
  return renew === true && status === 200 ? { ...session, ...opened(told) } : null
}

/** Reads the answer in any case: a body that is never read counts on, until the browser lets no more be sent. */
async function post(action, { headers = {}, body, keepalive = false }) {
  const answer = await fetch(`/directline/tokens/${action}`, {
    method: 'POST',
    keepalive,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(isFramed ? { ...body, isFramed } : body),
  })
  const text = await answer.text()
  return { status: answer.status, told: answer.ok ? JSON.parse(text) : null }
}

function opened({ conversationId, token, userId, desk = null }) {
  return { conversationId, token, userId, desk, openedAt: Date.now() }
}
