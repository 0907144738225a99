import {
  jsonResponse,
  type WebHandler,
  type WebRequest,
  type WebResponse,
  type WebRoute,
} from '../ports/web-handler.ts'
import { bearer, later, notYours, refused } from './answers.ts'
import { addressToBot, announceUser } from './bot-activity.ts'
import type { ChatLog } from './chat-log.ts'
import type { ChatPass } from './chat-tokens.ts'
import { echoOf, readClientActivity, sentBefore, type ClientActivity } from './client-activity.ts'
import type { Delivery } from './delivery.ts'
import { streamBase } from './origin-rule.ts'
import { activitySet, startOf, watermarkIn } from './streams.ts'
import { createTokenEndpoints, granted, type TokenEndpointDeps } from './token-endpoints.ts'

/** What the Direct Line endpoints use. */
export interface DirectLineDeps extends TokenEndpointDeps {
  readonly chatLog: ChatLog
  readonly delivery: Delivery
  /** The keyed handle that limits of persons hang on, for the source of a request; left out, they hang on none. */
  readonly sourceHandle?: (source: string) => string
}

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
  return [
    ...createTokenEndpoints(deps),
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

function noFiles(): WebResponse {
  return refused(415, 'NotSupported', 'Files cannot be sent here.')
}
