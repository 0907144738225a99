import type { GroupTurn } from '../flow/desk.ts'
import type { Said } from '../flow/reply.ts'

/** Whose turn in which chat; all of it together is one person's conversation. */
export interface ChatAddress {
  /** Bot Framework's channel id, such as `msteams`. */
  readonly chatChannel: string
  /** Empty where the channel has no tenants. */
  readonly tenantId: string
  readonly conversationId: string
  readonly userId: string
}

/** A press on a card: which question it belongs to, and what it held. */
export interface Submission {
  /** `Step.question` of the card. */
  readonly question: number
  /** The button's choice id, or null when the card's own fields were sent. */
  readonly choice: string | null
  readonly fields: Readonly<Record<string, string>>
}

/** One delivery from a chat, in words and before anything was done with it. */
export interface Turn {
  readonly address: ChatAddress
  /**
   * `said`: text or a card; `joined`: the person opened the chat; `noticed`: something that needs no answer of a flow
   * (an attachment without words), answered by the question that waits; `edited`: other words in the place of those of
   * an earlier message, whose activity id it has; `switched`: the person turned their program to the language of
   * `localeTag`, which are nobody's words.
   */
  readonly kind: 'said' | 'joined' | 'noticed' | 'edited' | 'switched'
  readonly activityId: string | null
  /** Keyed handle of the network it came from, never the address; left out where the channel hides it. */
  readonly source?: string | null
  /** As typed, at most 2,000 characters, mentions stripped; empty for a card. */
  readonly text: string
  readonly submission: Submission | null
  /** BCP 47, as the channel gave it. */
  readonly localeTag: string | null
  /** IANA name of the person's time zone, as their program gave it; left out where it gives none. */
  readonly timeZone?: string | null
  /** Where proactive messages go, as the chat's adapter will read it again. */
  readonly reference: string
  /** Whether the human check is left out because the channel has signed its people in (Teams). */
  readonly isSignedInChannel: boolean
  /** When it came in, before any waiting, epoch ms. */
  readonly receivedAt: number
  /** What the desk needs where several people read; null in a private chat. */
  readonly group: GroupTurn | null
}

/** The middle of the program, as the doors see it. */
export interface Conversations {
  /**
   * Answers one delivery: at most one effect however often it comes, and an answer in every case.
   * Never throws: an outage or a bug is answered with an apology and a reference id, and is logged with it.
   */
  receive(turn: Turn): Promise<readonly Said[]>
}
