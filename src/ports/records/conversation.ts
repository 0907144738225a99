import type { TrailMark } from '../../domain/trail.ts'
import type { FlowId } from '../../flow/flow-call.ts'
import type { Locale } from '../../flow/locale.ts'
import type { SituationId } from '../../flow/situation.ts'
import type { StoredFlow } from '../../flow/stored-flow.ts'

/** The delivery that was answered last, kept so that a repeat of it gets the same answer and no second effect. */
export interface AnsweredTurn {
  /** Keyed hash of the activity id, or null when the channel gave none. */
  readonly id: string | null
  /** The question it answered. */
  readonly question: number
  /** When it came in and when its effects were committed, epoch ms. */
  readonly receivedAt: number
  readonly answeredAt: number
}

/** One person's place in one chat: the flows under way and what was answered lately. */
export interface ConversationRow {
  /** Keyed hash of channel, tenant, conversation and person: another member of a group never shares it. */
  readonly key: string
  /** Keyed hash of the person in the chat, the same in all of their conversations there. */
  readonly person: string
  /** Where proactive messages go, as the chat's own adapter wrote it and alone reads it. */
  readonly reference: string
  /** The language the person chose, or null while it follows the channel. */
  readonly chosenLocale: Locale | null
  readonly locale: Locale
  /** Whether `locale` is that of the person's own words, which outrank the channel's; left out while it is not. */
  readonly isSpoken?: boolean
  /** IANA name of the person's time zone, as their program last gave it; left out where it gives none. */
  readonly timeZone?: string
  /** True where the channel has signed its people in, which stands for the human check. */
  readonly isSignedInChannel: boolean
  /** Flows under way, the waiting one last. */
  readonly stack: readonly StoredFlow[]
  /** What is remembered in words, encrypted (`memory.ts`); left out before anything was said. */
  readonly memory?: string
  /** The intent that the flow on top waits for; left out while nothing is asked of a directory. */
  readonly parked?: string
  /** The flow that ended last and what it came to, so that its closing buttons work when typed later. */
  readonly ended: { readonly flow: FlowId; readonly output: unknown } | null
  /** Grows with every step; a card names the question it belongs to. */
  readonly question: number
  /** Messages in a row that nothing was made of. */
  readonly misses: number
  /** The situation that was answered last, so that its answer is not given twice running; left out for none. */
  readonly situation?: SituationId | null
  /** Situations that were met with a human clause already, which is said once in a conversation; left out for none. */
  readonly met?: readonly SituationId[]
  /** Whether the last message left the question as it was, so that an edit of it may still answer; left out for no. */
  readonly stayed?: boolean
  /** Flows that the last message offered besides the menu's own buttons, in their order; left out for none. */
  readonly offered?: readonly FlowId[]
  /** Whether a case was opened here that was not taken back since, so that words may be about it; left out for no. */
  readonly hasCase?: boolean
  /** The number of the case that was opened here last, however it stands by now; left out for none. */
  readonly lastCase?: number
  readonly lastAt: number
  /** Keyed hash of the login email that was tried last on a sign-in page of this conversation, or null (S93). */
  readonly lastLogin: string | null
  /** What was tried here lately, newest last; left out while nothing was. */
  readonly trail?: readonly TrailMark[]
  /** Left out while no delivery was answered. */
  readonly answered?: AnsweredTurn
  /**
   * Keyed hashes of the activity ids of the last day, each with its moment, newest last (`seen-ids.ts`). One text, since the
   * objects of a list took three times its memory and twice its JSON.
   */
  readonly seen: string
  /** When the row may be swept, epoch ms. */
  readonly forgetAt: number
}
