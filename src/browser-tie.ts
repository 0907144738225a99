import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookieIn } from './cookies.ts'

/**
 * Ties a chat of our own page to the browser it was begun in, without a record: the id of the conversation is made from a
 * cookie of that browser. A page that signs a chat in can then tell whether it is open in the chat's own browser, or in
 * that of somebody who was sent the link.
 */
export interface BrowserTie {
  /** The id of a new conversation, and the `Set-Cookie` that ties it to the browser. */
  begin(cookies: string | undefined): { readonly conversation: string; readonly setCookie: string }
  /** Whether this browser began the conversation. */
  fits(cookies: string | undefined, conversation: string): boolean
}

interface TieDeps {
  /** Secret, at least 32 bytes. */
  readonly key: Uint8Array
  readonly random: { bytes(length: number): Uint8Array }
  readonly publicUrl: string
}

const browserBytes = 16
const saltBytes = 8
/** Of eight bytes in base64url. */
const saltLength = 11
/** Longer than a chat is kept; browsers cut it to 400 days. */
const maxAgeSeconds = 40 * 24 * 3_600

/** Makes the tie; over https its cookie has the prefix by which no other host of the domain can set it (RFC 6265bis). */
export function createBrowserTie({ key, random, publicUrl }: TieDeps): BrowserTie {
  const isSecure = publicUrl.startsWith('https:')
  const name = isSecure ? '__Host-latchkey-browser' : 'latchkey-browser'
  const attributes = `Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  const drawn = (bytes: number): string => Buffer.from(random.bytes(bytes)).toString('base64url')

  function browserIn(cookies: string | undefined): string | null {
    const value = cookieIn(cookies, name)
    return value !== null && /^[\w-]{22}$/u.test(value) ? value : null
  }

  function idOf(browser: string, salt: string): string {
    const mac = createHmac('sha256', key).update(`${salt}.${browser}`).digest()
    return salt + mac.subarray(0, browserBytes).toString('base64url')
  }

  return {
    begin(cookies) {
      const browser = browserIn(cookies) ?? drawn(browserBytes)
      const conversation = idOf(browser, drawn(saltBytes))
      return { conversation, setCookie: `${name}=${browser}; ${attributes}` }
    },
    fits(cookies, conversation) {
      const browser = browserIn(cookies)
      if (browser === null) return false
      const own = Buffer.from(idOf(browser, conversation.slice(0, saltLength)))
      const given = Buffer.from(conversation)
      return own.length === given.length && timingSafeEqual(own, given)
    },
  }
}
