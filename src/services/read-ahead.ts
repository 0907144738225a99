import type { CodePurpose, CodeTarget, Effect } from '../flow/effect.ts'
import type { CollectionName } from '../ports/collections.ts'
import type { ReadAhead } from '../ports/store.ts'
import { challengeKey } from './code-challenge.ts'
import { counterKey, type Rule } from './limits.ts'
import { linkKey } from './link.ts'
import { caseCounterKey } from './open-case.ts'
import { noAddress, sendingCounters } from './sending.ts'
import { subjectHandle, unknownChain } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

type Rows = ReadAhead['rows']
type Finds = ReadAhead['finds']

/** Effects that concern the account this conversation is signed in to. */
function isOwn(effect: Effect): boolean {
  if ('target' in effect) return effect.target.by === 'own' || effect.target.by === 'new'
  return /^(session\.find|identity|password|page|account\.view|channel|subscription)\b/.test(
    effect.type,
  )
}

function purposeOf(effect: Effect): CodePurpose | null {
  if (effect.type === 'code.send' || effect.type === 'code.check') return effect.purpose
  if (effect.type === 'account.inform' && effect.proof.kind === 'code') return effect.proof.purpose
  if (effect.type === 'session.open') return 'sign-in'
  if (effect.type === 'channel.prove') return 'verify-channel'
  return effect.type === 'identity.prove' ? effect.purpose : null
}

function targetOf(effect: Effect): CodeTarget | null {
  if ('target' in effect) return effect.target
  if ('lookup' in effect) return effect.lookup
  return effect.type === 'identity.prove' ? { by: 'own', way: effect.way } : null
}

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

/** A number that was typed, and that a message may go to. */
function typedNumber(effect: Effect, target: CodeTarget): string | null {
  if (target.by === 'mobile') return target.value
  const isTyped = effect.type === 'account.inform' && effect.proof.kind === 'full-mobile'
  return isTyped ? effect.proof.mobile : null
}

/**
 * The counters of the address a message will go to. Only a number that was typed is known before its account is, and
 * then its stand-in is brought too; elsewhere both are left for later (S88: known and unknown take the same time).
 */
function addressRows(deps: ServiceDeps, number: string | null, handle: string): Rows {
  if (number === null) return []
  return [number, noAddress({ handle })].flatMap((address) =>
    sendingCounters(deps, address).map(({ rule, subject }) => limitRow(rule, subject)),
  )
}

interface Aim {
  readonly effect: Effect
  readonly target: CodeTarget
  readonly account: string | null
}

function subjectReads(deps: ServiceDeps, asking: Asking, { effect, target, account }: Aim) {
  const { rules } = deps
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
    ...addressRows(deps, typedNumber(effect, target), handle),
    ...(purpose === null
      ? []
      : [{ collection: 'challenges', key: challengeKey(purpose, { handle }) } as const]),
  ]
  return { rows, finds: findsOf(deps, target) }
}

function likelyReads(
  deps: ServiceDeps,
  asking: Asking,
  { effect, account }: { readonly effect: Effect; readonly account: string | null },
): ReadAhead {
  const target = targetOf(effect)
  if (target !== null) return subjectReads(deps, asking, { effect, target, account })
  if (effect.type === 'case.open') {
    const { conversation } = asking
    return {
      rows: [
        { collection: 'settings', key: caseCounterKey },
        { collection: 'auditHeads', key: 'system' },
      ],
      finds: [{ collection: 'cases', index: 'open', value: conversation, follow: [] }],
    }
  }
  const own = account === null ? [] : accountRows(deps, account)
  // The human check may turn out not to be needed, and then the trip was for nothing.
  if (effect.type !== 'page.offer' || effect.page === 'check') return { rows: own, finds: [] }
  const link = { collection: 'challenges', key: linkKey(effect.page, asking.conversation) } as const
  return { rows: [link, ...own], finds: [] }
}

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
  const session = isOwn(effect) ? await work.get('sessions', conversation) : null
  const account = session?.account ?? null
  await work.expect(() => likelyReads(deps, asking, { effect, account }))
}
