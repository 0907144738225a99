import type { Locale } from '../../flow/locale.ts'
import type { FlowId } from '../../flow/flow-id.ts'
import type { Said } from '../../flow/reply.ts'
import type { StoredFlow } from '../../flow/stored-flow.ts'

/** What a delivery was answered with, kept so that a repeat of it gets the same answer and no second effect. */
export interface AnsweredTurn {
  /** Hash of the activity id, or null when the channel gave none. */
  readonly idHash: string | null
  /** Keyed hash of what was said or pressed. */
  readonly contentHash: string
  /** When it came in and when its effects were committed, epoch ms. */
  readonly receivedAt: number
  readonly answeredAt: number
  readonly said: readonly Said[]
}

/** One person's place in one chat: the flows under way and what was answered lately. */
export interface ConversationRow {
  /** Keyed by channel, tenant, conversation and person: another member of a group never shares it. */
  readonly key: string
  /** Where proactive messages go, as the chat's own adapter wrote it; nobody else reads it. */
  readonly reference: string | null
  /** The language the person chose, or null while it follows the channel. */
  readonly chosenLocale: Locale | null
  readonly locale: Locale
  /** Flows under way, the waiting one last. */
  readonly stack: readonly StoredFlow[]
  /** Grows with every question asked; a card names the one it belongs to. */
  readonly question: number
  readonly startedAt: number
  readonly lastAt: number
  /** The flow that ended last and what it came to, so that its closing buttons work when typed later. */
  readonly ended: { readonly flow: FlowId; readonly output: unknown } | null
  /** Encrypted list of {@link AnsweredTurn}, newest last: an answer may hold a link. */
  readonly answered: string | null
  /** Hashes of older activity ids, newest last. */
  readonly seen: readonly string[]
  /** When the row may be swept, epoch ms. */
  readonly forgetAt: number
}
