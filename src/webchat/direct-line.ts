import { objectIn } from '../json.ts'
import type { BrowserTie } from '../browser-tie.ts'
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

/** What the Direct Line endpoints use. */
export interface DirectLineDeps extends OriginSettings {
  readonly random: Random
  readonly tokens: ChatTokens
  readonly lock: ChatLock
  readonly chatLog: ChatLog
  readonly streams: Streams
  readonly delivery: Delivery
  /** The keyed handle that limits of persons hang on, for the source of a request; left out, they hang on none. */
  readonly sourceHandle?: (source: string) => string
  readonly tokenFlood: (source: string) => Promise<number | null>
  /** Whether agent windows may join the desk. */
  readonly hasDesk: boolean
  /** Ties new chats to the browser that asks; without it they have ids of chance alone. */
  readonly tie?: BrowserTie
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
 * A token that is missing, invalid or expired always gets 403, the one status at which Web Chat asks for a new token. A
 * valid token for an empty chat starts it anew, so that a restart goes unnoticed.
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
    tokens('revoke', revoke),
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
  const begun = desk === null ? deps.tie?.begin(request.headers['cookie']) : undefined
  const pass = newPass(deps.random, { locale, desk }, begun?.conversation)
  const answer = jsonResponse(200, granted(deps.tokens, pass))
  if (begun === undefined) return answer
  return { ...answer, headers: { ...answer.headers, 'set-cookie': begun.setCookie } }
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
async function refresh(deps: DirectLineDeps, request: WebRequest): Promise<WebResponse> {
  const pass = deps.tokens.verifyForRefresh(bearer(request))
  if (pass === null || !(await deps.lock.fits(pass))) return notYours()
  const { desk } = readTokenRequest(request.body)
  if (pass.desk === null || desk === null) return jsonResponse(200, granted(deps.tokens, pass))
  return desk === 'malformed'
    ? badName()
    : jsonResponse(200, granted(deps.tokens, { ...pass, desk }))
}

/**
 * Ends every token of a customer's chat, on all instances: the person left it, or signed out in it.
 *
 * Asked to `renew`, it answers with a new token, so that this page alone goes on.
 */
async function revoke(deps: DirectLineDeps, request: WebRequest): Promise<WebResponse> {
  const pass = deps.tokens.verifyForRefresh(bearer(request))
  if (pass === null || pass.desk !== null || !(await deps.lock.fits(pass))) return notYours()
  const generation = await shutOut(deps, pass.conversation)
  const isRenewed = objectIn(request.body)['renew'] === true
  return jsonResponse(200, isRenewed ? granted(deps.tokens, { ...pass, generation }) : {})
}

/** Makes the tokens of a chat worthless and closes its streams. @returns the generation of the tokens that are not */
export async function shutOut(
  { lock, streams }: Pick<DirectLineDeps, 'lock' | 'streams'>,
  conversation: string,
): Promise<number> {
  const generation = await lock.change(conversation)
  streams.shut(conversation)
  return generation
}

/** Starts or resumes a chat: the bot is told of a new user when the chat holds nothing. */
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
  if (activity.type === 'typing') return jsonResponse(200, { id: `${pass.conversation}|typing` })
  const id = await hear(deps, pass, { activity, source: request.source })
  return id === null ? later(503, 2) : jsonResponse(200, { id })
}

/** What hearing a message uses. */
export type Hearing = Pick<DirectLineDeps, 'chatLog' | 'streams' | 'delivery' | 'sourceHandle'>

/** What a page sent, and the address it came from. */
export interface Heard {
  readonly activity: ClientActivity
  readonly source: string
}

/**
 * Takes a message into the chat's log and hands it to the bot.
 *
 * @returns the message's id in the log, or null when too many wait already; nothing has happened then
 * @throws ServiceError of the log
 */
export async function hear(
  deps: Hearing,
  pass: ChatPass,
  { activity, source }: Heard,
): Promise<string | null> {
  const { conversation } = pass
  if (!deps.delivery.hasRoom(conversation)) return null
  const before = await sentBefore(deps.chatLog, pass, activity)
  if (before?.isAnswered === true) return before.id
  const isRejoin = await wasGreeted(deps.chatLog, conversation, activity)
  const id = before?.id ?? (await echo(deps, conversation, echoOf(activity, pass)))
  // A message sent again keeps its id, so a turn that was committed before is answered from its record.
  const handed = { activity: addressToBot(activity, pass, id), source: sourceOf(deps, source) }
  if (!isRejoin) await deps.delivery.hand(conversation, handed)
  return id
}

/** What limits of persons hang on besides the chat, which is new with every token. */
function sourceOf({ sourceHandle }: Hearing, source: string): string | null {
  return sourceHandle === undefined ? null : sourceHandle(source)
}

/** Appends the page's own message to the log and sends it to the open pages; returns its id. */
async function echo(
  { chatLog, streams }: Hearing,
  conversation: string,
  activity: Readonly<Record<string, unknown>>,
): Promise<string> {
  const entry = await chatLog.append(conversation, activity)
  streams.announce(conversation, entry)
  return entry.activity.id
}

/** Whether this is the join event of a page that was reloaded, in a chat that has its welcome. */
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
  const ticket = deps.tokens.issueTicket(pass)
  const path = `/directline/conversations/${pass.conversation}/stream`
  const streamUrl = `${base}${path}?watermark=${watermark}&t=${ticket}`
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
