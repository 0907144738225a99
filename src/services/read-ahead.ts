import type { ChannelName } from '../domain/account.ts'
import type { AccountIds } from '../domain/account-id.ts'
import { readAccountId } from '../domain/value-in-text.ts'
import type { CodePurpose, CodeTarget } from '../flow/code.ts'
import { accountIndexes, type CollectionName } from '../ports/collections.ts'
import type { ReadAhead } from '../ports/store.ts'
import { codeKey, proofKey } from './challenge.ts'
import { budgetRow } from './budgets.ts'
import { personRows } from './limits.ts'
import { sendingRows } from './sending.ts'
import { budgetedNowhere, budgetedTyped, type Budgeted } from './text-budgets.ts'
import { accountCounters, toldRows } from './standing.ts'
import { standIn, subjectHandle, unknownChain } from './subject.ts'
import type { Asking, ServiceDeps } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

// What use cases and pages read ahead is put together from these pieces.

/** Rows that are likely to be read. */
export type Rows = ReadAhead['rows']

type Finds = ReadAhead['finds']
type Follow = Finds[number]['follow']

/** A row by its key. */
export const likelyRow = (collection: CollectionName, key: string): Rows[number] => ({
  collection,
  key,
})

/** The code of a purpose that may be live for a subject's handle in this conversation. */
export const codeRow = (
  { conversation }: Pick<Asking, 'conversation'>,
  purpose: CodePurpose,
  { handle }: { readonly handle: string },
) => likelyRow('challenges', codeKey({ purpose, handle, conversation }))

/** The proof that may be left for the flow that called this one; nothing where none did. */
export const callerProofRows = ({ callerRun }: Asking, purpose: CodePurpose): Rows =>
  callerRun === null ? [] : [likelyRow('challenges', proofKey(purpose, callerRun))]

/** The same reads and some rows more. */
export const withRows = ({ rows, finds }: ReadAhead, more: Rows): ReadAhead => ({
  rows: [...rows, ...more],
  finds,
})

/** The rows to read with each account that is found: their keys end in its ID. */
export function followAccount(deps: Pick<ServiceDeps, 'rules'>, asking: Places): Follow {
  return [
    ...accountCounters(deps, asking).map((prefix) => ({ collection: 'limits', prefix }) as const),
    { collection: 'auditHeads', prefix: '' },
  ]
}

type Places = Pick<Asking, 'person' | 'source'>

/** An account, its counters and the head of its audit chain. */
export function accountRows(deps: Pick<ServiceDeps, 'rules'>, asking: Places, id: string): Rows {
  return [
    likelyRow('accounts', id),
    ...accountCounters(deps, asking).map((prefix) => likelyRow('limits', `${prefix}${id}`)),
    likelyRow('auditHeads', id),
  ]
}

/**
 * How the accounts that a target means are searched for; nothing where they are found by their key.
 *
 * @param follow rows to read with each account that is found
 */
export function accountFinds(target: CodeTarget, follow: Follow): Finds {
  if (target.by === 'own' || target.by === 'account-id') return []
  if (target.by !== 'new') {
    const { by, value } = target
    return [{ collection: 'accounts', index: accountIndexes[by], value, follow }]
  }
  const { channel, value } = target
  if (channel !== 'loginEmail' || value === null) return []
  return accountFinds({ by: 'login-email', value }, follow)
}

/**
 * The counters of the address that a message may go to, and those of its stand-in: both are read whether or not there
 * is an address, so that known and unknown take the same round trips and the same time (S88).
 *
 * @param to the stand-in itself where there is no address
 */
export function addressRows(
  deps: ServiceDeps,
  asking: Asking,
  { handle, to }: { readonly handle: string; readonly to: Budgeted },
): Rows {
  const nobody = budgetedNowhere(standIn(handle))
  return [to, nobody].flatMap((each) =>
    sendingRows(deps, asking, { address: each.address, to: each }),
  )
}

/** The channel of an account that a code for a target goes to. */
function channelOf(target: CodeTarget): ChannelName {
  if (target.by === 'own') return target.way
  return target.by === 'new' ? target.channel : 'recoveryMobile'
}

/** Where a code will go, as far as it is known before: to what was typed, or to an account that was read already. */
export async function likelyAddress(
  { work }: Asking,
  target: CodeTarget,
  account: string | null,
): Promise<string | null> {
  if (target.by === 'mobile') return target.value
  const id = target.by === 'account-id' ? target.value : account
  const known = id === null ? null : await work.get('accounts', id)
  if (target.by === 'new' && target.value !== null) return target.value
  return known === null ? null : known[channelOf(target)]
}

/** The account that this conversation is signed in to, whether or not its session still counts; or null. */
export async function sessionAccount({ work, conversation }: Asking): Promise<string | null> {
  return (await work.get('sessions', conversation))?.account ?? null
}

/** What a use case reads that concerns the account this conversation is signed in to, and nothing else. */
export async function ownReads(deps: ServiceDeps, asking: Asking): Promise<ReadAhead> {
  const account = await sessionAccount(asking)
  return { rows: account === null ? [] : accountRows(deps, asking, account), finds: [] }
}

/**
 * What resolving a target and keeping to its limits reads. The rows that stand in for an account which does not exist
 * are read as well, so that both cases take the same round trips.
 *
 * @returns the reads, with the target's handle and the account that this conversation is signed in to
 */
export async function subjectReads(deps: ServiceDeps, asking: Asking, target: CodeTarget) {
  const { rules } = deps
  const isOwn = target.by === 'own' || target.by === 'new'
  const account = isOwn ? await sessionAccount(asking) : null
  const handle = subjectHandle(deps, asking, { target, account })
  const id = target.by === 'account-id' ? target.value : account
  const { work } = asking
  const { codes, wrongCodes, lookups } = deps.budgets
  const rows = [
    ...toldRows(deps, asking, handle),
    ...personRows(asking, rules.lookups),
    ...personRows(asking, rules.personFailures),
    ...[codes, wrongCodes, lookups].map((budget) => budgetRow(work, budget)),
    ...(id === null ? [] : accountRows(deps, asking, id)),
    likelyRow('auditHeads', unknownChain(handle)),
    // A message to a number that was typed may follow in the same turn.
    ...(target.by === 'mobile'
      ? addressRows(deps, asking, { handle, to: budgetedTyped(target.value) })
      : []),
  ]
  return { rows, finds: accountFinds(target, followAccount(deps, asking)), handle, account }
}

/**
 * Reads what every turn needs in one round trip: its conversation and session, the account that is signed in, and the
 * account whose ID was typed, if the text is one.
 */
export async function expectTurn(
  work: UnitOfWork,
  key: string,
  { text, ids }: { readonly text: string; readonly ids: AccountIds },
): Promise<void> {
  // Asked only by a store where trips cost: the embedded one need not have the text read for it.
  await work.expect(() => {
    const typed = readAccountId(text, ids, 'anywhere')
    return {
      rows: [
        likelyRow('conversations', key),
        { collection: 'sessions', key, lead: { index: 'account', to: 'accounts' } },
        ...(typed.outcome === 'one' ? [likelyRow('accounts', typed.value)] : []),
      ],
      finds: [],
    }
  })
}
