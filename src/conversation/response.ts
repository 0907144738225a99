import type { Assistant, AssistantTexts } from '../flow/assistant.ts'
import type { TrailMark } from '../domain/trail.ts'
import type { Locale } from '../flow/locale.ts'
import type { ChatEvent } from '../flow/reply.ts'
import type { Engine, Moved, TurnWork } from './engine.ts'
import type { Place } from './place.ts'
import type { Lead, Waiting } from './speech.ts'

/** Where an intent led, and what is to be said about it. */
export interface Response {
  readonly place: Place
  readonly page: Moved['page']
  readonly lead: Lead
  /** The language the person has chosen in this turn, or null. */
  readonly chosenLocale: Locale | null
  /** Whether a step was taken, so that cards of the question before are old. */
  readonly isMoved: boolean
  /** Whether nothing could be made of the message. */
  readonly isMiss: boolean
  /** What was tried in this turn. */
  readonly trail: readonly TrailMark[]
  /** An event that goes along with the message, or null. */
  readonly event: ChatEvent | null
}

/** What a response is made with. */
export interface Responding {
  readonly assistant: Assistant
  readonly engine: Engine
  readonly turn: TurnWork
  readonly place: Place
  readonly waiting: Waiting
  /** Messages before this one that nothing was made of. */
  readonly misses: number
  /** Whether this is the first word of a new conversation. */
  readonly isFirst: boolean
  readonly providerName: string
}

/** What most responses leave as it is. */
export const unmoved = {
  page: null,
  chosenLocale: null,
  isMoved: false,
  isMiss: false,
  trail: [],
  event: null,
} as const

/** Says something and asks the waiting question again. */
export function saying(
  { place }: Responding,
  sentences: readonly string[],
  lead: Partial<Lead> = {},
): Response {
  return { ...unmoved, place, lead: { sentences, asks: true, tellsNotice: false, ...lead } }
}

/** The assistant's own texts in the person's language. */
export const textsOf = ({ assistant, turn }: Responding): AssistantTexts =>
  assistant.texts[turn.locale]

/** What a move comes to: closings are said, and the question of where it led is asked. */
export function moved(
  responding: Responding,
  move: Moved,
  sentences: readonly string[] = [],
): Response {
  const { place, page, closings, isResumed, trail, event } = move
  const resumed = isResumed ? [textsOf(responding).resumed] : []
  const said = [...sentences, ...closings, ...resumed]
  const asks = place.stack.length > 0 || closings.length === 0
  return {
    ...unmoved,
    place,
    page,
    trail,
    event,
    isMoved: true,
    lead: { sentences: said, asks, tellsNotice: !isResumed },
  }
}
