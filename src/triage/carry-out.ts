import type { CaseTask } from '../flow/case.ts'
import type { SupportEvent } from '../flow/event.ts'
import type { CaseRow } from '../ports/records/case.ts'
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
  { row, happened }: { readonly row: CaseRow; readonly happened: SupportHappened },
): Promise<Reached> {
  const { conversation, number } = row
  const event: SupportEvent = { ...happened, at: work.now, number }
  const chat = await deps.tellSupport({ conversation, event }, work)
  const isCall = happened.type !== 'support.left'
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

/** A talk that begins anew knows nothing of a way back that was opened in the one before. */
async function tellGrant(deps: DeskDeps, work: UnitOfWork, row: CaseRow): Promise<void> {
  if (row.recovery?.state !== 'granted') return
  const { name } = row.recovery.askedBy
  await tellUser(deps, work, { row, happened: { type: 'support.granted', name } })
}

/** Does what a case's chart wants done outside the case itself. */
export async function carryOut(
  deps: DeskDeps,
  work: UnitOfWork,
  { row, tasks }: { readonly row: CaseRow; readonly tasks: readonly CaseTask[] },
): Promise<void> {
  for (const task of tasks) {
    const happened = happenedBy(task, row, deps.face.namelessAgent(row.locale))
    if (happened !== null) await tellUser(deps, work, { row, happened })
    if (task.type === 'talk.begin') await tellGrant(deps, work, row)
  }
}
