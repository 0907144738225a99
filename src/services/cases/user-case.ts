import { redacted } from '../../domain/redact.ts'
import { isOpenState } from '../../domain/support-case.ts'
import type { Answer, CaseView } from '../../flow/answer.ts'
import type { CaseEffect } from '../../flow/effect.ts'
import type { CaseRow } from '../../ports/records/case.ts'
import { count, standing } from '../limits.ts'
import type { Asking, ServiceDeps } from '../turn-context.ts'
import { trailOf } from './case-account.ts'
import { happening, hasRoom, type NewLine } from './case-entries.ts'
import { changeCase, type CaseHappened } from './change-case.ts'
import { openCaseOf } from './open-case.ts'

type Of<T extends CaseEffect['type']> = Extract<CaseEffect, { type: T }>

/** Until then somebody has probably resolved a case that is full. */
const fullWaitMs = 3_600_000

const unknown: Answer = { type: 'case.unknown' }
const told: Answer = { type: 'case.told' }

const foundAs = (row: CaseRow, now: number): Answer => ({
  type: 'case.found',
  support: viewOf(row, now),
  isGranted: row.recovery?.state === 'granted',
})

function viewOf({ number, state, memory, openedAt, changedAt }: CaseRow, now: number): CaseView {
  const { assignee, endsAt } = memory
  return {
    number,
    state,
    agent: assignee?.name ?? null,
    openedAt,
    changedAt,
    isReopenable: state === 'resolved' && endsAt !== null && now < endsAt,
  }
}

/** Whether somebody may hear of a case: whoever opened it, and whoever is signed in to the account it was proven for. */
async function ownCase(
  { work, person, conversation }: Asking,
  number: number,
): Promise<CaseRow | null> {
  const row = await work.get('cases', String(number))
  if (row === null || row.person === person) return row
  const session = await work.get('sessions', conversation)
  const isOwner = session !== null && work.now < session.endsAt && session.account === row.account
  return isOwner && row.isAccountProven ? row : null
}

/** The person's open case. */
export async function findCase({ work, person }: Asking): Promise<Answer> {
  const row = await openCaseOf(work, person)
  return row === null ? unknown : foundAs(row, work.now)
}

/** How a case stands; one that is not the person's own is as unknown as one that never was. */
export async function viewCase(asking: Asking, { number }: Of<'case.view'>): Promise<Answer> {
  const row = await ownCase(asking, number)
  return row === null ? unknown : foundAs(row, asking.work.now)
}

interface UserDid {
  readonly row: CaseRow
  readonly happened: CaseHappened | null
  readonly line: NewLine
  readonly action: string
}

async function did(deps: ServiceDeps, asking: Asking, done: UserDid): Promise<boolean> {
  const { row, happened, line, action } = done
  const { work, person, conversation, locale } = asking
  const { isTaken } = await changeCase(deps, work, {
    row,
    happened,
    lines: hasRoom(row) ? [line] : [],
    // Answers go where the person is now.
    facts: { conversation, locale },
  })
  if (!isTaken) return false
  await work.note({
    chain: row.account ?? 'system',
    action,
    actor: `chat:${person}`,
    details: { number: row.number },
  })
  return true
}

/** Passes words on to the people of a case: redacted, and so often and no more (attacks I11). */
export async function sayInCase(
  deps: ServiceDeps,
  asking: Asking,
  { number, text }: Of<'case.say'>,
): Promise<Answer> {
  const { work, person } = asking
  const row = await ownCase(asking, number)
  if (row === null || !isOpenState(row.state)) return unknown
  // A case that takes no more words says so, rather than to lose them.
  if (!hasRoom(row)) return { type: 'case.delayed', until: work.now + fullWaitMs }
  const { allowedAt } = await standing(work, deps.rules.caseWords, person)
  if (allowedAt > work.now) return { type: 'case.delayed', until: allowedAt }
  await count(work, deps.rules.caseWords, person)
  const line = { by: 'user', kind: 'said', name: null, event: null } as const
  const said = { ...line, text: redacted(text, deps.defaultRegion) }
  const happened = { type: 'user.wrote' } as const
  const isTold = await did(deps, asking, { row, happened, line: said, action: 'case.written' })
  return isTold ? told : unknown
}

/** Tells the people of a case that the user left the talk, came back, or has done what was offered. */
export async function markCase(
  deps: ServiceDeps,
  asking: Asking,
  { number, what, flow }: Of<'case.mark'>,
): Promise<Answer> {
  const row = await ownCase(asking, number)
  if (row === null || !isOpenState(row.state)) return told
  const line = happening('user', { code: what, detail: flow })
  const trail = await trailOf(asking)
  const refreshed = { ...row, trail }
  await did(deps, asking, { row: refreshed, happened: null, line, action: `case.${what}` })
  return told
}

/** Takes a case back. */
export async function withdrawCase(
  deps: ServiceDeps,
  asking: Asking,
  { number }: Of<'case.withdraw'>,
): Promise<Answer> {
  const row = await ownCase(asking, number)
  if (row === null) return unknown
  const line = happening('user', { code: 'withdrawn' })
  const happened = { type: 'user.withdrew' } as const
  return (await did(deps, asking, { row, happened, line, action: 'case.withdrawn' }))
    ? told
    : unknown
}

/** Takes a resolved case up again; unless the person has another one open by now, to which they may add. */
export async function reopenCase(
  deps: ServiceDeps,
  asking: Asking,
  { number }: Of<'case.reopen'>,
): Promise<Answer> {
  const row = await ownCase(asking, number)
  if (row === null || (await openCaseOf(asking.work, row.person)) !== null) return unknown
  const line = happening('user', { code: 'reopened' })
  const happened = { type: 'user.reopened' } as const
  return (await did(deps, asking, { row, happened, line, action: 'case.reopened' }))
    ? told
    : unknown
}

/** Keeps what the user thinks of the help, 1 to 5 and a line of words. */
export async function rateCase(
  deps: ServiceDeps,
  asking: Asking,
  { number, stars, comment }: Of<'case.rate'>,
): Promise<Answer> {
  const row = await ownCase(asking, number)
  if (row === null) return told
  const text = comment === null ? '' : redacted(comment, deps.defaultRegion)
  const line = { ...happening('user', { code: 'rated', detail: String(stars) }), text }
  await did(deps, asking, {
    row,
    happened: { type: 'user.rated', stars },
    line,
    action: 'case.rated',
  })
  return told
}
