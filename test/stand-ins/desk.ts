import { ServiceError } from '../../src/errors.ts'
import type { Said } from '../../src/flow/reply.ts'
import type { DeskChannel, Posted } from '../../src/ports/desk-channel.ts'

/** One message that stands in a channel of support. */
export interface DeskMessage {
  readonly reference: string
  readonly posted: Posted
  /** As it was posted, then as it was rewritten. */
  readonly versions: Said[]
  isRemoved: boolean
}

/** Channels of support that keep what was posted and fail when told to. */
export interface StandInDesk {
  readonly channel: DeskChannel
  readonly messages: DeskMessage[]
  /** People who are in no channel. */
  readonly strangers: Set<string>
  /** What the directory knows of people. */
  readonly emails: Map<string, readonly string[]>
  /** What the next calls fail with: `away` nothing arrived, `unclear` it may have. */
  outage: 'away' | 'unclear' | null
  /** The newest card of a case. */
  card(number: number): Said
  /** The titles of everything posted under a case, oldest first. */
  lines(number: number): readonly string[]
}

function outageOf(kind: 'away' | 'unclear'): ServiceError {
  return new ServiceError('ERR_CHAT_UNAVAILABLE', 'the channel is away', {
    retryable: kind === 'away',
  })
}

const textIn = ({ versions }: DeskMessage): string => versions.at(-1)?.text ?? ''

/** Makes channels in which everybody is a member. */
export function standInDesk(): StandInDesk {
  const messages: DeskMessage[] = []
  const strangers = new Set<string>()
  const emails = new Map<string, readonly string[]>()
  const fail = (): void => {
    if (desk.outage !== null) throw outageOf(desk.outage)
  }
  /** A call whose answer is lost has done its work all the same. */
  const arrives = (): void => {
    if (desk.outage === 'away') throw outageOf('away')
  }
  const channel: DeskChannel = {
    async post({ reference, thread, said }) {
      arrives()
      const activity = `posted-${messages.length + 1}`
      const posted = { thread: thread ?? `thread-${messages.length + 1}`, activity }
      messages.push({ reference, posted, versions: [said], isRemoved: false })
      fail()
      return posted
    },
    async update({ posted, said }) {
      arrives()
      const found = messages.find((each) => each.posted.activity === posted.activity)
      if (found === undefined || found.isRemoved) return 'gone'
      found.versions.push(said)
      fail()
      return 'updated'
    },
    async remove({ posted }) {
      fail()
      const found = messages.find((each) => each.posted.activity === posted.activity)
      if (found !== undefined) found.isRemoved = true
    },
    async membership({ userId }) {
      fail()
      const outcome = strangers.has(userId) ? 'stranger' : 'member'
      return { outcome, emails: emails.get(userId) ?? [] }
    },
  }
  const cards = (number: number) =>
    messages.filter(({ versions }) =>
      (versions[0]?.card?.actions ?? []).some((action) => action.number === number),
    )
  const desk: StandInDesk = {
    channel,
    messages,
    strangers,
    emails,
    outage: null,
    card(number) {
      const said = cards(number).at(-1)?.versions.at(-1)
      if (said === undefined) throw new Error(`no card of case ${number} was posted`)
      return said
    },
    lines(number) {
      const threads = new Set(cards(number).map(({ posted }) => posted.thread))
      const card = new Set(cards(number))
      return messages
        .filter((each) => threads.has(each.posted.thread) && !card.has(each))
        .map(textIn)
    },
  }
  return desk
}
