import { randomUUID } from 'node:crypto'
import { activitiesIn, messagesIn, type Json } from './chat.ts'
import type { Connector, ConnectorCall, ConnectorMember } from './connector.ts'

/** Somebody of a team, as Teams names them. */
export interface Colleague extends ConnectorMember {
  readonly id: string
  readonly name: string
}

/** What is pressed on a card. */
export interface Press {
  readonly verb: string
  readonly number: number
  /** Null, left out: that of the newest card. */
  readonly revision?: number
  readonly fields?: Json
  /** `execute` sends the invoke of an `Action.Execute` instead of a message. */
  readonly as?: 'message' | 'execute'
}

/** What one delivery of a colleague was answered with. */
export interface Answered {
  readonly status: number
  readonly body: string
  /** The texts that came for it, wherever they came. */
  readonly text: string
}

/** Where a delivery goes: the program's own door, or the bot behind it. */
export type Post = (activity: Json) => Promise<{ readonly status: number; readonly body: string }>

/** A conversation of support staff. */
export interface Team {
  readonly room: string
  /** Words to the assistant, with the mention that brings them to it; `thread` defaults to the channel's own. */
  say(colleague: Colleague, text: string, thread?: string): Promise<Answered>
  press(colleague: Colleague, press: Press): Promise<Answered>
  /** Delivers whatever is given over a colleague's envelope. */
  send(colleague: Colleague, activity: Json): Promise<Answered>
  /** The conversation that the card of a case stands in. */
  thread(number: number): string
  /** All versions of a case's card that the service took, oldest first. */
  cards(number: number): readonly ConnectorCall[]
  /** What was posted beneath the card of a case by itself, each as its words in one line. */
  lines(number: number): readonly string[]
}

/** How a group conversation of support looks to the bot. */
export interface TeamShape {
  readonly connector: Connector
  readonly post: Post
  /** A Teams channel, or another kind of group. */
  readonly kind?: 'channel' | 'groupChat' | 'emulator'
  /** Members that every delivery has besides its own. */
  readonly envelope?: Json
}

const bot = { id: '28:bot', name: 'Latchkey' } as const
const tenant = 'tenant-one'

/** The words of a card, without its buttons. */
export function wordsIn(value: unknown): string {
  const runs = [...JSON.stringify(value).matchAll(/"type":"TextRun","text":("(?:[^"\\]|\\.)*")/gu)]
  return runs.map(([, text = '""']) => String(JSON.parse(text))).join(' | ')
}

/** What a client shows of a message: its text, or the summary of one that is nothing but a card. */
const shownText = ({ text, summary }: Json): string =>
  String(text === '' && summary !== undefined ? summary : text)

/** Whether a call was accepted. */
export const wasTaken = ({ status }: ConnectorCall): boolean => status >= 200 && status < 300

/** The message of a call, which a new thread wraps. */
const messageIn = ({ body }: ConnectorCall): Json => (body['activity'] as Json | undefined) ?? body

/** The revision that a card's buttons carry for a case; null for a card of something else. */
function revisionIn(call: ConnectorCall, number: number): number | null {
  const mark = new RegExp(`"number":${number},"revision":(\\d+)`, 'u')
  const found = mark.exec(JSON.stringify(messageIn(call)))
  return found === null ? null : Number(found[1])
}

const isNewThread = ({ method, path }: ConnectorCall): boolean =>
  method === 'POST' && path === '/v3/conversations'

/** Posted by itself, not as the answer to somebody. */
const isPosting = (call: ConnectorCall): boolean =>
  isNewThread(call) || (call.method === 'POST' && call.path.endsWith('/activities'))

function conversationOf(kind: TeamShape['kind'], id: string): Json {
  if (kind === 'emulator') return { id, isGroup: true }
  return { id, isGroup: true, conversationType: kind, tenantId: tenant }
}

function envelopeOf({ connector, kind = 'channel', envelope }: TeamShape, room: string): Json {
  const data = { teamsChannelId: room, channel: { id: room }, team: { id: '19:team' } }
  return {
    type: 'message',
    channelId: kind === 'emulator' ? 'emulator' : 'msteams',
    serviceUrl: connector.url,
    recipient: bot,
    locale: 'en-US',
    channelData: { ...(kind === 'channel' ? data : {}), tenant: { id: tenant } },
    ...envelope,
  }
}

function mentioning(text: string): Json {
  const mention = `<at>${bot.name}</at>`
  return {
    text: `${mention} ${text}`,
    entities: [{ type: 'mention', mentioned: bot, text: mention }],
  }
}

function pressed({ verb, number, fields = {}, as }: Press, revision: number): Json {
  const data = { latchkeyDesk: { verb, number, revision }, ...fields }
  if (as !== 'execute') return { text: undefined, value: data }
  const action = { type: 'Action.Execute', verb, data }
  const value = { action, trigger: 'manual' }
  return { type: 'invoke', name: 'adaptiveCard/action', text: undefined, value }
}

/** Makes a team of colleagues; whoever is to be known as a member is put on the connector's roster by the test. */
export function teamOf(shape: TeamShape): Team {
  const { connector, post, kind = 'channel' } = shape
  const id = randomUUID()
  const room = kind === 'emulator' ? `${id}|livechat` : `19:${id}@thread.tacv2`
  const envelope = envelopeOf(shape, room)

  async function send(colleague: Colleague, activity: Json): Promise<Answered> {
    const before = connector.calls.length
    const where = kind === 'channel' ? `${room};messageid=100` : room
    const delivery: Json = {
      ...envelope,
      id: randomUUID(),
      from: colleague,
      conversation: conversationOf(kind, where),
      ...activity,
    }
    const answer = await post(delivery)
    const replyPath = `/activities/${String(delivery['id'])}`
    const sent = connector.calls.slice(before).filter(({ path }) => path.endsWith(replyPath))
    const replies = [...messagesIn(activitiesIn(answer.body)), ...sent.map(({ body }) => body)]
    return { ...answer, text: replies.map(shownText).join('\n') }
  }

  const ofCase = (number: number): readonly ConnectorCall[] =>
    connector.calls.filter(
      (call) =>
        wasTaken(call) &&
        (isPosting(call) || call.method === 'PUT') &&
        revisionIn(call, number) !== null,
    )

  function thread(number: number): string {
    const [first] = ofCase(number)
    if (first === undefined) throw new Error(`no card of case ${number} was posted`)
    const place = connector.calls.indexOf(first) + 1
    if (isNewThread(first)) return `${room};messageid=root-${place}`
    return first.path.split('/')[3] ?? room
  }

  return {
    room,
    send,
    thread,
    cards: ofCase,
    say: async (colleague, text, where) =>
      send(colleague, {
        ...mentioning(text),
        ...(where === undefined ? {} : { conversation: conversationOf(kind, where) }),
      }),
    async press(colleague, press) {
      const newest = ofCase(press.number).at(-1)
      const revision = newest === undefined ? null : revisionIn(newest, press.number)
      const activity = pressed(press, press.revision ?? revision ?? 0)
      return send(colleague, {
        ...activity,
        conversation: conversationOf(kind, thread(press.number)),
      })
    },
    lines(number) {
      const path = `/v3/conversations/${thread(number)}/activities`
      const cards = new Set(ofCase(number))
      return connector.calls
        .filter((call) => wasTaken(call) && call.path === path && !cards.has(call))
        .map((call) => wordsIn(call.body))
    },
  }
}
