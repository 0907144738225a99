import type { DeskRole } from '../../domain/support-case.ts'
import type { DeskInterest } from '../../flow/desk.ts'
import type { Locale } from '../../flow/locale.ts'

/** A group conversation that joined as a triage channel. */
export interface DeskRow extends DeskInterest {
  /** Keyed hash of channel, tenant and conversation, without a thread. */
  readonly key: string
  /** Where messages go, as the chat's own adapter wrote it. */
  readonly reference: string
  readonly locale: Locale
  /** Keyed hash of the person who registered it, and epoch ms. */
  readonly registeredBy: string
  readonly registeredAt: number
}

/** A person who acted at a desk. Their rights are looked up each time they act. */
export interface AgentRow {
  /** Keyed hash of the person in the chat, the same as in a conversation of their own there. */
  readonly key: string
  /** As the channel shows them, inert. */
  readonly name: string
  /** The name folded, which `assign` finds them by. */
  readonly nameKey: string
  readonly role: DeskRole
  /** Bot Framework's channel id, and whom that chat knows them as: what calls them there. */
  readonly chatChannel: string
  readonly userId: string
  readonly seenAt: number
}

/** How far a desk knows a case: what was posted there, and up to which entry. */
export interface DeskPostRow {
  /** `<number>:<desk>`. */
  readonly key: string
  readonly desk: string
  readonly number: number
  /** Null until the card stands there. */
  readonly thread: string | null
  readonly activity: string | null
  /** The newest entry of the case that was told there. */
  readonly sequence: number
  /** The revision of the case that the card shows. */
  readonly revision: number
  /** Until then, epoch ms, one instance is telling the desk and no other may. */
  readonly leaseUntil: number
}
