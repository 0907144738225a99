import { isOpenAt, nextOpening } from '../../domain/business-hours.ts'
import { severityFor, topicFor } from '../../domain/case-triage.ts'
import { redacted } from '../../domain/redact.ts'
import { isOpenState, type CaseMemory, type Severity } from '../../domain/support-case.ts'
import type { TrailMark } from '../../domain/trail.ts'
import type { Answer } from '../../flow/answer.ts'
import type { CaseEffect } from '../../flow/effect.ts'
import type { Locale } from '../../flow/locale.ts'
import type { CaseRow } from '../../ports/records/case.ts'
import { count, standing } from '../limits.ts'
import type { Asking, ServiceDeps } from '../turn-context.ts'
import type { UnitOfWork } from '../unit-of-work.ts'
import { caseAccount, trailOf, type CaseAccount } from './case-account.ts'
import type { CaseDeps } from './case-deps.ts'
import { happening, hasRoom, type NewLine } from './case-entries.ts'
import { changeCase, firstDeadlines, type CaseChanged } from './change-case.ts'
import { handoffInitiated } from './handoff.ts'

type OpenCase = Extract<CaseEffect, { type: 'case.open' }>

/** The first case's number; four digits read well and say nothing about how many there are. */
const firstNumber = 1001
/** The setting that counts the cases. */
export const caseCounterKey = 'last-case-number'
/** More additions than these are more than anybody reads. */
const mostProblems = 20

async function nextNumber(work: UnitOfWork): Promise<number> {
  const row = await work.get('settings', caseCounterKey)
  const number = row === null ? firstNumber : Number(row.value) + 1
  work.put('settings', { key: caseCounterKey, value: String(number) })
  return number
}

/** Where a case comes from. */
export interface CaseOrigin {
  readonly conversation: string
  readonly person: string
  readonly locale: Locale
  readonly from: string | null
  readonly trail: readonly TrailMark[]
  readonly about: CaseAccount
  /** What the person wrote, or null for what the program itself found. */
  readonly problem: string | null
  /** Whether an owner said that a change was not theirs. */
  readonly isSecurity: boolean
}

/** What a case remembers before any clock of it runs. */
export function memoryOf(severity: Severity): CaseMemory {
  return {
    severity,
    assignee: null,
    reply: null,
    resolution: null,
    pausedAt: null,
    snoozedUntil: null,
    nudgeAt: null,
    endsAt: null,
    outcome: null,
    rating: null,
  }
}

function blank(origin: CaseOrigin, number: number, now: number): CaseRow {
  const { conversation, person, locale, from, trail, about, isSecurity } = origin
  const frozenUntil = about.account?.frozenUntil ?? null
  const isFrozen = frozenUntil !== null && now < frozenUntil
  return {
    number,
    conversation,
    person,
    account: about.account?.id ?? null,
    isAccountProven: about.isProven && about.account !== null,
    state: 'new',
    memory: memoryOf(severityFor({ from, trail, isFrozen, isSecurity })),
    revision: 0,
    locale,
    from,
    topic: topicFor(from),
    problems: [],
    trail,
    recovery: null,
    openedAt: now,
    changedAt: now,
    firstReplyAt: null,
    entries: 0,
    dueAt: null,
  }
}

/** A case with its first clocks running. */
function begun(deps: CaseDeps, row: CaseRow, now: number): CaseRow {
  const { firstReply, resolution } = firstDeadlines(deps, row, now)
  const clock = (owed: 'first-reply' | 'resolution', { warnAt, dueAt }: typeof firstReply) =>
    ({ owed, warnAt, dueAt, told: 'nothing' }) as const
  const memory = {
    ...row.memory,
    reply: clock('first-reply', firstReply),
    resolution: clock('resolution', resolution),
  }
  return { ...row, memory }
}

function linesFor(text: string | null, isNew: boolean): readonly NewLine[] {
  const event = happening('system', { code: isNew ? 'opened' : 'appended' })
  if (text === null) return [event]
  return [event, { by: 'user', kind: 'said', name: null, text, event: null }]
}

/** The open case of a person, if there is one. */
export async function openCaseOf(work: UnitOfWork, person: string): Promise<CaseRow | null> {
  const [open] = await work.find('cases', 'open', person)
  return open ?? null
}

/**
 * The open case that what a person says belongs to: their own, or, when they are signed in, the one that was opened
 * for the account by somebody who was signed in too.
 */
async function openCaseFor(work: UnitOfWork, origin: CaseOrigin): Promise<CaseRow | null> {
  const own = await openCaseOf(work, origin.person)
  const { account, isProven } = origin.about
  if (own !== null || !isProven || account === null) return own
  const others = await work.find('cases', 'account', account.id)
  return others.find((each) => isOpenState(each.state) && each.isAccountProven) ?? null
}

/** Opens a case, or adds to the one that is open; the rest of it follows where the person is now. */
export async function openOrAppend(
  deps: CaseDeps,
  work: UnitOfWork,
  origin: CaseOrigin,
): Promise<CaseChanged & { readonly isNew: boolean }> {
  const open = await openCaseFor(work, origin)
  const isNew = open === null
  const row = open ?? begun(deps, blank(origin, await nextNumber(work), work.now), work.now)
  const text = origin.problem === null ? null : redacted(origin.problem, deps.defaultRegion)
  const added = text === null ? [] : [{ at: work.now, text }]
  const { conversation, trail, locale } = origin
  const { account, isProven } = origin.about
  const isBetterKnown = account !== null && (isProven || row.account === null)
  const changed = await changeCase(deps, work, {
    row,
    happened: isNew ? null : { type: 'user.wrote' },
    lines: hasRoom(row) ? linesFor(text, isNew) : [],
    facts: {
      conversation,
      trail,
      locale,
      problems: [...row.problems, ...added].slice(-mostProblems),
      ...(isBetterKnown ? { account: account.id, isAccountProven: isProven } : {}),
    },
  })
  return { ...changed, isNew }
}

async function originOf(
  deps: ServiceDeps,
  { work, conversation, person, locale }: Asking,
  { problem, from }: OpenCase,
): Promise<CaseOrigin> {
  const trail = await trailOf({ work, conversation })
  const about = await caseAccount(deps, work, { conversation, trail })
  return { conversation, person, locale, from, trail, about, problem, isSecurity: false }
}

/** Opens a case for a person, or adds to the open one (S79); so often and no more (attacks I11). */
export async function openCase(
  deps: ServiceDeps,
  asking: Asking,
  effect: OpenCase,
): Promise<Answer> {
  const { work, person } = asking
  const open = await openCaseOf(work, person)
  const rule = open === null ? deps.rules.caseOpenings : deps.rules.caseWords
  const { allowedAt } = await standing(work, rule, person)
  if (allowedAt > work.now) return { type: 'case.delayed', until: allowedAt }
  await count(work, rule, person)
  const { row, isNew } = await openOrAppend(deps, work, await originOf(deps, asking, effect))
  await work.note({
    chain: row.account ?? 'system',
    action: isNew ? 'case.opened' : 'case.appended',
    actor: `chat:${person}`,
    details: { number: row.number, from: effect.from },
  })
  if (isNew) asking.announce(handoffInitiated(row.number, effect))
  const isThere = isOpenAt(deps.supportHours, work.now) || row.memory.severity === 'urgent'
  const answersAt = isThere ? null : nextOpening(deps.supportHours, work.now)
  const { timeZone } = deps.supportHours
  return { type: 'case.opened', number: row.number, isNew, answersAt, timeZone }
}
