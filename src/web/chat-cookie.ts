import { cookieIn } from '../cookies.ts'
import type { WebResponse } from '../ports/web-handler.ts'

/**
 * Where a browser without a script keeps the key of its chat between two pages: a form's answer leads to the chat's
 * address, which never names it. Scripts cannot read it, other sites cannot send it along, and it is gone half an hour
 * after the last page. In a frame the browser keeps it apart for the site around it (`Partitioned`, CHIPS).
 */
export interface ChatCookie {
  /** The token that a request brings; null for none. */
  read(cookies: string | undefined): string | null
  /** The answer with the token kept; null takes it away. */
  with(answer: WebResponse, token: string | null): WebResponse
}

const livesSeconds = 30 * 60

/**
 * Makes the cookie of the chat's own page, or of the one in another site's frame. Over https its name has the prefix by
 * which no other host of the domain can set it (RFC 6265bis).
 */
export function createChatCookie(publicUrl: string, isFramed: boolean): ChatCookie {
  const isSecure = isFramed || publicUrl.startsWith('https:')
  const name = `${isSecure ? '__Host-' : ''}latchkey-chat${isFramed ? '-framed' : ''}`
  const site = isFramed ? 'SameSite=None; Partitioned' : 'SameSite=Strict'
  const attributes = `Path=/; HttpOnly; ${site}${isSecure ? '; Secure' : ''}`
  return {
    read: (cookies) => cookieIn(cookies, name),
    with(answer, token) {
      const cookie = `${name}=${token ?? ''}; Max-Age=${token === null ? 0 : livesSeconds}; ${attributes}`
      return { ...answer, headers: { ...answer.headers, 'set-cookie': cookie } }
    },
  }
}
