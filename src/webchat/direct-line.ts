import type { Random } from '../ports/random.ts'
import {
  jsonResponse,
  retryLater,
  type WebHandler,
  type WebRequest,
  type WebResponse,
  type WebRoute,
} from '../ports/web-handler.ts'
import { addressToBot, announceUser, deskConversation } from './bot-activity.ts'
import type { ChatLock } from './chat-lock.ts'
import type { ChatLog } from './chat-log.ts'
import { readTokenRequest, type ChatPass, type ChatTokens } from './chat-tokens.ts'
import { echoOf, readClientActivity, sentBefore, type ClientActivity } from './client-activity.ts'
import type { Delivery } from './delivery.ts'
import { isFromOwnPage, streamBase, type OriginSettings } from './origin-rule.ts'
import { activitySet, startOf, watermarkIn, type Streams } from './streams.ts'

/** What Direct Line's endpoints stand on. */
export interface DirectLineDeps extends OriginSettings {
  readonly random: Random
  readonly tokens: ChatTokens
  readonly lock: ChatLock
  readonly chatLog: ChatLog
  readonly streams: Streams
  readonly delivery: Delivery
  readonly tokenFlood: (source: string) => Promise<number | null>
  /** Whether agent windows may join the desk. */
  readonly hasDesk: boolean
}

type Handler = (deps: DirectLineDeps, request: WebRequest) => Promise<WebResponse>
type PassHandler = (
  deps: DirectLineDeps,
  request: WebRequest,
  pass: ChatPass,
) => Promise<WebResponse>

/**
 * Direct Line 3.0 for our own page (Web Chat's `domain` is our origin with `/directline`).
 *
 * 403 is the only answer to a token that is missing, foreign or expired: Web Chat reads nothing else as "get a
 * new one". A good token for a chat that holds nothing starts it anew, so a restart goes unnoticed.
 */
export function createDirectLine(deps: DirectLineDeps): readonly WebRoute[] {
  const open = (method: 'GET' | 'POST', path: string, handler: PassHandler): WebRoute => ({
    method,
    path: `/directline/conversations${path}`,
    handler: withPass(deps, handler),
  })
  const tokens = (path: string, handler: Handler): WebRoute => ({
    method: 'POST',
    path: `/directline/tokens/${path}`,
    handler: (request) => handler(deps, request),
  })
  return [
    tokens('generate', generate),
    tokens('refresh', refresh),
    open('POST', '', start),
    open('GET', '/:id', reconnect),
    open('GET', '/:id/activities', read),
    open('POST', '/:id/activities', post),
    open('POST', '/:id/upload', async () => noFiles()),
  ]
}

/** Checks the token: it opens its own conversation and no other, wherever the path names one. */
function withPass(deps: DirectLineDeps, handler: PassHandler): WebHandler {
  return async (request) => {
    const pass = deps.tokens.verify(bearer(request))
    const named = request.params['id'] ?? pass?.conversation
    if (pass === null || named !== pass.conversation) return notYours()
    return (await deps.lock.fits(pass)) ? handler(deps, request, pass) : notYours()
  }
}

async function generate(deps: DirectLineDeps, request: WebRequest): Promise<WebResponse> {
  if (!isFromOwnPage(request.headers, deps)) return notYours()
  const seconds = await deps.tokenFlood(request.source)
  if (seconds !== null) return later(429, seconds)
  const { locale, desk } = readTokenRequest(request.body)
  if (desk !== null && !deps.hasDesk) return notYours()
  if (desk === 'malformed') return badName()
  const name = (): string => Buffer.from(deps.random.bytes(16)).toString('base64url')
  const conversation = desk === null ? name() : deskConversation.id
  // Web Chat warns of an id that starts with `dl_` unless its token says so in Direct Line's own way.
  const pass = { conversation, user: `lk_${name()}`, locale, desk, generation: 0 }
  return jsonResponse(200, granted(deps.tokens, pass))
}

/** The same chat and person again; an agent may take another name, and nobody becomes one. */
async function refresh(deps: DirectLineDeps, request: WebRequest): Promise<WebResponse> {
  const pass = deps.tokens.verifyForRefresh(bearer(request))
  if (pass === null || !(await deps.lock.fits(pass))) return notYours()
  const { desk } = readTokenRequest(request.body)
  if (pass.desk === null || desk === null) return jsonResponse(200, granted(deps.tokens, pass))
  return desk === 'malformed'
    ? badName()
    : jsonResponse(200, granted(deps.tokens, { ...pass, desk }))
}

