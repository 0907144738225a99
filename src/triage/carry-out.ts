import type { CaseTask } from '../flow/case.ts'
import type { SupportEvent } from '../flow/event.ts'
import type { CaseRow } from '../ports/records/case.ts'
import { handoffStatus } from '../services/cases/handoff.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { sendForUser, type Reached } from './reach-user.ts'
import type { DeskDeps } from './desk-deps.ts'

/** An event of support before it is known when and in which case it happened. */
export type SupportHappened = WithoutTime<SupportEvent>

type WithoutTime<Event> = Event extends unknown ? Omit<Event, 'at' | 'number'> : never

/** Tells the user of a case what happened: in their chat, and by a message to a verified channel when they are gone. */
export async function tellUser(
  deps: DeskDeps,
  work: UnitOfWork,
  { row, happened }: { readonly row: CaseRow; readonly happened: readonly SupportHappened[] },
): Promise<Reached> {
  const { conversation, number } = row
  const events = happened.map((each) => {
    const event: SupportEvent = { ...each, at: work.now, number }
    return { event, activity: handoffStatus(event) }
  })
  const chat = await deps.tellSupport({ conversation, events }, work)
  const isCall = happened.some(({ type }) => type !== 'support.left')
  return sendForUser(deps, work, { row, chat, isCall })
}

function happenedBy(task: CaseTask, row: CaseRow, nameless: string): SupportHappened | null {
  const name = row.memory.assignee?.name ?? nameless
  switch (task.type) {
    case 'talk.begin':
      return { type: 'support.joined', name }
    case 'talk.end':
      if (task.why === 'withdrawn') return null // the user did it, and knows
      if (task.why === 'released') return { type: 'support.left' }
      return { type: 'support.ended', isSilent: task.why === 'silence' }
    case 'user.nudge':
      return { type: 'support.nudged' }
    case 'desk.warn':
    case 'desk.wake':
      return null // the desk reads it in the transcript
    default:
      return task satisfies never
  }
}

/** What a task tells a user; a talk that begins anew knows nothing of a way back that was opened in the one before. */
function eventsOf(task: CaseTask, row: CaseRow, nameless: string): readonly SupportHappened[] {
  const happened = happenedBy(task, row, nameless)
  const { recovery } = row
  const isGranted = task.type === 'talk.begin' && recovery?.state === 'granted'
  return [
    ...(happened === null ? [] : [happened]),
    ...(isGranted ? [{ type: 'support.granted', name: recovery.askedBy.name } as const] : []),
  ]
}

/**
 * Does what a case's chart wants done outside the case itself, and tells the user what else happened.
 *
 * @returns whether the user was reached
 */
export async function carryOut(
  deps: DeskDeps,
  work: UnitOfWork,
  carried: {
    readonly row: CaseRow
    readonly tasks: readonly CaseTask[]
    readonly further?: readonly SupportHappened[]
  },
): Promise<Reached> {
  const { row, tasks, further = [] } = carried
  const nameless = deps.face.namelessAgent(row.locale)
  const happened = [...tasks.flatMap((task) => eventsOf(task, row, nameless)), ...further]
  return happened.length === 0 ? 'chat' : tellUser(deps, work, { row, happened })
}
