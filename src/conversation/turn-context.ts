import type { TrailMark } from '../domain/trail.ts'
import type { Assistant, AssistantTexts, FlowSettings } from '../flow/assistant.ts'
import type { Moment, ViewInput } from '../flow/dialog.ts'
import type { Locale } from '../flow/locale.ts'
import type { ChatEvent } from '../flow/reply.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Random } from '../ports/random.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import type { IntentRow } from '../ports/records/intent.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Carrying, Outcome } from '../services/outside.ts'
import type { Conclude, Perform } from '../services/perform.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import type { Heard, Understood } from '../text/meaning.ts'
import { noMemory, readConversation, type Memory } from './memory.ts'
import { placeOf, type Place } from './place.ts'
import { waitingView, type Waiting } from './waiting.ts'

/** How a change outside is made and concluded. */
export interface OutsideDeps {
  readonly carryOut: (row: IntentRow, carrying: Carrying) => Promise<Outcome>
  readonly conclude: Conclude
}

/** What every turn is run with. */
export interface TurnDeps {
  readonly assistant: Assistant
  readonly perform: Perform
  /** What is asked of a directory; null where accounts live in the store. */
  readonly outside: OutsideDeps | null
  readonly understand: (heard: Heard) => Understood
  readonly settings: FlowSettings
  readonly sealer: Sealer
  readonly random: Random
  readonly clock: Clock
  readonly log: Log
  readonly defaultLocale: Locale
  readonly providerName: string
  /** What the assistant calls itself. */
  readonly assistantName: string
  /** IANA name of the zone for persons whose own is not known. */
  readonly timeZone: string
  readonly flowIdleMs: number
}

/** What the effects of a turn bring about besides steps; filled while they are performed. */
export interface TurnRecord {
  /** A page that was offered: shown in this turn's message and stored nowhere in clear. */
  page: ViewInput<unknown>['page']
  /** An event activity that goes along with the message. */
  event: ChatEvent | null
  /** From when on another message than the one just sent can be asked for, epoch ms; null when none was sent. */
  resendAt: number | null
  /** The number of the case that was opened or added to; null for none. */
  openedCase: number | null
  /** What was tried, for the people who may read a case of this conversation. */
  readonly trail: TrailMark[]
  /** The types of the effects performed. */
  readonly effects: string[]
}

/** One turn of a conversation: what it is run with, what is stored, and where the person is before anything happens. */
export interface TurnContext {
  readonly deps: TurnDeps
  readonly work: UnitOfWork
  /** As stored, with the language and the channel of this turn. */
  readonly row: ConversationRow
  /** What the row remembers in words. */
  readonly memory: Memory
  /** Keyed handle of the network that the turn came from; null where it is hidden, or nobody sent it. */
  readonly source: string | null
  /** Whether it is the first message of a new conversation. */
  readonly isFirst: boolean
  readonly place: Place
  /** Why the place is not the stored one. */
  readonly lost: 'expired' | 'restarted' | null
  /** What waits at the place. */
  readonly waiting: Waiting
  readonly record: TurnRecord
}

/** Begins a turn: finds the place that the stored conversation is at, and what waits there. */
export function beginTurn(
  deps: TurnDeps,
  work: UnitOfWork,
  at: {
    readonly row: ConversationRow
    readonly source?: string | null | undefined
    readonly isFirst?: boolean
    /** How long flows may be idle, where that is not the configured time; in milliseconds. */
    readonly flowIdleMs?: number
  },
): TurnContext {
  const { source = null, isFirst = false, flowIdleMs = deps.flowIdleMs } = at
  const { now } = work
  const read = readConversation(at.row, deps.sealer)
  const { place, lost } = placeOf(deps, read, { now, flowIdleMs })
  const { row, memory } = read
  const { locale, timeZone = deps.timeZone, offered = [] } = row
  const waiting = waitingView(deps.assistant, place, { locale, now, timeZone, page: null, offered })
  const record = {
    page: null,
    event: null,
    resendAt: null,
    openedCase: null,
    trail: [],
    effects: [],
  }
  const known = { row, memory: memory ?? noMemory }
  return { deps, work, ...known, source, isFirst, place, lost, waiting, record }
}

/** When this turn is, in the person's own time zone where it is known. */
export const momentOf = ({ deps, work, row }: TurnContext): Moment => ({
  now: work.now,
  timeZone: row.timeZone ?? deps.timeZone,
})

/** The assistant's own texts in the language of the turn. */
export const textsOf = ({ deps, row }: TurnContext): AssistantTexts =>
  deps.assistant.texts[row.locale]