/** The first request of a chat lets the bot greet; a chat that has begun only goes on. */
async function start(
  deps: DirectLineDeps,
  request: WebRequest,
  pass: ChatPass,
): Promise<WebResponse> {
  const isNew = (await deps.chatLog.read(pass.conversation)).length === 0
  if (isNew) await deps.delivery.greet(pass.conversation, announceUser(pass))
  return jsonResponse(isNew ? 201 : 200, joined(deps, { request, pass, watermark: '-' }))
}

async function reconnect(
  deps: DirectLineDeps,
  request: WebRequest,
  pass: ChatPass,
): Promise<WebResponse> {
  await deps.delivery.greet(pass.conversation, announceUser(pass))
  const watermark = String(watermarkIn(request.query))
  return jsonResponse(200, joined(deps, { request, pass, watermark }))
}

async function read(
  deps: DirectLineDeps,
  request: WebRequest,
  pass: ChatPass,
): Promise<WebResponse> {
  const entries = await deps.chatLog.read(pass.conversation)
  const mark = startOf(watermarkIn(request.query), entries)
  const newer = entries.filter((entry) => entry.sequence > mark)
  return jsonResponse(200, activitySet(newer, mark))
}

async function post(
  deps: DirectLineDeps,
  request: WebRequest,
  pass: ChatPass,
): Promise<WebResponse> {
  const said = readClientActivity(request.body)
  if (said.outcome === 'attachment') return noFiles()
  if (said.outcome === 'malformed') return refused(400, 'BadArgument', 'That is no message.')
  const { activity } = said
  const { conversation } = pass
  if (activity.type === 'typing') return jsonResponse(200, { id: `${conversation}|typing` })
  if (!deps.delivery.hasRoom(conversation)) return later(503, 2)
  const before = await sentBefore(deps.chatLog, pass, activity)
  if (before?.isAnswered === true) return jsonResponse(200, { id: before.id })
  const isRejoin = await wasGreeted(deps.chatLog, conversation, activity)
  const id = before?.id ?? (await echo(deps, conversation, echoOf(activity, pass)))
  // Under the id it had before: a turn that was over when its instance died answers from its record.
  if (!isRejoin) await deps.delivery.hand(conversation, addressToBot(activity, pass, id))
  return jsonResponse(200, { id })
}

/** Writes into the chat what the page is to see of its own message; the message's id. */
async function echo(
  { chatLog, streams }: DirectLineDeps,
  conversation: string,
  activity: Readonly<Record<string, unknown>>,
): Promise<string> {
  const entry = await chatLog.append(conversation, activity)
  streams.announce(conversation, entry)
  return entry.activity.id
}

/** A page that is loaded again joins again; whoever was greeted is not greeted twice. */
async function wasGreeted(
  log: ChatLog,
  conversation: string,
  activity: ClientActivity,
): Promise<boolean> {
  if (activity.type !== 'event' || activity.name !== 'webchat/join') return false
  const entries = await log.read(conversation)
  return entries.some((entry) => entry.activity['type'] === 'message')
}

function granted(tokens: ChatTokens, pass: ChatPass): object {
  return {
    conversationId: pass.conversation,
    token: tokens.issue(pass),
    expires_in: tokens.lifetimeSeconds,
    userId: pass.user,
    ...(pass.desk === null ? {} : { desk: pass.desk }),
  }
}

interface Joining {
  readonly request: WebRequest
  readonly pass: ChatPass
  readonly watermark: string
}

function joined(deps: DirectLineDeps, { request, pass, watermark }: Joining): object {
  const base = streamBase(request.headers, deps)
  const token = encodeURIComponent(deps.tokens.issue(pass))
  const path = `/directline/conversations/${pass.conversation}/stream`
  const streamUrl = `${base}${path}?watermark=${watermark}&t=${token}`
  return { ...granted(deps.tokens, pass), streamUrl }
}

function bearer(request: WebRequest): string | null {
  return /^Bearer (\S+)$/iu.exec(request.headers['authorization'] ?? '')?.[1] ?? null
}

function notYours(): WebResponse {
  return refused(403, 'TokenExpired', 'This chat needs a new token.')
}

function badName(): WebResponse {
  return refused(400, 'BadArgument', 'Nobody can be called that.')
}

function noFiles(): WebResponse {
  return refused(415, 'NotSupported', 'Files cannot be sent here.')
}

function later(status: 429 | 503, seconds: number): WebResponse {
  return retryLater(refused(status, 'TooMuchAtOnce', 'Please try again in a moment.'), seconds)
}

function refused(status: number, code: string, message: string): WebResponse {
  return jsonResponse(status, { error: { code, message } })
}
