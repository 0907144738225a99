import type { FlowId } from './flow-call.ts'
import type { SmalltalkTopic } from './command.ts'
import type { SituationId } from './situation.ts'

/**
 * What people ask, doubt or tell at a question that is no answer to it and no wish for something else; where words tell
 * two, the first is met.
 */
export const concerns = [
  /** Which of several that came, or that they have. */
  'which',
  /** A link that has come to its end. */
  'old-link',
  /** How long something works. */
  'validity',
  /** A code that is not taken, or was thrown away. */
  'bad-code',
  /** Who sends it, or whether what came is genuine. */
  'sender',
  /** A password that the page refuses. */
  'weak',
  /** The page wants a code. */
  'asks-code',
  /** A page that does not open or does nothing. */
  'page',
  /** They are done with the page, or ask whether it worked. */
  'done',
  'no-mail',
  /** The mailbox is out of reach. */
  'lost-mailbox',
  /** The phone is theirs, but cannot be read just now. */
  'later',
  /** Another way than the one that was chosen. */
  'by-mail',
  'by-text',
  'by-name',
  /** What comes of a slip of the finger. */
  'slip',
  /** We should have it already. */
  'known',
  /** What exactly is sent or changed. */
  'content',
  /** Whether it can be undone, or what happens without it. */
  'undo',
  /** They want to word it anew. */
  'rewording',
  /** They want to add to their case, end it, or know when somebody answers. */
  'add-to-case',
  'end-case',
  'when-answer',
  /** They have told it already. */
  'told',
  /** They do not like to tell. */
  'private',
  /** What to write. */
  'writing',
  /** Whether somebody is there. */
  'anyone',
  /** Who reads it, and whether it is safe here. */
  'reader',
  /** Whether this is a fraud. */
  'trust',
  /** What it is asked for. */
  'purpose',
  'cost',
  /** They do not know it any more. */
  'forgot',
  /** They do not have it, or never had. */
  'lacks',
  /** How what is asked for looks, what it is, or where it stands. */
  'explains',
] as const

export type Concern = (typeof concerns)[number]

/** What is said about a case, wherever one is open. */
export const caseConcerns = [
  'add-to-case',
  'end-case',
  'when-answer',
] as const satisfies readonly Concern[]

export type CaseConcern = (typeof caseConcerns)[number]

/** Parts of a text that stand in it in this order; folded, without signs, Latin ones with a space at both ends. */
export type Cue = readonly string[]

/**
 * What meets a concern at a question: sentences, before the question in few words; the same before the whole question,
 * or with flows offered beside it; one of its choices, as if it had been pressed, which must be none that sends, saves
 * or gives anything away; or what a situation is met with.
 */
export type Met =
  | string
  | { readonly whole: string }
  | { readonly text: string; readonly offers: readonly FlowId[] }
  | { readonly choice: string }
  | { readonly situation: SituationId }

/** What a question has to say to concerns, to what is asked about the assistant itself, and in situations. */
export type Answers = Readonly<Partial<Record<Concern | SmalltalkTopic | SituationId, Met>>>
