import { inertText } from '../domain/inert-text.ts'
import { evidenceOf } from '../domain/evidence.ts'
import type { CaseClock } from '../domain/support-case.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { Store } from '../ports/store.ts'
import { reportOf } from '../services/cases/case-reports.ts'

/** The most of one text that is shown; what was kept is never longer than a message. */
const mostShown = 10_000

/** Epoch ms as people read it. */
export const iso = (at: number): string => new Date(at).toISOString()

/** Somebody's words for a terminal: nothing in them moves a cursor or looks like a line of the answer. */
export const shownText = (text: string): string => inertText(text, mostShown)

/** Every case that was handed to people, in the order of their numbers. */
export async function listCases(store: Store): Promise<readonly CaseRow[]> {
  const cases: CaseRow[] = []
  for await (const { row } of store.scan('cases')) cases.push(row)
  return cases.toSorted((a, b) => a.number - b.number)
}

/** What people wrote beside the report: redacted when it was kept. Keys of chats and people stay inside. */
export function shownCase(row: CaseRow) {
  const problems = row.problems.map(({ at, text }) => ({ at: iso(at), text: shownText(text) }))
  return { ...reportOf(row), problems }
}

const shownClock = (clock: CaseClock | null) =>
  clock === null ? null : { owed: clock.owed, dueAt: iso(clock.dueAt) }

/** Who did what for a way back that people opened. */
function shownRecovery({ recovery }: CaseRow) {
  if (recovery === null) return null
  const { state, askedBy, askedAt, approvedBy, readyAt } = recovery
  return {
    state,
    askedBy: askedBy.name,
    askedAt: iso(askedAt),
    approvedBy: approvedBy?.name ?? null,
    readyAt: readyAt === null ? null : iso(readyAt),
  }
}

/** One case with everything an agent's card is made of: the clocks, and how far the way here proves anything. */
export function caseInFull(row: CaseRow) {
  const { memory, trail } = row
  const { proofs, score, contradictions, path, nextStep } = evidenceOf(trail)
  return {
    ...shownCase(row),
    reply: shownClock(memory.reply),
    resolution: shownClock(memory.resolution),
    isPaused: memory.pausedAt !== null,
    snoozedUntil: memory.snoozedUntil === null ? null : iso(memory.snoozedUntil),
    recovery: shownRecovery(row),
    evidence: {
      score,
      proofs: proofs.map(({ proof, state, tries, weight }) => ({ proof, state, tries, weight })),
      contradictions,
      path: path.map(({ at, flow, step, times }) => ({ at: iso(at), flow, step, times })),
      nextStep,
    },
  }
}
