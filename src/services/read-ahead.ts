import type { Account } from '../domain/account.ts'
import { parseAccountId } from '../domain/account-id.ts'
import type { CodeTarget } from '../flow/code.ts'
import type { CaseEffect, Effect } from '../flow/effect.ts'
import type { CollectionName } from '../ports/collections.ts'
import type { ReadAhead } from '../ports/store.ts'
import { challengeKey } from './code-challenge.ts'
import { isOwn, purposeOf, targetOf } from './effect-target.ts'
import { counterKey, type Rule } from './limits.ts'
import { linkKey } from './link.ts'
import { caseReads } from './cases/case-reads.ts'
import { proofKey } from './proof.ts'
import { noAddress, sendingCounters } from './sending.ts'
import { subjectHandle, unknownChain } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'
import type { UnitOfWork } from './unit-of-work.ts'

type Rows = ReadAhead['rows']
type Finds = ReadAhead['finds']

const limitRow = (rule: Rule, subject: string): Rows[number] => ({
  collection: 'limits',
  key: counterKey(rule, subject),
})

/** What hangs on an account, by what its ID is written behind. */
function accountPrefixes({ rules }: Pick<ServiceDeps, 'rules'>) {
  const prefixes: { readonly collection: CollectionName; readonly prefix: string }[] = [
    { collection: 'limits', prefix: counterKey(rules.accountFailures, '') },
    { collection: 'limits', prefix: counterKey(rules.fullMobiles, '') },
    { collection: 'auditHeads', prefix: '' },
  ]
  return prefixes
}

/** An account and what hangs on its ID. */
export function accountRows(deps: Pick<ServiceDeps, 'rules'>, id: string): Rows {
  const hanging = accountPrefixes(deps).map(({ collection, prefix }) => ({
    collection,
    key: `${prefix}${id}`,
  }))
  return [{ collection: 'accounts', key: id }, ...hanging]
}

function findsOf(deps: ServiceDeps, target: CodeTarget): Finds {
  const follow = accountPrefixes(deps)
  const asked = { collection: 'accounts', follow } as const
  switch (target.by) {
    case 'mobile':
      return [{ ...asked, index: 'recoveryMobile', value: target.value }]
    case 'login-email':
      return [{ ...asked, index: 'loginEmail', value: target.value }]
    case 'server-ip':
      return [{ ...asked, index: 'serverIp', value: target.value }]
    case 'new': {
      const isLogin = target.channel === 'loginEmail' && target.value !== null
      return isLogin ? [{ ...asked, index: 'loginEmail', value: target.value }] : []
    }
    case 'account-id':
    case 'own':
      return []
    default:
      return target satisfies never
  }
}

/** What stands in for the rows of an account where there is none: brought as well, so that both take the same trips. */
function stranger(deps: ServiceDeps, handle: string): Rows {
  const { rules } = deps
  return [
    limitRow(rules.accountFailures, `none:${handle}`),
    limitRow(rules.fullMobiles, `none:${handle}`),
    { collection: 'auditHeads', key: unknownChain(handle) },
  ]
}

/** Where a message may go: to a number that was typed, or to an address of an account that is known by now. */
function likelyAddress({ effect, target, known }: Aim): string | null {
  if (target.by === 'mobile') return target.value
  if (effect.type === 'account.inform') {
    return effect.proof.kind === 'full-mobile' ? effect.proof.mobile : null
  }
  if (effect.type !== 'code.send') return null
  if (target.by === 'new' && target.value !== null) return target.value
  return known === null ? null : known[channelOf(target)]
}

/** What of an account a code goes to. */
function channelOf(target: CodeTarget) {
  if (target.by === 'own') return target.way
  return target.by === 'new' ? target.channel : 'recoveryMobile'
}

/**
 * The counters of the address a message will go to, and those of its stand-in: brought where there is no address as
 * well, so that known and unknown take the same trips (S88).
 */
function addressRows(deps: ServiceDeps, aim: Aim, handle: string): Rows {
  const address = likelyAddress(aim)
  const isSending = address !== null || aim.effect.type === 'code.send'
  const addresses = [address, isSending ? noAddress({ handle }) : null]
  return addresses
    .flatMap((each) => (each === null ? [] : sendingCounters(deps, each)))
    .map(({ rule, subject }) => limitRow(rule, subject))
}

interface Aim {
  readonly effect: Effect
  readonly target: CodeTarget
  /** Whom the session of this conversation is for. */
  readonly account: string | null
  /** The account that is meant, where it has been read already. */
  readonly known: Account | null
}

