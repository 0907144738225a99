import { z } from 'zod'
import type { Account } from '../../domain/account.ts'
import { isOpenState } from '../../domain/support-case.ts'
import type { TrailMark } from '../../domain/trail.ts'
import type { CaseEffect } from '../../flow/effect.ts'
import type { CaseRow } from '../../ports/records/case.ts'
import type { SessionRow } from '../../ports/records/session.ts'
import type { ReadAhead } from '../../ports/store.ts'
import { budgetRow } from '../budgets.ts'
import { personRows } from '../limits.ts'
import { accountFinds, likelyRow, sessionAccount, type Rows } from '../read-ahead.ts'
import { findAccounts, trailAccount, unknownChain } from '../subject.ts'
import type { Asking, CaseDeps, ServiceDeps } from '../use-case.ts'
import type { UnitOfWork } from '../unit-of-work.ts'
import { deskMessagePrefix, deskPostPrefix } from './tell-desks.ts'
import { systemChain } from '../audit-trail.ts'

/** Whom a case is about, and whether that was proven or only said. */
export interface CaseAccount {
  readonly account: Account | null
  readonly isProven: boolean
}

/** The key of the setting that counts the cases. */
export const caseCounterKey = 'last-case-number'

/** The open case of a person, or null. */
export async function openCaseOf(work: UnitOfWork, person: string): Promise<CaseRow | null> {
  const [open] = await work.find('cases', 'open', person)
  return open ?? null
}

/** Who stands for the person of a case that an undo link opened: it comes from no chat. */
export const undoPerson = (change: string): string => `undo:${change}`

/**
 * Whether somebody who is signed in to the account of a case that another person opened may know of it and add to it:
 * after a second proof, or where an undo link opened it and nobody has taken it up, since no chat hears of that. One
 * factor signs in, and must neither read nor turn away what support and another person say to each other.
 */
const isShared = (
  { person, isAccountProven }: CaseRow,
  { proven }: Pick<SessionRow, 'proven'>,
): boolean => isAccountProven && (proven !== undefined || person.startsWith(undoPerson('')))

type Whose = Pick<CaseRow, 'person' | 'conversation' | 'locale'>

/** Whose a case is once somebody has said something in it, and where its answers go. */
export const takenUp = ({ person, conversation, locale }: Whose): Whose => ({
  person,
  conversation,
  locale,
})

/** The open case that a person adds to: their own, or one of the account they are signed in to that they may share. */
export async function openCaseFor(
  work: UnitOfWork,
  { person, conversation }: Pick<Asking, 'person' | 'conversation'>,
): Promise<CaseRow | null> {
  const own = await openCaseOf(work, person)
  const session = own === null ? await openSessionOf(work, conversation) : null
  if (session === null) return own
  const others = await work.find('cases', 'account', session.account)
  return others.find((each) => isOpenState(each.state) && isShared(each, session)) ?? null
}

/** A case that this person may know of, or null: one that they opened, or one of the account they are signed in to. */
export async function ownCaseOf(
  { work, person, conversation }: Asking,
  number: number,
): Promise<CaseRow | null> {
  const row = await work.get('cases', String(number))
  if (row === null || row.person === person) return row
  const session = await work.get('sessions', conversation)
  if (session === null || work.now >= session.endsAt || session.account !== row.account) return null
  return isShared(row, session) ? row : null
}

/** An identifier that the user named, as a mark of the trail keeps it sealed. */
const namedSchema = z.object({
  by: z.enum(['mobile', 'account-id', 'server-ip', 'login-email']),
  value: z.string(),
})

/** The identifier that was named last in a conversation; null for none, or when it cannot be opened any more. */
function namedLast(
  { sealer }: Pick<CaseDeps, 'sealer'>,
  trail: readonly TrailMark[],
): z.infer<typeof namedSchema> | null {
  for (const { sealed } of trail.toReversed()) {
    const opened = sealed === null ? null : sealer.open(sealed)
    if (opened !== null) return namedSchema.parse(JSON.parse(opened))
  }
  return null
}

