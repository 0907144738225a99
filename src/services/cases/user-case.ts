import { redacted } from '../../domain/redact.ts'
import { hourMs } from '../../domain/durations.ts'
import { isOpenState } from '../../domain/support-case.ts'
import type { CaseView } from '../../flow/answer.ts'
import type { CaseRow } from '../../ports/records/case.ts'
import { systemChain } from '../audit-trail.ts'
import { countPerson, personAllowedAt } from '../limits.ts'
import { audit, type Asking, type ServiceDeps, type UseCase } from '../use-case.ts'
import { happening, hasRoom, type NewLine } from './case-entries.ts'
import { caseReads, openCaseOf, ownCaseOf, takenUp, trailOf } from './case-reads.ts'
import { changeCase, type CaseHappened } from './change-case.ts'

/** What all of these read ahead, and that none of them leaves a mark. */
const ofCase = { reads: caseReads, mark: null } as const

/** How long the user of a case that takes no more lines is asked to wait. */
const fullWaitMs = hourMs

const unknown = { type: 'case.unknown' } as const
const told = { type: 'case.told' } as const

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

const foundAs = (row: CaseRow, now: number) =>
  ({
    type: 'case.found',
    support: viewOf(row, now),
    isGranted: row.recovery?.state === 'granted',
  }) as const

/** Finds the person's open case. */
export const findCase: UseCase<'case.find'> = {
  ...ofCase,
  async perform(_deps, { work, person }) {
    const row = await openCaseOf(work, person)
    return row === null ? unknown : foundAs(row, work.now)
  },
}

/** The open case of a person, or else the last of their conversation, which may be over; null for none. */
async function lastCaseOf(asking: Asking): Promise<CaseRow | null> {
  const { work, person, conversation } = asking
  const open = await openCaseOf(work, person)
  if (open !== null) return open
  const number = (await work.get('conversations', conversation))?.lastCase
  return number === undefined ? null : ownCaseOf(asking, number)
}

/** Shows how a case stands; one that is not the person's own is as unknown as one that never was. */
export const viewCase: UseCase<'case.view'> = {
  ...ofCase,
  async perform(_deps, asking, { number }) {
    const row = number === null ? await lastCaseOf(asking) : await ownCaseOf(asking, number)
    return row === null ? unknown : foundAs(row, asking.work.now)
  },
}

interface UserDid {
  readonly row: CaseRow
  readonly happened: CaseHappened | null
  readonly line: NewLine
  readonly action: string
}

/**
 * Changes a case by what its user did; answers of agents then go to the conversation the user is in now.
 *
 * @returns `case.unknown`, with nothing changed, when it means nothing in the state the case is in
 */
async function changeAsUser(deps: ServiceDeps, asking: Asking, did: UserDid) {
  const { row, happened, line, action } = did
  const { isTaken } = await changeCase(deps, asking.work, {
    row,
    happened,
    lines: hasRoom(row) ? [line] : [],
    facts: takenUp(asking),
  })
  if (!isTaken) return unknown
  const { account, number } = row
  await audit(asking, { chain: account ?? systemChain, action, details: { number } })
  return told
}

/** Passes words on to the people of a case: redacted, and as often as the limits allow (attacks I11). */
export const sayInCase: UseCase<'case.say'> = {
  ...ofCase,
  async perform(deps, asking, { number, text }) {
    const { work } = asking
    const row = await ownCaseOf(asking, number)
    if (row === null || !isOpenState(row.state)) return unknown
    if (!hasRoom(row)) return { type: 'case.delayed', until: work.now + fullWaitMs }
    const until = await personAllowedAt(asking, deps.rules.caseWords)
    if (until > work.now) {
      const chain = row.account ?? systemChain
      await audit(asking, { chain, action: 'case.delayed', details: { number } })
      return { type: 'case.delayed', until }
    }
    await countPerson(asking, deps.rules.caseWords)
    const line = { by: 'user', kind: 'said', name: null, event: null } as const
    const said = { ...line, text: redacted(text, deps.redactRules) }
    const happened = { type: 'user.wrote' } as const
    return changeAsUser(deps, asking, { row, happened, line: said, action: 'case.written' })
  },
}

/** Tells the people of a case that the user left the talk, came back, or has done what was offered. */
export const markCase: UseCase<'case.mark'> = {
  ...ofCase,
  async perform(deps, asking, { number, what, flow }) {
    const found = await ownCaseOf(asking, number)
    if (found === null || !isOpenState(found.state)) return told
    const line = happening('user', { code: what, detail: flow })
    const row = { ...found, trail: await trailOf(deps, asking) }
    await changeAsUser(deps, asking, { row, happened: null, line, action: `case.${what}` })
    return told
  },
}

/** Takes a case back. */
export const withdrawCase: UseCase<'case.withdraw'> = {
  ...ofCase,
  async perform(deps, asking, { number }) {
    const row = await ownCaseOf(asking, number)
    if (row === null) return unknown
    const line = happening('user', { code: 'withdrawn' })
    const happened = { type: 'user.withdrew' } as const
    return changeAsUser(deps, asking, { row, happened, line, action: 'case.withdrawn' })
  },
}

/** Opens a resolved case again, unless the person has another one open by now, to which they may add. */
export const reopenCase: UseCase<'case.reopen'> = {
  ...ofCase,
  async perform(deps, asking, { number }) {
    const row = await ownCaseOf(asking, number)
    if (row === null || (await openCaseOf(asking.work, asking.person)) !== null) return unknown
    const line = happening('user', { code: 'reopened' })
    const happened = { type: 'user.reopened' } as const
    return changeAsUser(deps, asking, { row, happened, line, action: 'case.reopened' })
  },
}

/** Keeps how the user rates the help: 1 to 5 stars, and a line of words or null. */
export const rateCase: UseCase<'case.rate'> = {
  ...ofCase,
  async perform(deps, asking, { number, stars, comment }) {
    const row = await ownCaseOf(asking, number)
    if (row === null) return told
    const text = comment === null ? '' : redacted(comment, deps.redactRules)
    const line = { ...happening('user', { code: 'rated', detail: String(stars) }), text }
    const happened = { type: 'user.rated', stars } as const
    await changeAsUser(deps, asking, { row, happened, line, action: 'case.rated' })
    return told
  },
}
