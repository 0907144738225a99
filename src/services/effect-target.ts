import type { CodePurpose, CodeTarget } from '../flow/code.ts'
import type { Effect } from '../flow/effect.ts'

/** Effects that concern the account this conversation is signed in to. */
export function isOwn(effect: Effect): boolean {
  if ('target' in effect) return effect.target.by === 'own' || effect.target.by === 'new'
  return /^(session\.find|identity|password|page|account\.view|channel|subscription)\b/.test(
    effect.type,
  )
}

/** What the code is for that an effect concerns, or null. */
export function purposeOf(effect: Effect): CodePurpose | null {
  if (effect.type === 'code.send' || effect.type === 'code.check') return effect.purpose
  if (effect.type === 'account.inform' && effect.proof.kind === 'code') return effect.proof.purpose
  if (effect.type === 'session.open') return 'sign-in'
  if (effect.type === 'channel.prove') return 'verify-channel'
  return effect.type === 'identity.prove' ? effect.purpose : null
}

/** Whom an effect means, or null where it means nobody in particular. */
export function targetOf(effect: Effect): CodeTarget | null {
  if ('target' in effect) return effect.target
  if ('lookup' in effect) return effect.lookup
  return effect.type === 'identity.prove' ? { by: 'own', way: effect.way } : null
}
