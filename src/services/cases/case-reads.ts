import type { CaseEffect } from '../../flow/effect.ts'
import type { CaseRow } from '../../ports/records/case.ts'
import type { ReadAhead } from '../../ports/store.ts'
import { limitRow } from '../limits.ts'
import { accountFinds, likelyRow, sessionAccount, type Rows } from '../read-ahead.ts'
import type { Asking, ServiceDeps } from '../use-case.ts'
import type { UnitOfWork } from '../unit-of-work.ts'
import { namedLast } from './case-account.ts'
import { deskMessagePrefix, deskPostPrefix } from './tell-desks.ts'

/** The key of the setting that counts the cases. */
export const caseCounterKey = 'last-case-number'

/** The open case of a person, or null. */
export async function openCaseOf(work: UnitOfWork, person: string): Promise<CaseRow | null> {
  const [open] = await work.find('cases', 'open', person)
  return open ?? null
}

/**
 * A case that this person may know of, or null: one that they opened, or that was opened by somebody signed in to the
 * account which this conversation is signed in to.
 */
export async function ownCaseOf(
  { work, person, conversation }: Asking,
  number: number,
): Promise<CaseRow | null> {
  const row = await work.get('cases', String(number))
  if (row === null || row.person === person) return row
  const session = await work.get('sessions', conversation)
  const isOwner = session !== null && work.now < session.endsAt && session.account === row.account
  return isOwner && row.isAccountProven ? row : null
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
  const { person } = asking
  const { caseOpenings, caseWords } = deps.rules
  const account = await accountReads(deps, asking)
  const number = 'number' in effect ? effect.number : null
  const rows: Rows = [
    likelyRow('settings', caseCounterKey),
    likelyRow('auditHeads', 'system'),
    limitRow(caseOpenings, person),
    limitRow(caseWords, person),
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
