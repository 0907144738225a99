import { isFrozen as isFrozenAccount } from '../../domain/account.ts'
import { isOpenAt, nextOpening } from '../../domain/business-hours.ts'
import { claimFields, type Claim } from '../../domain/claim.ts'
import { severityFor, tellsOfIntruder, topicFor } from '../../domain/case-triage.ts'
import { redacted, type RedactRules } from '../../domain/redact.ts'
import type { CaseMemory, Severity } from '../../domain/support-case.ts'
import type { TrailMark } from '../../domain/trail.ts'
import type { Locale } from '../../flow/locale.ts'
import type { CaseRow } from '../../ports/records/case.ts'
import { systemChain } from '../audit-trail.ts'
import { spentUntil, takeFrom } from '../budgets.ts'
import { countPerson, personAllowedAt } from '../limits.ts'
import { unknownChain } from '../subject.ts'
import { audit, type Asking, type CaseDeps, type ServiceDeps, type UseCase } from '../use-case.ts'
import type { UnitOfWork } from '../unit-of-work.ts'
import { happening, hasRoom, type NewLine } from './case-entries.ts'
import {
  caseAccount,
  caseCounterKey,
  caseReads,
  openCaseFor,
  openCaseOf,
  openSessionOf,
  takenUp,
  trailOf,
  type CaseAccount,
} from './case-reads.ts'
import { changeCase, deadlinesOf, type CaseChanged } from './change-case.ts'
import { handoffInitiated } from './handoff.ts'

/** The first case's number; four digits read well and say nothing about how many there are. */
const firstNumber = 1001
/** How many of a person's latest descriptions a case keeps. */
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
  /** The evidence form, if that is what was sent; left out otherwise. */
  readonly claim?: Claim | undefined
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
  const { conversation, person, locale, from, trail, about, isSecurity, problem } = origin
  const isFrozen = about.account !== null && isFrozenAccount(about.account, now)
  return {
    number,
    conversation,
    person,
    account: about.account?.id ?? null,
    isAccountProven: about.isProven && about.account !== null,
    state: 'new',
    memory: memoryOf(
      severityFor({
        from,
        trail,
        isFrozen,
        isSecurity: isSecurity || tellsOfIntruder(problem),
      }),
    ),
    revision: 0,
    locale,
    from,
    topic: topicFor(from, problem),
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

/** A new case with its first clocks running. */
async function newCase(deps: CaseDeps, work: UnitOfWork, origin: CaseOrigin): Promise<CaseRow> {
  const { now: at } = work
  const row = blank(origin, await nextNumber(work), at)
  const { severity } = row.memory
  const { firstReply, resolution } = deadlinesOf(deps, row, { at, severity })
  const clock = (owed: 'first-reply' | 'resolution', { warnAt, dueAt }: typeof firstReply) =>
    ({ owed, warnAt, dueAt, told: 'nothing' }) as const
  const reply = clock('first-reply', firstReply)
  return { ...row, memory: { ...row.memory, reply, resolution: clock('resolution', resolution) } }
}

function linesFor(text: string | null, isNew: boolean): readonly NewLine[] {
  const event = happening('system', { code: isNew ? 'opened' : 'appended' })
  if (text === null) return [event]
  return [event, { by: 'user', kind: 'said', name: null, text, event: null }]
}

/** A form as it may be kept, whoever filled it in; nothing where none was. */
function claimKept({ claim }: CaseOrigin, rules: RedactRules): { readonly claim?: Claim } {
  if (claim === undefined) return {}
  const kept = { ...claim }
  for (const field of claimFields) {
    const text = claim[field]
    kept[field] = text === null ? null : redacted(text, rules)
  }
  return { claim: kept }
}

/** Opens a case, or adds to the one that is open; answers then go to the conversation the person is in now. */
export async function openOrAppend(
  deps: CaseDeps,
  work: UnitOfWork,
  origin: CaseOrigin,
): Promise<CaseChanged & { readonly isNew: boolean }> {
  const { account, isProven } = origin.about
  const open = await openCaseFor(work, origin)
  const isNew = open === null
  const row = open ?? (await newCase(deps, work, origin))
  const text = origin.problem === null ? null : redacted(origin.problem, deps.redactRules)
  // The form stands on the card by itself; its words are in the transcript.
  const added = text === null || origin.claim !== undefined ? [] : [{ at: work.now, text }]
  const isBetterKnown = account !== null && (isProven || row.account === null)
  const changed = await changeCase(deps, work, {
    row,
    happened: isNew ? null : { type: 'user.wrote' },
    lines: hasRoom(row) ? linesFor(text, isNew) : [],
    facts: {
      ...takenUp(origin),
      trail: origin.trail,
      problems: [...row.problems, ...added].slice(-mostProblems),
      ...claimKept(origin, deps.redactRules),
      ...(isBetterKnown ? { account: account.id, isAccountProven: isProven } : {}),
    },
  })
  return { ...changed, isNew }
}

/**
 * When a person may open a case or add to one, epoch ms, and counts it when they may now. The budget of everybody's
 * cases stops nobody who is signed in.
 */
async function nextCaseAt(
  deps: ServiceDeps,
  asking: Asking,
  { isNew, isSignedIn }: { readonly isNew: boolean; readonly isSignedIn: boolean },
): Promise<number> {
  const { work } = asking
  const { cases } = deps.budgets
  const rule = isNew ? deps.rules.caseOpenings : deps.rules.caseWords
  const until = await personAllowedAt(asking, rule)
  if (until > work.now) return until
  const spent = isNew && !isSignedIn ? await spentUntil(deps, asking, cases) : null
  if (spent !== null) return spent
  await countPerson(asking, rule)
  if (isNew) await takeFrom(work, cases)
  return work.now
}

/** Opens a case for a person, or adds to the open one (S79), as often as the limits allow (attacks I11). */
export const openCase: UseCase<'case.open'> = {
  reads: caseReads,
  mark: null,
  async perform(deps, asking, { problem, from, claim, named = null }) {
    const { work, person, conversation, locale } = asking
    const open = await openCaseOf(work, person)
    const isSignedIn = (await openSessionOf(work, conversation)) !== null
    const until = await nextCaseAt(deps, asking, { isNew: open === null, isSignedIn })
    if (until > work.now) {
      const chain = unknownChain(conversation)
      await audit(asking, { chain, action: 'case.delayed', details: { from } })
      return { type: 'case.delayed', until }
    }
    const trail = await trailOf(deps, asking)
    const about = await caseAccount(deps, work, { conversation, trail, named })
    const asked = { conversation, person, locale, from, trail, about, problem, claim }
    const { row, isNew } = await openOrAppend(deps, work, { ...asked, isSecurity: false })
    const { number, account } = row
    await audit(asking, {
      chain: account ?? systemChain,
      action: isNew ? 'case.opened' : 'case.appended',
      details: { number, from },
    })
    if (isNew) asking.announce(handoffInitiated(number, { from, problem }))
    const { supportHours } = deps
    // How urgent a case is may come from an account that was only named, so that it is told to owners alone.
    const isUrgent = isSignedIn && row.memory.severity === 'urgent'
    const isThere = isOpenAt(supportHours, work.now) || isUrgent
    const answersAt = isThere ? null : nextOpening(supportHours, work.now)
    return { type: 'case.opened', number, isNew, answersAt, timeZone: supportHours.timeZone }
  },
}
