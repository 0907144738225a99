import { randomUUID } from 'node:crypto'
import { activitiesIn, messagesIn, type Json } from './chat.ts'
import type { Connector, ConnectorCall } from './connector.ts'
import { eventually } from './program.ts'
import { wasTaken, wordsIn, type Post, type Team } from './team.ts'

/** What a person's own chat stands on; a program that is not waited for brings the messages itself. */
export interface UserShape {
  readonly post: Post
  readonly connector: Connector
  readonly channel?: 'msteams' | 'emulator'
  /** Members that every delivery has besides its own. */
  readonly envelope?: Json
}

/** A person in a private chat with the assistant. */
export interface SupportUser {
  readonly conversation: string
  /** Says something; the texts that came for it. */
  say(text: string): Promise<string>
  send(activity: Json): Promise<string>
  /** Everything the chat's service took for this chat, oldest first. */
  sent(): readonly ConnectorCall[]
  /** The newest message of the chat with these words in it, once there is one. */
  hears(words: string): Promise<string>
  /** Opens a case about a lost phone and answers its number. */
  opensCase(): Promise<number>
}

function envelopeOf({ connector, channel, envelope }: UserShape, conversation: string): Json {
  const isTeams = channel !== 'emulator'
  const kind = isTeams ? { conversationType: 'personal', tenantId: 'tenant-one' } : {}
  return {
    type: 'message',
    channelId: channel ?? 'msteams',
    serviceUrl: connector.url,
    conversation: { id: conversation, ...kind },
    from: { id: `29:${randomUUID()}`, name: 'Li Wei' },
    recipient: { id: '28:bot', name: 'Latchkey' },
    locale: 'en-US',
    ...envelope,
  }
}

const wordsOf = ({ text }: Json): string => (typeof text === 'string' ? text : '')

const textOf = ({ body }: ConnectorCall): string => wordsOf(body)

/** Opens a private chat of a new person, in Teams unless told otherwise. */
export function supportUser(shape: UserShape): SupportUser {
  const { connector, post } = shape
  const conversation = `a:${randomUUID()}`
  const envelope = envelopeOf(shape, conversation)
  const sent = (): readonly ConnectorCall[] =>
    connector.calls.filter((call) => wasTaken(call) && call.path.includes(`/${conversation}/`))

  async function send(activity: Json): Promise<string> {
    const id = randomUUID()
    const { body } = await post({ ...envelope, id, ...activity })
    const told = messagesIn(activitiesIn(body)).map(wordsOf)
    const replies = sent().filter(({ path }) => path.endsWith(`/activities/${id}`))
    return [...told, ...replies.map(textOf)].join('\n')
  }
  const say = async (text: string): Promise<string> => send({ text })

  return {
    conversation,
    say,
    send,
    sent,
    hears: async (words) =>
      eventually(`“${words}” in the user's chat`, async () =>
        sent()
          .map(textOf)
          .findLast((text) => text.includes(words)),
      ),
    async opensCase() {
      await say('a person')
      await say(
        'My phone +86 138 0013 8000 is gone. <at>Everyone</at> [click](http://evil.example)',
      )
      const opened = await say('yes')
      const number = /\bnumber (\d+)/u.exec(opened)?.[1]
      if (number === undefined) throw new Error(`no case was opened: ${opened}`)
      return Number(number)
    },
  }
}

/** The words of a case's newest card, once these are among them. */
export async function cardSays(team: Team, number: number, words: string): Promise<string> {
  return eventually(`a card of case ${number} with “${words}”`, async () => {
    const shown = wordsIn(team.cards(number).at(-1)?.body ?? {})
    return shown.includes(words) ? shown : null
  })
}

/** What was posted beneath the card of a case, once these words are among it. */
export async function lineSays(team: Team, number: number, words: string): Promise<string> {
  return eventually(`“${words}” beneath the card of case ${number}`, async () =>
    team.lines(number).find((line) => line.includes(words)),
  )
}