export async function openSessionOf(
  work: UnitOfWork,
  conversation: string,
): Promise<SessionRow | null> {
  const session = await work.get('sessions', conversation)
  const isOpen = session !== null && work.now < session.endsAt && session.scope === 'signed-in'
  return isOpen ? session : null
}

/**
 * The account that a conversation is about: the one it is signed in to, or the only one that what was named last
 * means. Only agents are told: whether a name means anybody stays unknown to the user.
 */
export async function caseAccount(
  deps: Pick<CaseDeps, 'sealer'>,
  work: UnitOfWork,
  {
    conversation,
    trail,
    named: told = null,
  }: {
    readonly conversation: string
    readonly trail: readonly TrailMark[]
    /** What the person names in the case itself, which counts before the trail. */
    readonly named?: z.infer<typeof namedSchema> | null
  },
): Promise<CaseAccount> {
  const session = await openSessionOf(work, conversation)
  if (session !== null) {
    return { account: await work.get('accounts', session.account), isProven: true }
  }
  const named = told ?? namedLast(deps, trail)
  const [account, ...others] = named === null ? [] : await findAccounts(work, named)
  return { account: others.length > 0 ? null : (account ?? null), isProven: false }
}

/** The marks of a conversation, with one more when it is signed in: a sign-in on a page leaves none of its own. */
export async function trailOf(
  deps: Pick<ServiceDeps, 'sealer'>,
  { work, conversation }: Asking,
): Promise<readonly TrailMark[]> {
  const trail = (await work.get('conversations', conversation))?.trail ?? []
  const session = await openSessionOf(work, conversation)
  if (session === null) return trail
  const known = { by: null, way: null, mask: null, sealed: null }
  const mark = { at: work.now, flow: 'sign-in', effect: 'session.find', answer: 'session.found' }
  return [...trail, { ...mark, ...known, about: [trailAccount(deps, session.account)] }]
}

/** The account a case will be about: the one that is signed in, or the one that was named last. */
async function accountReads(deps: ServiceDeps, asking: Asking): Promise<ReadAhead> {
  const { work, conversation } = asking
  const account = await sessionAccount(asking)
  const trail = account === null ? (await work.get('conversations', conversation))?.trail : null
  const named = namedLast(deps, trail ?? [])
  const id = named?.by === 'account-id' ? named.value : account
  const rows = id === null ? [] : [likelyRow('accounts', id), likelyRow('auditHeads', id)]
  const follow = [{ collection: 'auditHeads', prefix: '' }] as const
  return { rows, finds: named === null ? [] : accountFinds(named, follow) }
}

/** What any effect about cases reads: the case, its person's limits, its account, and the desks that are told of it. */
export async function caseReads(
  deps: ServiceDeps,
  asking: Asking,
  effect: CaseEffect,
): Promise<ReadAhead> {
  const { person, work, conversation: by } = asking
  const { caseOpenings, caseWords } = deps.rules
  const account = await accountReads(deps, asking)
  const asked = 'number' in effect ? effect.number : null
  const number = asked ?? (await work.get('conversations', by))?.lastCase ?? null
  const rows: Rows = [
    likelyRow('settings', caseCounterKey),
    likelyRow('auditHeads', systemChain),
    likelyRow('auditHeads', unknownChain(by)),
    ...personRows(asking, caseOpenings),
    ...personRows(asking, caseWords),
    budgetRow(work, deps.budgets.cases),
    ...(number === null ? [] : [likelyRow('cases', String(number))]),
    ...account.rows,
  ]
  const own = { collection: 'cases', index: 'open', value: person, follow: [] } as const
  const follow =
    number === null
      ? []
      : ([
          { collection: 'deskPosts', prefix: deskPostPrefix(number) },
          { collection: 'outbox', prefix: deskMessagePrefix(number) },
        ] as const)
  const desks = { collection: 'desks', index: 'every', value: 'every', follow } as const
  return { rows, finds: [own, desks, ...account.finds] }
}
