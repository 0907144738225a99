import { randomUUID } from 'node:crypto'
import type { Connector } from './connector.ts'
import type { Reachable } from './program.ts'

/** JSON as it came over the wire. */
export type Json = Readonly<Record<string, unknown>>

/** The entity that tells clients where a conversation stands (design 4.5). */
export interface StepEntity {
  readonly type: string
  readonly flow: string
  readonly prompt: string
  readonly stack: readonly string[]
}

/** What one delivery was answered with. */
export interface Heard {
  readonly status: number
  /** The HTTP answer as it came. */
  readonly body: string
  /** The messages, wherever they came. */
  readonly replies: readonly Json[]
  /** Their texts, one after another. */
  readonly text: string
  /** Of the last reply; null where it has none. */
  readonly step: StepEntity | null
}

/** How a client's deliveries look; whatever is left out is as the Emulator sends it. */
export interface ChatShape {
  /** The channel's service; without one, answers come in the HTTP answer (`expectReplies`). */
  readonly connector?: Connector
  /** Members that every delivery has besides its own. */
  readonly envelope?: Json
}

/** One person in one chat. */
export interface Chat {
  readonly conversation: string
  /** Delivers words with a new activity id. */
  say(text: string): Promise<Heard>
  /** Presses a button of the last card. */
  press(choice: string): Promise<Heard>
  /** Sends the last card's fields. */
  submit(fields: Readonly<Record<string, string>>): Promise<Heard>
  /** Delivers whatever is given over the chat's own envelope. */
  send(activity: Json): Promise<Heard>
  /** What was heard last. */
  last(): Heard
  /** The number of the question on the newest card. */
  question(): number
}

/** The messages in a list of activities. */
export function messagesIn(activities: readonly unknown[]): readonly Json[] {
  return activities.filter(
    (each): each is Json =>
      typeof each === 'object' && each !== null && 'type' in each && each.type === 'message',
  )
}

/** The step that a message names, if any. */
export function stepOf(message: Json | undefined): StepEntity | null {
  const entities = Array.isArray(message?.['entities']) ? (message['entities'] as StepEntity[]) : []
  return entities.find(({ type }) => type === 'latchkey/step') ?? null
}

/** Posts anything to the messages endpoint. */
export async function deliver(
  { url }: Reachable,
  body: unknown,
): Promise<{ readonly status: number; readonly body: string }> {
  const answer = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.text() }
}

/** Puts together what a delivery was answered with. */
function heardOf(
  answer: { readonly status: number; readonly body: string },
  replies: readonly Json[],
): Heard {
  const text = replies.map((reply) => String(reply['text'])).join('\n')
  return { ...answer, replies, text, step: stepOf(replies.at(-1)) }
}

/** The activities of an `expectReplies` answer. */
export function activitiesIn(body: string): readonly unknown[] {
  if (!body.startsWith('{')) return []
  const { activities } = JSON.parse(body) as { activities?: unknown }
  return Array.isArray(activities) ? activities : []
}

function questionIn(replies: readonly Json[]): number | null {
  const mark = /"latchkey":\{"question":(\d+)/.exec(JSON.stringify(replies))
  return mark === null ? null : Number(mark[1])
}

/** A delivery as the Bot Framework Emulator makes it. */
export function emulatorEnvelope(conversation: string, person: string): Json {
  return {
    type: 'message',
    channelId: 'emulator',
    serviceUrl: 'http://127.0.0.1:9/',
    conversation: { id: `${conversation}|livechat` },
    from: { id: person, name: 'User', role: 'user' },
    recipient: { id: 'bot-1', name: 'Bot', role: 'bot' },
    locale: 'en-US',
    localTimestamp: '2026-01-02T03:04:05+00:00',
    channelData: { clientActivityID: 'made-by-the-client' },
  }
}

/** Opens a chat of a new person. */
export function openChat(program: Reachable, shape: ChatShape = {}): Chat {
  const { connector } = shape
  const conversation = randomUUID()
  const base = { ...emulatorEnvelope(conversation, randomUUID()), ...shape.envelope }
  const way =
    connector === undefined ? { deliveryMode: 'expectReplies' } : { serviceUrl: connector.url }
  let last: Heard | null = null
  let question = 0

  async function send(activity: Json): Promise<Heard> {
    const id = randomUUID()
    const delivery: Json = { ...base, ...way, id, ...activity }
    const before = connector?.calls.length ?? 0
    const answer = await deliver(program, delivery)
    const mine = `/${String((delivery['conversation'] as Json | undefined)?.['id'])}/`
    const sent =
      connector?.calls.slice(before).filter(({ path }) => path.includes(mine)) ?? undefined
    const activities =
      sent === undefined ? activitiesIn(answer.body) : sent.map((each) => each.body)
    const heard = heardOf(answer, messagesIn(activities))
    question = questionIn(heard.replies) ?? question
    last = heard
    return heard
  }

  const sendCard = async (choice: string | null, fields: Json): Promise<Heard> =>
    send({ text: undefined, value: { latchkey: { question, choice }, ...fields } })
  return {
    conversation,
    send,
    say: async (text) => send({ text }),
    press: async (choice) => sendCard(choice, {}),
    submit: async (fields) => sendCard(null, fields),
    question: () => question,
    last() {
      if (last === null) throw new Error('nothing was heard in this chat yet')
      return last
    },
  }
}
