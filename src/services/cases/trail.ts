import {
  maskAccountId,
  maskEmailForOwner,
  maskIpForAgent,
  maskMobileForOwner,
} from '../../domain/masking.ts'
import type { TrailMark } from '../../domain/trail.ts'
import type { Answer } from '../../flow/answer.ts'
import type { CodeTarget, Lookup } from '../../flow/code.ts'
import type { Effect } from '../../flow/effect.ts'
import type { Sealer } from '../../ports/sealer.ts'

/** What says nothing about who somebody is. */
const unmarked = new Set<string>([
  'account.view',
  'subscription.switch',
  'session.find',
  'lock.explain',
  'channel.check',
  'password.drop',
  'flow.call',
])

function targetOf(effect: Effect): CodeTarget | null {
  if ('target' in effect) return effect.target
  if ('lookup' in effect) return effect.lookup
  if (effect.type === 'reset.mail') return { by: 'login-email', value: effect.email }
  return effect.type === 'identity.prove' ? { by: 'own', way: effect.way } : null
}

function maskOf(target: CodeTarget | null): string | null {
  switch (target?.by) {
    case 'mobile':
      return maskMobileForOwner(target.value)
    case 'account-id':
      return maskAccountId(target.value)
    case 'server-ip':
      return maskIpForAgent(target.value)
    case 'login-email':
      return maskEmailForOwner(target.value)
    case 'own':
    case 'new':
    case undefined:
      return null
    default:
      return target satisfies never
  }
}

function wayOf(effect: Effect, target: CodeTarget | null): string | null {
  if (effect.type === 'account.inform') return effect.proof.kind
  if (target?.by === 'own') return target.way
  return target?.by === 'new' ? target.channel : null
}

/** What a look-up was, kept sealed so that the account can be found again when a case is opened. */
export type SealedLookup = Lookup | { readonly by: 'login-email'; readonly value: string }

function sealedOf(sealer: Sealer, target: CodeTarget | null): string | null {
  if (target === null || target.by === 'own' || target.by === 'new') return null
  const { by, value } = target
  return sealer.seal(JSON.stringify({ by, value }))
}

/**
 * What is kept of an effect and its answer for the people who may read the case later; null for what tells nothing
 * about who somebody is. Neither a code nor an address in clear is in it.
 *
 * @param at epoch ms
 */
export function markOf(
  { sealer }: { readonly sealer: Sealer },
  { flow, at }: { readonly flow: string; readonly at: number },
  { effect, answer }: { readonly effect: Effect; readonly answer: Answer },
): TrailMark | null {
  if (unmarked.has(effect.type) || effect.type.startsWith('case.')) return null
  const target = targetOf(effect)
  return {
    at,
    flow,
    effect: effect.type,
    answer: answer.type,
    by: target?.by ?? null,
    way: wayOf(effect, target),
    mask: maskOf(target),
    sealed: sealedOf(sealer, target),
  }
}
