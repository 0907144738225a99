import { cookieIn } from '../cookies.ts'
import type { WebResponse } from '../ports/web-handler.ts'

/**
 * Where a browser shuts the storage of a frame, the key of the chat in it stands in a cookie instead, so that the chat
 * goes on with the next page of the site around it. The browser keeps it apart for that site alone (`Partitioned`,
 * CHIPS), our own scripts cannot read it, and it is gone when no page with the chat was open for as long as a token lives.
 * It ties no chat to a browser: a sign-in page never gets it, and what pages of other sites could send along proves nothing.
 */
const name = '__Host-latchkey-framed'
const attributes = 'Path=/; Secure; HttpOnly; SameSite=None; Partitioned'

/** The token that a frame's cookie holds; null for none. */
export function framedToken(cookies: string | undefined): string | null {
  return cookieIn(cookies, name)
}

/** The answer with the cookie set to a token for as long as that lives; null takes the cookie away. */
export function withFramedToken(
  answer: WebResponse,
  granted: { readonly token: string; readonly expires_in: number } | null,
): WebResponse {
  const { token, expires_in: seconds } = granted ?? { token: '', expires_in: 0 }
  const cookie = `${name}=${token}; Max-Age=${seconds}; ${attributes}`
  return { ...answer, headers: { ...answer.headers, 'set-cookie': cookie } }
}
