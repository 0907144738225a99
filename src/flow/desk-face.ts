import type { Claim } from '../domain/claim.ts'
import type { Evidence } from '../domain/evidence.ts'
import type {
  CaseClock,
  CaseOutcome,
  CaseState,
  CaseTopic,
  DeskRole,
  OfferedStep,
  Severity,
} from '../domain/support-case.ts'
import type { DeskCard, DeskVerb } from './desk.ts'
import type { Locale } from './locale.ts'

/** What an agent sees of the account a case is about: masked, without secrets. */
export interface BriefAccount {
  /** Its last four digits. */
  readonly mask: string
  /** Whether the user was signed in to it, or only named it. */
  readonly isProven: boolean
  readonly status: 'active' | 'frozen' | 'locked' | 'unusable'
  /** Verified channels, masked, with what they are for. */
  readonly channels: readonly {
    readonly name: string
    readonly mask: string
    readonly isHeld: boolean
  }[]
  /** Changes of the last month, the newest first. */
  readonly changes: readonly {
    readonly what: string
    readonly at: number
    readonly isUndone: boolean
  }[]
}

/** Everything a case's card is made of; times are epoch ms. */
export interface CaseBrief {
  readonly number: number
  readonly revision: number
  readonly state: CaseState
  readonly severity: Severity
  readonly topic: CaseTopic
  readonly locale: Locale
  /** The flow the user turned from, or null. */
  readonly from: string | null
  readonly now: number
  readonly openedAt: number
  readonly assignee: string | null
  readonly reply: CaseClock | null
  readonly resolution: CaseClock | null
  readonly isPaused: boolean
  readonly snoozedUntil: number | null
  readonly outcome: CaseOutcome | null
  readonly rating: number | null
  /** What the user wrote at intake, inert. */
  readonly problems: readonly { readonly at: number; readonly text: string }[]
  /** The evidence form of a company (S92), inert; null without one. */
  readonly claim: Claim | null
  readonly evidence: Evidence
  readonly account: BriefAccount | null
  /** Codes and links that went to this user. */
  readonly mail: { readonly sent: number; readonly waiting: number; readonly failed: number }
  readonly recovery: {
    readonly state: 'asked' | 'approved' | 'vetoed' | 'refused' | 'granted' | 'used'
    readonly askedBy: string
    readonly readyAt: number | null
  } | null
  /** Cases that the same account had before. */
  readonly priorCases: number
}

/** A case in a list. */
export type CaseListed = Pick<
  CaseBrief,
  'number' | 'revision' | 'state' | 'severity' | 'topic' | 'openedAt' | 'assignee' | 'reply'
>

/** One line of a transcript as agents read it. */
export interface LineShown {
  readonly at: number
  readonly by: 'user' | 'agent' | 'assistant' | 'system'
  readonly kind: 'said' | 'note' | 'event'
  readonly name: string | null
  readonly text: string
  readonly event: {
    readonly code: string
    readonly detail: string | null
    readonly until: number | null
  } | null
}

/** What is counted of all cases. */
export interface CaseCounts {
  readonly open: number
  readonly ended: number
  readonly byTopic: readonly { readonly topic: CaseTopic; readonly cases: number }[]
  /** By the flow and the step that people turned from. */
  readonly byStep: readonly { readonly step: string; readonly cases: number }[]
  readonly byOutcome: readonly { readonly outcome: CaseOutcome; readonly cases: number }[]
  /** Median ms from opening to the first reply; null without one. */
  readonly firstReplyMs: number | null
  readonly rating: { readonly average: number; readonly count: number } | null
}

/** Why an order of an agent is not carried out. */
export type DeskRefusal =
  | 'not-member'
  | 'not-allowed'
  | 'unknown-case'
  | 'own-account'
  | 'stale-card'
  | 'not-now'
  | 'no-text'
  | 'bad-outcome'
  | 'bad-severity'
  | 'bad-time'
  | 'bad-step'
  | 'bad-role'
  | 'unknown-agent'
  | 'unclear-agent'
  | 'bad-key'
  | 'bad-interest'
  | 'no-key'
  | 'too-many-keys'
  | 'no-number'
  | 'unknown-order'
  | 'no-recovery'
  | 'same-agent'
  | 'full'
  | 'no-chat'

