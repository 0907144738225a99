import type { BrowserTie } from '../browser-tie.ts'
import { objectIn } from '../json.ts'
import type { Random } from '../ports/random.ts'
import {
  jsonResponse,
  type WebRequest,
  type WebResponse,
  type WebRoute,
} from '../ports/web-handler.ts'
import { bearer, later, notYours, refused } from './answers.ts'
import { deskConversation } from './bot-activity.ts'
import type { ChatLock } from './chat-lock.ts'
import {
  readTokenRequest,
  type ChatPass,
  type ChatTokens,
  type TokenRequest,
} from './chat-tokens.ts'
import { framedToken, withFramedToken } from './framed-chat.ts'
import { isFromOwnPage, type OriginSettings } from './origin-rule.ts'
import type { Streams } from './streams.ts'

/** What the endpoints of tokens use. */
export interface TokenEndpointDeps extends OriginSettings {
  readonly random: Random
  readonly tokens: ChatTokens
  readonly lock: ChatLock
  readonly streams: Streams
  readonly tokenFlood: (source: string) => Promise<number | null>
  /** Whether agent windows may join the desk. */
  readonly hasDesk: boolean
  /** Whether whoever asks may; without it everybody. */
  readonly maySitAtDesk?: (request: WebRequest) => boolean
  /** Ties new chats to the browser that asks; without it they have ids of chance alone. */
  readonly tie?: BrowserTie
}

type Handler = (deps: TokenEndpointDeps, request: WebRequest) => Promise<WebResponse>

/** `POST /directline/tokens/…`: `generate` begins a chat or finds a frame's again, `refresh` renews a token, `revoke` ends all. */
export function createTokenEndpoints(deps: TokenEndpointDeps): readonly WebRoute[] {
  const tokens = (path: string, handler: Handler): WebRoute => ({
    method: 'POST',
    path: `/directline/tokens/${path}`,
    handler: (request) => handler(deps, request),
  })
  return [tokens('generate', generate), tokens('refresh', refresh), tokens('revoke', revoke)]
}

async function generate(deps: TokenEndpointDeps, request: WebRequest): Promise<WebResponse> {
  if (!isFromOwnPage(request.headers, deps)) return notYours()
  const asked = readTokenRequest(request.body)
  return (
    (asked.isFramed ? await findAgain(deps, request, asked) : null) ?? begin(deps, request, asked)
  )
}

/** The chat that a frame's cookie opens, in the language of the page; null when there is none that goes on. */
async function findAgain(
  deps: TokenEndpointDeps,
  { headers }: WebRequest,
  { locale }: TokenRequest,
): Promise<WebResponse | null> {
  const pass = await currentPass(deps, framedToken(headers['cookie']))
  if (pass === null || pass.desk !== null) return null
  const told = granted(deps.tokens, { ...pass, locale: locale ?? pass.locale })
  return withFramedToken(jsonResponse(200, { ...told, spoken: pass.locale }), told)
}

/** Whether whoever asks may have an agent window. */
function hasSeat(deps: TokenEndpointDeps, request: WebRequest): boolean {
  return deps.hasDesk && (deps.maySitAtDesk?.(request) ?? true)
}

async function begin(
  deps: TokenEndpointDeps,
  request: WebRequest,
  { locale, desk, isFramed }: TokenRequest,
): Promise<WebResponse> {
  const seconds = await deps.tokenFlood(request.source)
  if (seconds !== null) return later(429, seconds)
  if (desk !== null && !hasSeat(deps, request)) return notYours()
  if (desk === 'malformed') return badName()
  const isTied = desk === null && !isFramed
  const begun = isTied ? deps.tie?.begin(request.headers['cookie']) : undefined
  const answer = grant(deps, newPass(deps.random, { locale, desk }, begun?.conversation), isFramed)
  if (begun === undefined) return answer
  return { ...answer, headers: { ...answer.headers, 'set-cookie': begun.setCookie } }
}

/** The pass of a token that is good for another one; null for none. */
async function currentPass(
  { tokens, lock }: TokenEndpointDeps,
  token: string | null,
): Promise<ChatPass | null> {
  const pass = tokens.verifyForRefresh(token)
  return pass !== null && (await lock.fits(pass)) ? pass : null
}

/** Answers with a token, and in a frame that keeps nothing itself with the cookie that does. */
function grant({ tokens }: TokenEndpointDeps, pass: ChatPass, isFramed: boolean): WebResponse {
  const told = granted(tokens, pass)
  const answer = jsonResponse(200, told)
  return isFramed ? withFramedToken(answer, told) : answer
}

/** A new user, in a new chat (of a given id, or one of chance) or at the desk. */
export function newPass(
  random: Random,
  { locale, desk }: Pick<ChatPass, 'locale' | 'desk'>,
  begun?: string,
): ChatPass {
  const name = (): string => Buffer.from(random.bytes(16)).toString('base64url')
  const conversation = desk === null ? (begun ?? name()) : deskConversation.id
  // Not `dl_`: Web Chat warns of such an id unless the token is of Direct Line's own format.
  return { conversation, user: `lk_${name()}`, locale, desk, generation: 0 }
}

/** A new token for the same chat and user. An agent may change the name; a customer's token never becomes an agent's. */
async function refresh(deps: TokenEndpointDeps, request: WebRequest): Promise<WebResponse> {
  const pass = await currentPass(deps, bearer(request))
  if (pass === null) return notYours()
  const { desk, isFramed } = readTokenRequest(request.body)
  if (pass.desk === null || desk === null) return grant(deps, pass, isFramed)
  return desk === 'malformed' ? badName() : grant(deps, { ...pass, desk }, false)
}

/**
 * Ends every token of a customer's chat, on all instances: the person left it, or signed out in it.
 *
 * Asked to `renew`, it answers with a new token, so that this page alone goes on.
 */
async function revoke(deps: TokenEndpointDeps, request: WebRequest): Promise<WebResponse> {
  const pass = await currentPass(deps, bearer(request))
  if (pass === null || pass.desk !== null) return notYours()
  const generation = await shutOut(deps, pass.conversation)
  const { isFramed } = readTokenRequest(request.body)
  const isRenewed = objectIn(request.body)['renew'] === true
  if (isRenewed) return grant(deps, { ...pass, generation }, isFramed)
  const answer = jsonResponse(200, {})
  return isFramed ? withFramedToken(answer, null) : answer
}

/** Makes the tokens of a chat worthless and closes its streams. @returns the generation of the tokens that are not */
export async function shutOut(
  { lock, streams }: Pick<TokenEndpointDeps, 'lock' | 'streams'>,
  conversation: string,
): Promise<number> {
  const generation = await lock.change(conversation)
  streams.shut(conversation)
  return generation
}

/** A token for a page, as Direct Line tells it. */
export function granted(tokens: ChatTokens, pass: ChatPass) {
  return {
    conversationId: pass.conversation,
    token: tokens.issue(pass),
    expires_in: tokens.lifetimeSeconds,
    userId: pass.user,
    ...(pass.desk === null ? {} : { desk: pass.desk }),
  }
}

function badName(): WebResponse {
  return refused(400, 'BadArgument', 'Nobody can be called that.')
}
