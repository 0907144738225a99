import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { exactBytes } from '../domain/exact-bytes.ts'
import { isYoung } from '../domain/window-limit.ts'
import { readAgentName } from '../domain/inert-text.ts'
import { objectIn } from '../json.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'

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
  /**
   * A ticket for the stream of a chat, to be used once within a minute: a WebSocket's credentials stand in its address,
   * which proxies and logs may keep. It opens nothing else, as no token opens a stream.
   */
  issueTicket(pass: ChatPass): string
  /** The pass of a ticket that was not used before; null for any other, and from then on for this one too. */
  useTicket(ticket: string | null): ChatPass | null
  /** As `verify`, but a token that expired less than a day ago counts too, for a page that was suspended. */
  verifyForRefresh(token: string | null): ChatPass | null
}

const lifetimeSeconds = 30 * 60
const refreshableForMs = 24 * 60 * 60 * 1_000
const ticketLivesMs = 60_000

const claims = z.object({
  c: z.string(),
  u: z.string(),
  e: z.number(),
  l: z.string().nullable(),
  d: z.string().nullable().default(null),
  g: z.number().default(0),
  id: z.string().optional(),
})

type Claims = z.infer<typeof claims>

function passOf(told: Claims): ChatPass
function passOf(told: Claims | null): ChatPass | null
function passOf(told: Claims | null): ChatPass | null {
  if (told === null) return null
  const desk = told.d === null ? null : { name: told.d }
  return { conversation: told.c, user: told.u, locale: told.l, desk, generation: told.g }
}

interface TokenDeps {
  /** Secret, at least 32 bytes; kept across restarts, or open pages lose their chats. */
  readonly key: Uint8Array
  readonly clock: Clock
  readonly random: Random
  /** Without a desk, the token of an agent window opens nothing, whenever it was issued. */
  readonly hasDesk: boolean
}

/** Makes the issuer and verifier of tokens. */
export function createChatTokens(deps: TokenDeps): ChatTokens {
  const { clock, random } = deps
  const ofToken = { use: 'chat', livesMs: lifetimeSeconds * 1_000 } as const
  const ofTicket = { use: 'chat-stream', livesMs: ticketLivesMs } as const
  const once = createOnce(clock)
  return {
    lifetimeSeconds,
    issue: (pass) => write(deps, pass, ofToken),
    issueTicket: (pass) => {
      const id = Buffer.from(random.bytes(12)).toString('base64url')
      return write(deps, pass, { ...ofTicket, id })
    },
    useTicket: (ticket) => {
      const told = read(deps, ticket, ofTicket)
      return told?.id !== undefined && once(told.id) ? passOf(told) : null
    },
    verify: (token) => passOf(read(deps, token, ofToken)),
    verifyForRefresh: (token) =>
      passOf(read(deps, token, { ...ofToken, graceMs: refreshableForMs })),
  }
}

/** What a signed value is for, and how long it lives, ms; a signature for one use is none for another. */
interface Use {
  readonly use: 'chat' | 'chat-stream'
  readonly livesMs: number
  readonly graceMs?: number
  /** Tells two values of the same moment apart. */
  readonly id?: string
}

function sign({ key }: TokenDeps, { use }: Use, body: string): Buffer {
  return createHmac('sha256', key).update(`${use}.${body}`).digest()
}

function write(deps: TokenDeps, pass: ChatPass, of: Use): string {
  const { conversation, user, locale, desk, generation } = pass
  const e = deps.clock.now() + of.livesMs
  const given = { c: conversation, u: user, l: locale, d: desk?.name ?? null, g: generation }
  const body = Buffer.from(JSON.stringify({ ...given, e, id: of.id })).toString('base64url')
  return `${body}.${sign(deps, of, body).toString('base64url')}`
}

/** What a value of ours says that was signed for this use; null for any other. */
function signedBody(deps: TokenDeps, token: string, of: Use): string | null {
  const [body = '', mac = '', ...rest] = token.split('.')
  const given = exactBytes(mac, 'base64url')
  const right = sign(deps, of, body)
  const isOurs = given?.length === right.length && timingSafeEqual(given, right)
  return isOurs && rest.length === 0 ? body : null
}

function read(deps: TokenDeps, token: string | null, of: Use): Claims | null {
  const body = token === null ? null : signedBody(deps, token, of)
  const bytes = body === null ? null : exactBytes(body, 'base64url')
  if (bytes === null) return null
  const told = claims.parse(JSON.parse(bytes.toString('utf8')))
  if (told.d !== null && !deps.hasDesk) return null
  const { livesMs, graceMs = 0 } = of
  const age = { now: deps.clock.now(), windowMs: livesMs + graceMs }
  return isYoung(told.e - livesMs, age) ? told : null
}

/**
 * Answers whether it is given the id of a ticket for the first time. It remembers those of the last minute, in this process
 * alone: another instance, or this one started anew, takes a ticket again as long as that lives.
 */
function createOnce(clock: Clock): (id: string) => boolean {
  const used = new Map<string, number>()
  return (id) => {
    const now = clock.now()
    for (const [old, at] of used) {
      // In order of use: what follows is younger. A clock that was set back keeps them.
      if (now - at < 2 * ticketLivesMs) break
      used.delete(old)
    }
    if (used.has(id)) return false
    used.set(id, now)
    return true
  }
}

/** What a page says when it asks for a token; conversation and user id are chosen by the server. */
export interface TokenRequest {
  /** BCP 47, or null for none and for what is no language. */
  readonly locale: string | null
  /** The agent that joins the desk; null for a customer's chat, `malformed` for a name that is not allowed. */
  readonly desk: ChatPass['desk'] | 'malformed'
  /** Whether it is a frame that can keep nothing itself; see framed-chat.ts. */
  readonly isFramed: boolean
}

/** Reads the body of a request for a token; an empty one asks for a customer's chat. */
export function readTokenRequest(body: unknown): TokenRequest {
  const { locale, desk = null, isFramed } = objectIn(body)
  return {
    isFramed: isFramed === true && desk === null,
    locale: typeof locale === 'string' && /^[\w-]{2,35}$/u.test(locale) ? locale : null,
    desk: desk === null ? null : agentIn(desk),
  }
}

function agentIn(desk: unknown): TokenRequest['desk'] {
  const name = readAgentName(objectIn(desk)['name'])
  return name === null ? 'malformed' : { name }
}
