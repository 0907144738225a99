import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { isYoung } from '../domain/window-limit.ts'
import { readAgentName } from '../domain/inert-text.ts'
import { objectIn } from '../json.ts'
import type { Clock } from '../ports/clock.ts'

/** What a token proves: one user in one conversation, both chosen by the server. */
export interface ChatPass {
  readonly conversation: string
  readonly user: string
  /** The language of the page that started the chat, BCP 47. */
  readonly locale: string | null
  /** The agent who sits at the desk, in an agent window; null in a customer's chat. */
  readonly desk: { readonly name: string } | null
  /** Grows each time the chat's lock is changed; see chat-lock.ts. */
  readonly generation: number
}

/** Signed tokens without a stored record: they hold across restarts and instances with the same key. */
export interface ChatTokens {
  /** Seconds a new token lives, as Direct Line tells it. */
  readonly lifetimeSeconds: number
  issue(pass: ChatPass): string
  /** The pass, or null when the token is missing, altered, foreign or expired, all alike. */
  verify(token: string | null): ChatPass | null
  /** As `verify`, but a token that expired less than a day ago counts too, for a page that was suspended. */
  verifyForRefresh(token: string | null): ChatPass | null
}

const lifetimeSeconds = 30 * 60
const refreshableForMs = 24 * 60 * 60 * 1_000

const claims = z.object({
  c: z.string(),
  u: z.string(),
  e: z.number(),
  l: z.string().nullable(),
  d: z.string().nullable().default(null),
  g: z.number().default(0),
})

function passOf(told: z.infer<typeof claims>): ChatPass {
  const desk = told.d === null ? null : { name: told.d }
  return { conversation: told.c, user: told.u, locale: told.l, desk, generation: told.g }
}

interface TokenDeps {
  /** Secret, at least 32 bytes; kept across restarts, or open pages lose their chats. */
  readonly key: Uint8Array
  readonly clock: Clock
  /** Without a desk, the token of an agent window opens nothing, whenever it was issued. */
  readonly hasDesk: boolean
}

/** Makes the issuer and verifier of tokens. */
export function createChatTokens({ key, clock, hasDesk }: TokenDeps): ChatTokens {
  const sign = (body: string): Buffer => createHmac('sha256', key).update(`chat.${body}`).digest()

  function read(token: string | null, graceMs: number): ChatPass | null {
    const [body = '', mac = '', ...rest] = (token ?? '').split('.')
    const given = Buffer.from(mac, 'base64url')
    const right = sign(body)
    if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right))
      return null
    const told = claims.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
    const isOpen = told.d === null || hasDesk
    const lifetimeMs = lifetimeSeconds * 1_000
    const age = { now: clock.now(), windowMs: lifetimeMs + graceMs }
    return isOpen && isYoung(told.e - lifetimeMs, age) ? passOf(told) : null
  }

  return {
    lifetimeSeconds,
    issue: ({ conversation, user, locale, desk, generation }) => {
      const e = clock.now() + lifetimeSeconds * 1_000
      const told = { c: conversation, u: user, l: locale, d: desk?.name ?? null, g: generation, e }
      const body = Buffer.from(JSON.stringify(told)).toString('base64url')
      return `${body}.${sign(body).toString('base64url')}`
    },
    verify: (token) => read(token, 0),
    verifyForRefresh: (token) => read(token, refreshableForMs),
  }
}

/** What a page says when it asks for a token; conversation and user id are chosen by the server. */
export interface TokenRequest {
  /** BCP 47, or null for none and for what is no language. */
  readonly locale: string | null
  /** The agent that joins the desk; null for a customer's chat, `malformed` for a name that is not allowed. */
  readonly desk: ChatPass['desk'] | 'malformed'
}

/** Reads the body of a request for a token; an empty one asks for a customer's chat. */
export function readTokenRequest(body: unknown): TokenRequest {
  const { locale, desk = null } = objectIn(body)
  return {
    locale: typeof locale === 'string' && /^[\w-]{2,35}$/u.test(locale) ? locale : null,
    desk: desk === null ? null : agentIn(desk),
  }
}

function agentIn(desk: unknown): TokenRequest['desk'] {
  const name = readAgentName(objectIn(desk)['name'])
  return name === null ? 'malformed' : { name }
}