/** What an agent is told after an order was carried out. */
export type DeskDone =
  | { readonly kind: 'registered'; readonly cases: number }
  | { readonly kind: 'unregistered' }
  | { readonly kind: 'self-test' }
  | { readonly kind: 'language' }
  | { readonly kind: 'role'; readonly name: string; readonly role: DeskRole }
  | { readonly kind: 'taken'; readonly number: number }
  | { readonly kind: 'assigned'; readonly number: number; readonly name: string }
  | { readonly kind: 'released' | 'deferred' | 'noted' | 'reopened'; readonly number: number }
  | {
      readonly kind: 'replied' | 'asked'
      readonly number: number
      readonly text: string
      /** `letter`: the user seems to be gone, so a message went to a verified contact channel; `nowhere`: there is none. */
      readonly reached: 'chat' | 'letter' | 'nowhere'
    }
  | { readonly kind: 'offered'; readonly number: number; readonly step: OfferedStep }
  | { readonly kind: 'graded'; readonly number: number; readonly severity: Severity }
  | { readonly kind: 'snoozed'; readonly number: number; readonly until: number }
  | { readonly kind: 'resolved'; readonly number: number; readonly outcome: CaseOutcome }
  | { readonly kind: 'recovery-asked' | 'recovery-refused'; readonly number: number }
  | { readonly kind: 'recovery-approved'; readonly number: number; readonly readyAt: number }

/** What an agent asked to see. */
export interface CaseList {
  readonly filter: CaseFilter
  /** What was searched for, or null. */
  readonly words: string | null
  readonly cases: readonly CaseListed[]
  readonly isCut: boolean
  readonly now: number
}

/** Which cases an agent asks for. */
export const caseFilters = ['open', 'mine', 'unassigned', 'urgent', 'late', 'all'] as const

export type CaseFilter = (typeof caseFilters)[number]

/** The facts a refusal's sentence may tell. */
export interface RefusalFacts {
  readonly number: number | null
  readonly state: CaseState | null
  /** Who has the case, or who was asked for. */
  readonly name: string | null
}

/** Everything that is said to agents, and the phrases by which their orders are read. */
export interface DeskFace {
  /** Phrases that begin an order, in every language; lower case. */
  readonly phrases: Readonly<Record<DeskVerb, readonly string[]>>
  /** Words for what can follow an order, in every language. */
  readonly words: {
    readonly severity: Readonly<Record<Severity, readonly string[]>>
    readonly outcome: Readonly<Record<CaseOutcome, readonly string[]>>
    readonly step: Readonly<Record<OfferedStep, readonly string[]>>
    readonly filter: Readonly<Record<CaseFilter, readonly string[]>>
    readonly role: Readonly<Record<DeskRole, readonly string[]>>
    readonly topic: Readonly<Record<CaseTopic, readonly string[]>>
    /** What a stretch of time is counted in: `30 min`. */
    readonly unit: Readonly<Record<'minute' | 'hour' | 'day', readonly string[]>>
    /** What may stand before the name of an agent. */
    readonly before: Readonly<Record<'agent', readonly string[]>>
    /** How the name of a language begins. */
    readonly language: Readonly<Record<Locale, readonly string[]>>
  }
  readonly caseCard: (brief: CaseBrief, locale: Locale) => DeskCard
  readonly listCard: (list: CaseList, locale: Locale) => DeskCard
  readonly transcriptCard: (
    transcript: {
      readonly number: number
      readonly lines: readonly LineShown[]
      readonly isCut: boolean
    },
    locale: Locale,
  ) => DeskCard
  readonly countsCard: (counts: CaseCounts, locale: Locale) => DeskCard
  /** What is posted under a case when the user wrote, or something happened that no agent did. */
  readonly lineCard: (number: number, line: LineShown, locale: Locale) => DeskCard
  /** A card without meaning, posted and taken back. */
  readonly testCard: (locale: Locale) => DeskCard
  readonly done: (done: DeskDone, locale: Locale) => string
  readonly refused: (refusal: DeskRefusal, facts: RefusalFacts, locale: Locale) => string
  readonly help: (locale: Locale) => string
  /** Somebody of the desk could not be checked: nothing was done. */
  readonly outage: (locale: Locale) => string
  /** What was exported, as text. */
  readonly exported: (
    p: { readonly cases: number; readonly shown: number; readonly text: string },
    locale: Locale,
  ) => string
  /** What a user reads instead of an agent's name where there is none. */
  readonly namelessAgent: (locale: Locale) => string
  /** A form to fill in, marked as coming from support (`ask`). */
  readonly askedWords: (text: string, locale: Locale) => string
}