function subjectReads(deps: ServiceDeps, asking: Asking, aim: Aim) {
  const { rules } = deps
  const { effect, target, account } = aim
  const purpose = purposeOf(effect)
  const handle = subjectHandle(deps, asking, { target, account })
  const byId = target.by === 'account-id' ? target.value : account
  const rows: Rows = [
    limitRow(rules.failures, handle),
    limitRow(rules.codeRequests, handle),
    limitRow(rules.lookups, asking.person),
    limitRow(rules.personFailures, asking.person),
    ...(byId === null ? [] : accountRows(deps, byId)),
    ...stranger(deps, handle),
    ...addressRows(deps, aim, handle),
    ...proofRows(asking, aim),
    ...(purpose === null
      ? []
      : [{ collection: 'challenges', key: challengeKey(purpose, { handle }) } as const]),
  ]
  return { rows, finds: findsOf(deps, target) }
}

/** A reset link goes to whoever signs in with an address; one that nobody has takes the same trips. */
function resetReads(deps: ServiceDeps, asking: Asking, email: string): ReadAhead {
  const { rules, sealer } = deps
  const handle = sealer.handle('subject', 'reset-email', email)
  return {
    rows: [
      limitRow(rules.codeRequests, handle),
      limitRow(rules.lookups, asking.person),
      limitRow(rules.personFailures, asking.person),
      { collection: 'challenges', key: linkKey('reset-password', handle) },
      { collection: 'auditHeads', key: unknownChain(handle) },
    ],
    finds: findsOf(deps, { by: 'login-email', value: email }),
  }
}

const nothing: ReadAhead = { rows: [], finds: [] }

/** Where the proof will be left that an accepted code turns into, in the same turn. */
function proofRows({ callerRun }: Asking, { effect, target }: Aim): Rows {
  const isProving = effect.type === 'identity.prove' || effect.type === 'code.check'
  if (!isProving || target.by !== 'own' || callerRun === null) return []
  return [{ collection: 'challenges', key: proofKey(effect.purpose, callerRun) }]
}

/** Effects that read no more than came with the turn, or may: the human check may turn out not to be needed. */
function isRead(effect: Effect): boolean {
  if (effect.type === 'page.offer') return effect.page === 'check'
  return effect.type === 'session.find' || effect.type === 'identity.ways'
}

/** What effects read that concern the account which is signed in. */
function ownReads(
  deps: ServiceDeps,
  asking: Asking,
  { effect, account }: Pick<Aim, 'effect' | 'account'>,
): ReadAhead {
  const own = account === null ? [] : accountRows(deps, account)
  if (effect.type === 'account.view') {
    const byPerson = {
      collection: 'cases',
      index: 'open',
      value: asking.person,
      follow: [],
    } as const
    const byAccount = { collection: 'cases', index: 'account', follow: [] } as const
    const ofAccount = account === null ? [] : [{ ...byAccount, value: account }]
    return { rows: own, finds: [byPerson, ...ofAccount] }
  }
  if (effect.type !== 'page.offer') return { rows: own, finds: [] }
  const link = { collection: 'challenges', key: linkKey(effect.page, asking.conversation) } as const
  return { rows: [link, ...own], finds: [] }
}

function likelyReads(
  deps: ServiceDeps,
  asking: Asking,
  { effect, account, known }: Omit<Aim, 'target'>,
): ReadAhead {
  const target = targetOf(effect)
  if (target !== null) return subjectReads(deps, asking, { effect, target, account, known })
  if (effect.type === 'reset.mail') return resetReads(deps, asking, effect.email)
  return isRead(effect) ? nothing : ownReads(deps, asking, { effect, account })
}

const isCaseEffect = (effect: Effect): effect is CaseEffect => effect.type.startsWith('case.')

/**
 * Has what an effect will read brought in one trip, before it is performed: a guess that changes no outcome, and
 * without which each of its reads would be a trip of its own.
 */
export async function expectReads(
  deps: ServiceDeps,
  asking: Asking,
  effect: Effect,
): Promise<void> {
  const { work, conversation } = asking
  if (isCaseEffect(effect)) {
    const likely = await caseReads(deps, asking, effect)
    await work.expect(() => likely)
    return
  }
  const session = isOwn(effect) ? await work.get('sessions', conversation) : null
  const account = session?.account ?? null
  const known = await knownAccount(asking, effect, account)
  await work.expect(() => likelyReads(deps, asking, { effect, account, known }))
}

/** The account that a code goes to: brought with the turn where it is signed in, or its ID was just typed. */
async function knownAccount(
  { work }: Asking,
  effect: Effect,
  account: string | null,
): Promise<Account | null> {
  if (effect.type !== 'code.send') return null
  const { target } = effect
  const id = target.by === 'account-id' ? target.value : account
  return id === null ? null : work.get('accounts', id)
}

/**
 * Has what every turn reads brought in one trip: its conversation and session, the account that is signed in, and the
 * one whose ID was typed, if that is what the words are.
 */
export async function expectTurn(work: UnitOfWork, key: string, text: string): Promise<void> {
  const typed = parseAccountId(text)
  await work.expect(() => ({
    rows: [
      { collection: 'conversations', key },
      { collection: 'sessions', key, lead: { index: 'account', to: 'accounts' } },
      ...(typed.outcome === 'parsed' ? [{ collection: 'accounts', key: typed.id } as const] : []),
    ],
    finds: [],
  }))
}
