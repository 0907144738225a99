import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call the connector got; paths are decoded, since Teams' ids hold `:`, `;` and `@`. */
export interface ConnectorCall {
  readonly method: string
  readonly path: string
  readonly authorization: string | null
  readonly body: Readonly<Record<string, unknown>>
  /** What it was answered with; 0 for nothing at all. */
  readonly status: number
}

/** Somebody in a conversation, as Teams describes them. */
export interface ConnectorMember {
  readonly id: string
  readonly [name: string]: unknown
}

/** Which questions about members a service knows. */
export type MemberRoute = 'member' | 'members' | 'pagedmembers'

/** What the next calls get instead of an id; `hang` never answers. */
export type Mood =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | 'hang'

export interface Connector {
  /** What a channel gives as `serviceUrl`. */
  readonly url: string
  readonly calls: ConnectorCall[]
  /** The moods of the next calls, first come, first served; without one a call is accepted. */
  readonly moods: Mood[]
  /** Who is in which conversation; of any other, the service knows nobody (404). */
  readonly rooms: Map<string, readonly ConnectorMember[]>
  /** The questions about members that are answered; others get 404. */
  readonly knows: Set<MemberRoute>
  /** The messages that arrived, as texts. */
  texts(): readonly string[]
  /** Refuses every connection from now on. */
  close(): Promise<void>
  /** Listens again where it did. */
  back(): Promise<void>
}

/** One accepted call, before it is put into JSON. */
interface Answer {
  readonly status: number
  readonly body: unknown
}

const unknown: Answer = { status: 404, body: {} }

type People = Pick<Connector, 'rooms' | 'knows'>

/** Who is in a conversation: one by id, all at once, or in pages. */
function membersAnswer({ rooms, knows }: People, url: URL): Answer | null {
  const [room = '', route = '', id] = url.pathname.split('/').slice(3).map(decodeURIComponent)
  if (route !== 'members' && route !== 'pagedmembers') return null
  const members = rooms.get(room)
  if (members === undefined || !knows.has(id === undefined ? route : 'member')) return unknown
  if (id === undefined)
    return { status: 200, body: route === 'members' ? members : pageOf(members, url) }
  return memberAnswer(members, id)
}

function memberAnswer(members: readonly ConnectorMember[], id: string): Answer {
  const member = members.find((each) => each.id === id)
  return member === undefined ? unknown : { status: 200, body: member }
}

/** Pages of two, whatever was asked for, so that a few people make several. */
function pageOf(members: readonly ConnectorMember[], url: URL): unknown {
  const start = Number(url.searchParams.get('continuationToken') ?? 0)
  const next = start + 2
  const token = next < members.length ? { continuationToken: String(next) } : {}
  return { members: members.slice(start, next), ...token }
}

/** A new thread of the channel that the call names, as Teams makes one. */
function threadAnswer(body: ConnectorCall['body'], count: number): Answer {
  const { channel } = (body['channelData'] ?? {}) as { channel?: { id?: string } }
  const activityId = `root-${count}`
  const id = `${channel?.id ?? 'unknown'};messageid=${activityId}`
  return { status: 201, body: { id, activityId } }
}

/** Teams makes two messages of a text and a card, and rewrites no such pair. */
function isPair({ method, body }: Omit<ConnectorCall, 'status'>): boolean {
  const { channelId, text, attachments } = body
  const hasText = channelId === 'msteams' && typeof text === 'string' && text !== ''
  return method === 'PUT' && hasText && Array.isArray(attachments) && attachments.length > 0
}

function answerTo(
  people: People,
  call: Omit<ConnectorCall, 'status'>,
  { url, count }: Asked,
): Answer {
  const members = call.method === 'GET' ? membersAnswer(people, url) : null
  if (members !== null) return members
  if (isPair(call)) return { status: 400, body: { error: { code: 'BadSyntax' } } }
  const isNew = call.method === 'POST' && call.path === '/v3/conversations'
  return isNew ? threadAnswer(call.body, count) : { status: 200, body: { id: `sent-${count}` } }
}

/** What was asked, before it is known what the answer will be. */
async function callOf(request: IncomingMessage): Promise<Omit<ConnectorCall, 'status'>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const text = Buffer.concat(chunks).toString('utf8')
  return {
    method: request.method ?? '',
    path: decodeURIComponent(request.url ?? ''),
    authorization: request.headers.authorization ?? null,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  }
}

interface Asked {
  readonly url: URL
  /** How many calls there were so far. */
  readonly count: number
}

/** A channel's service on a port of its own: takes any id, keeps what it was told, fails when told to. */
export async function startConnector(): Promise<Connector> {
  const calls: ConnectorCall[] = []
  const moods: Mood[] = []
  const rooms = new Map<string, readonly ConnectorMember[]>()
  const knows = new Set<MemberRoute>(['member', 'members', 'pagedmembers'])
  const server = createServer((request, response) => {
    void take(request, response)
  })

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await callOf(request)
    const mood = moods.shift() ?? { status: 200 }
    const url = new URL(request.url ?? '', 'http://connector.invalid')
    const accepted = answerTo({ rooms, knows }, call, { url, count: calls.length + 1 })
    const fate = mood === 'hang' ? { status: 0 } : mood
    const { status, body } = fate.status === 200 ? accepted : { status: fate.status, body: {} }
    calls.push({ ...call, status })
    if (mood === 'hang') return
    response.writeHead(status, { 'content-type': 'application/json', ...mood.headers })
    response.end(JSON.stringify(body))
  }

  const listen = async (port: number): Promise<void> =>
    new Promise((resolve) => {
      server.listen(port, '127.0.0.1', resolve)
    })
  const close = async (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    moods,
    rooms,
    knows,
    texts: () =>
      calls.flatMap(({ body }) => (typeof body['text'] === 'string' ? [body['text']] : [])),
    back: async () => listen(port),
    close,
  }
}
