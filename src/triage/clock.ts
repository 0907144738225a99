import type { CaseTask } from '../flow/case.ts'
import type { CaseHappening } from '../ports/records/case-entry.ts'
import type { CaseRow } from '../ports/records/case.ts'
import { happening, type NewLine } from '../services/cases/case-entries.ts'
import { changeCase } from '../services/cases/change-case.ts'
import { beginWork, type UnitOfWork } from '../services/unit-of-work.ts'
import { carryOut } from './tell-user.ts'
import type { DeskDeps } from './ordering.ts'
import { attendRecovery } from './recovery.ts'

/** How many due cases one round takes. */
const batch = 100
/** An upper bound on the steps of one case in a round. */
const mostSteps = 8

function codeOf(task: CaseTask): CaseHappening['code'] | null {
  switch (task.type) {
    case 'desk.warn':
      return task.level === 'breach' ? 'breached' : 'warned'
    case 'desk.wake':
      return 'woken'
    case 'user.nudge':
      return 'nudged'
    case 'talk.end':
      return 'silent'
    case 'talk.begin':
      return null
    default:
      return task satisfies never
  }
}

function lineOf(task: CaseTask): readonly NewLine[] {
  const code = codeOf(task)
  if (code === null) return []
  return [happening('system', { code, detail: task.type === 'desk.warn' ? task.owed : null })]
}

/** Does the next due thing of a case; false when nothing is due. */
async function stepped(deps: DeskDeps, work: UnitOfWork, row: CaseRow): Promise<boolean> {
  if (row.dueAt === null || row.dueAt > work.now) return false
  if (await attendRecovery(deps, work, row)) return true
  const happened = { type: 'time.came' } as const
  const tried = await changeCase(deps, work, { row, happened, lines: [] })
  if (!tried.isTaken) return false
  const lines = tried.tasks.flatMap(lineOf)
  const told = await changeCase(deps, work, { row: tried.row, happened: null, lines })
  await carryOut(deps, work, { row: told.row, tasks: tried.tasks })
  return true
}

/** Does everything that is due for one case, reading the case anew for each step. */
async function attend(deps: DeskDeps, work: UnitOfWork, number: number): Promise<void> {
  for (let step = 0; step < mostSteps; step += 1) {
    const row = await work.get('cases', String(number))
    if (row === null || !(await stepped(deps, work, row))) return
  }
}

/** Attends to one case in a commit of its own; false when that failed or was refused, and the next round tries again. */
async function attendOne(deps: DeskDeps, number: number): Promise<boolean> {
  const work = beginWork(deps.store, deps.clock.now())
  try {
    await attend(deps, work, number)
    return (await work.commit()).outcome === 'committed'
  } catch (error) {
    // A failure of one case must not hold up the others.
    deps.log.error('case.unattended', { number, error })
    return false
  }
}

/**
 * Does what is due for cases: warnings before and when an answer is late, ends of snoozes, reminders of users, cases that
 * end by themselves, steps of assisted recovery.
 *
 * @returns how many were attended to
 */
export async function attendCases(deps: DeskDeps): Promise<number> {
  const { store, clock } = deps
  const due = await store.due('cases', { before: clock.now(), limit: batch })
  let attended = 0
  for (const { row } of due) {
    if (await attendOne(deps, row.number)) attended += 1
  }
  return attended
}
