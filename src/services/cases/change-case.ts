import { addBusinessTime, businessTimeBetween } from '../../domain/business-hours.ts'
import { deadlineFor, hoursFor } from '../../domain/service-level.ts'
import { caseDueAt, isOpenState, type Deadline, type Severity } from '../../domain/support-case.ts'
import type { CaseDeadlines, CaseEvent, CaseTask } from '../../flow/case.ts'
import type { AssistedRecovery, CaseRow } from '../../ports/records/case.ts'
import type { CaseDeps } from '../use-case.ts'
import type { UnitOfWork } from '../unit-of-work.ts'
import { happening, withLines, type NewLine } from './case-entries.ts'
import { tellDesks } from './tell-desks.ts'

/** An event of a case without its time and the deadlines that follow from it. */
export type CaseHappened = WithoutTime<CaseEvent>

type WithoutTime<Event> = Event extends unknown ? Omit<Event, 'at' | 'deadlines'> : never

/** A change of a case: what happened, what its transcript gains, and what else about it is different. */
export interface CaseChange {
  readonly row: CaseRow
  readonly happened: CaseHappened | null
  readonly lines: readonly NewLine[]
  readonly facts?: Partial<
    Pick<
      CaseRow,
      | 'person'
      | 'conversation'
      | 'account'
      | 'isAccountProven'
      | 'problems'
      | 'trail'
      | 'locale'
      | 'recovery'
      | 'cameBackAt'
    >
  >
}

/** A changed case. When the event meant nothing in its state `isTaken` is false and nothing was staged. */
export interface CaseChanged {
  readonly row: CaseRow
  readonly tasks: readonly CaseTask[]
  readonly isTaken: boolean
}

/** The deadline of a solution that was paused, moved by the business time the pause took; null for none. */
function resumedBy({ supportHours }: CaseDeps, row: CaseRow, at: number): Deadline | null {
  const { resolution, pausedAt } = row.memory
  if (resolution === null || pausedAt === null) return null
  const hours = hoursFor(supportHours, row.memory.severity)
  const waitedMs = businessTimeBetween(hours, pausedAt, at)
  return {
    warnAt: addBusinessTime(hours, resolution.warnAt, waitedMs),
    dueAt: addBusinessTime(hours, resolution.dueAt, waitedMs),
  }
}

/** The deadlines of a case from a moment on. */
export function deadlinesOf(
  deps: CaseDeps,
  row: CaseRow,
  { at, severity }: { readonly at: number; readonly severity: Severity },
): CaseDeadlines {
  const of = (owed: 'first-reply' | 'next-reply' | 'resolution') =>
    deadlineFor(deps.supportHours, { severity, owed, from: at })
  return {
    firstReply: of('first-reply'),
    nextReply: of('next-reply'),
    resolution: of('resolution'),
    resumed: resumedBy(deps, row, at),
  }
}

/** Takes one step of the case's chart. */
function step(
  deps: CaseDeps,
  row: CaseRow,
  { happened, at }: { readonly happened: CaseHappened | null; readonly at: number },
): CaseChanged {
  if (happened === null) return { row, tasks: [], isTaken: true }
  const severity = happened.type === 'agent.graded' ? happened.severity : row.memory.severity
  const deadlines = deadlinesOf(deps, row, { at, severity })
  const { state, memory, tasks, isTaken } = deps.stepCase(row, { ...happened, at, deadlines })
  return { row: { ...row, state, memory }, tasks, isTaken }
}

const pending: ReadonlySet<AssistedRecovery['state']> = new Set(['asked', 'approved', 'granted'])

/** Whether an assisted recovery is asked for, agreed to or granted: it can still be used, and still be closed. */
export const isPending = ({ state }: AssistedRecovery): boolean => pending.has(state)

/**
 * Refuses the assisted recovery of a case that has ended, or is about another account or another person's now, at
 * whatever stage it is: agents weighed the evidence of one person about one account, and warned that account's owner.
 */
function withoutWayBack(before: CaseRow, row: CaseRow): CaseRow {
  const { recovery, state, account, person } = row
  const isUnderWay = recovery !== null && isPending(recovery)
  const isSame = account === before.account && person === before.person
  if (!isUnderWay || (isOpenState(state) && isSame)) return row
  return { ...row, recovery: { ...recovery, state: 'refused', readyAt: null } }
}

/** A changed case with its next revision and the time it wants attention. */
function counted(row: CaseRow, now: number): CaseRow {
  const times = [caseDueAt(row.memory), row.recovery?.readyAt ?? null].filter((at) => at !== null)
  const dueAt = times.length === 0 ? null : Math.min(...times)
  return { ...row, revision: row.revision + 1, changedAt: now, dueAt }
}

/**
 * Changes a case inside a unit of work: takes a step of its chart, adds to its transcript, and stages messages to its
 * desks. What the chart wants done in the user's chat is returned as tasks.
 */
export async function changeCase(
  deps: CaseDeps,
  work: UnitOfWork,
  { row, happened, lines, facts = {} }: CaseChange,
): Promise<CaseChanged> {
  const changed = step(deps, { ...row, ...facts }, { happened, at: work.now })
  if (!changed.isTaken) return { row, tasks: [], isTaken: false }
  const isReply = happened?.type === 'agent.replied'
  const firstReplyAt = row.firstReplyAt ?? (isReply ? work.now : null)
  const noted = withoutWayBack(row, { ...changed.row, firstReplyAt })
  const closes = changed.row.recovery?.state !== noted.recovery?.state
  const closing = closes ? [happening('system', { code: 'recovery-refused' })] : []
  const added = [...lines, ...closing]
  const written = counted(withLines(deps, work, { row: noted, lines: added }), work.now)
  work.put('cases', written)
  await tellDesks(deps, work, written)
  return { ...changed, row: written }
}
