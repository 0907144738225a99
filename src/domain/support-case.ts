/** What a case is about; a desk may ask for some of these alone. */
export const caseTopics = [
  'account',
  'password',
  'channels',
  'sign-in',
  'security',
  'other',
] as const

export type CaseTopic = (typeof caseTopics)[number]

/** How urgent a case is, the least first. */
export const severities = ['low', 'normal', 'high', 'urgent'] as const

export type Severity = (typeof severities)[number]

/** Why a case ended, as the person who ended it says; what is counted later. */
export const caseOutcomes = [
  'solved',
  'recovered',
  'not-proven',
  'duplicate',
  'no-answer',
  'other',
] as const

export type CaseOutcome = (typeof caseOutcomes)[number]

/** What somebody may do at a desk: look; work cases; also hand out roles and take the desk away. */
export const deskRoles = ['viewer', 'agent', 'lead'] as const

export type DeskRole = (typeof deskRoles)[number]

/** Where a case stands; the chart in dialogs/case says what leads where. */
export const caseStates = [
  'new',
  'assigned',
  'waiting-on-user',
  'waiting-on-team',
  'resolved',
  'reopened',
  'closed',
  'withdrawn',
] as const

export type CaseState = (typeof caseStates)[number]

/** Whether people still work on a case in this state. */
export function isOpenState(state: CaseState): boolean {
  return state !== 'resolved' && state !== 'closed' && state !== 'withdrawn'
}

/** Steps an agent may offer a user: each is a flow of the assistant, which asks for its own proofs. */
export const offeredSteps = [
  'retrieve-account',
  'reset-password',
  'sign-in',
  'change-password',
  'change-contact',
  'change-recovery',
  'bind-email',
] as const

export type OfferedStep = (typeof offeredSteps)[number]

/** Who works on a case: an agent's key, and the name that users read. */
export interface AgentRef {
  readonly key: string
  readonly name: string
}

/** When an answer that is owed counts as late soon, and as late; epoch ms. */
export interface Deadline {
  readonly warnAt: number
  readonly dueAt: number
}

/** What is owed to a user. */
export type Owed = 'first-reply' | 'next-reply' | 'resolution'

/** A deadline that runs, and what the desk was told of it. */
export interface CaseClock extends Deadline {
  readonly owed: Owed
  readonly told: 'nothing' | 'warning' | 'breach'
}

/** What the chart of a case remembers; times are epoch ms. */
export interface CaseMemory extends Record<string, unknown> {
  readonly severity: Severity
  readonly assignee: AgentRef | null
  /** The next answer that is owed to the user; null while the user's is awaited. */
  readonly reply: CaseClock | null
  readonly resolution: CaseClock | null
  /** Since when the user's answer is awaited: the clock of the resolution stands meanwhile. */
  readonly pausedAt: number | null
  readonly snoozedUntil: number | null
  /** When a silent user is reminded. */
  readonly nudgeAt: number | null
  /** When the case ends by itself, or is closed for good. */
  readonly endsAt: number | null
  readonly outcome: CaseOutcome | null
  /** 1 to 5, given by the user. */
  readonly rating: number | null
}

function clockDueAt(clock: CaseClock | null): readonly number[] {
  if (clock === null || clock.told === 'breach') return []
  return [clock.told === 'nothing' ? clock.warnAt : clock.dueAt]
}

/** When something is to happen to a case by itself, epoch ms, or null for never; a snooze holds the clocks' warnings back. */
export function caseDueAt(memory: CaseMemory): number | null {
  const { reply, resolution, pausedAt, snoozedUntil, nudgeAt, endsAt } = memory
  const clocks = [...clockDueAt(reply), ...(pausedAt === null ? clockDueAt(resolution) : [])]
  const others = [nudgeAt, endsAt].filter((at) => at !== null)
  const moments = snoozedUntil === null ? [...clocks, ...others] : [snoozedUntil, ...others]
  return moments.length === 0 ? null : Math.min(...moments)
}

/** Whether an answer or the solution is late; the clock of a solution stands while the user is awaited. */
export function isOverdue({ reply, resolution, pausedAt }: CaseMemory, now: number): boolean {
  const clocks = [reply, pausedAt === null ? resolution : null]
  return clocks.some((clock) => clock !== null && now >= clock.dueAt)
}
