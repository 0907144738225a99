import type { Claim } from '../../domain/claim.ts'
import type { AgentRef, CaseMemory, CaseState, CaseTopic } from '../../domain/support-case.ts'
import type { TrailMark } from '../../domain/trail.ts'
import type { Locale } from '../../flow/locale.ts'

/** A recovery granted by support: two agents, a wait, and the owner's veto (S91). */
export interface AssistedRecovery {
  readonly state: 'asked' | 'approved' | 'vetoed' | 'refused' | 'granted' | 'used'
  readonly askedBy: AgentRef
  readonly askedAt: number
  readonly approvedBy: AgentRef | null
  /** When the wait is over, and once it is open, when it closes unused; epoch ms, null before the approval. */
  readonly readyAt: number | null
}

/** One person's problem, handed to people. */
export interface CaseRow {
  readonly number: number
  /** The conversation it came from last, where answers go. */
  readonly conversation: string
  /** Keyed hash of the person in the chat. */
  readonly person: string
  /** The account it is about, or null, and whether a session proved that or the person only named it. */
  readonly account: string | null
  readonly isAccountProven: boolean
  readonly state: CaseState
  readonly memory: CaseMemory
  /** Grows with every change; a card of an older one moves nothing. */
  readonly revision: number
  readonly locale: Locale
  /** The flow the person turned from, or null. */
  readonly from: string | null
  readonly topic: CaseTopic
  /** What the person wrote at intake, oldest first; inert text, secrets and identifiers removed. */
  readonly problems: readonly { readonly at: number; readonly text: string }[]
  /** The evidence form of a company whose account left with an employee (S92), redacted; left out without one. */
  readonly claim?: Claim
  /** The way the person came, as it was at the last intake. */
  readonly trail: readonly TrailMark[]
  readonly recovery: AssistedRecovery | null
  readonly openedAt: number
  readonly changedAt: number
  /** When an agent first spoke to the user, epoch ms; null before. */
  readonly firstReplyAt: number | null
  /** Entries of the transcript so far. */
  readonly entries: number
  /** When the link of a message was last used to come back, perhaps by another person, epoch ms; left out before. */
  readonly cameBackAt?: number
  /** When a clock of the case runs out, epoch ms. */
  readonly dueAt: number | null
}
