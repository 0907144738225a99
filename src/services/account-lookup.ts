import type { Account } from '../domain/account.ts'
import { maskEmailForOwner } from '../domain/masking.ts'
import type { Answer } from '../flow/answer.ts'
import type { Effect } from '../flow/effect.ts'
import { localeFor } from '../flow/locale.ts'
import type { AccountFacts } from '../flow/letter.ts'
import { takeGrant } from './check-code.ts'
import { count, standing } from './limits.ts'
import { nextLookupAt } from './send-code.ts'
import { textSubject } from './sending.ts'
import { accountHandles, resolveSubject, strangerHint, type Subject } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

type HintEffect = Extract<Effect, { type: 'account.hint' }>
type InformEffect = Extract<Effect, { type: 'account.inform' }>

/** Shows the masked bound number, or a decoy (S27); counted per person, so that masks cannot be collected. */
export async function hintAccount(
  deps: ServiceDeps,
  asking: Asking,
  effect: HintEffect,
): Promise<Answer> {
  const { work } = asking
  const until = await nextLookupAt(deps, asking)
  if (until > work.now) return { type: 'account.delayed', until }
  await count(work, deps.rules.lookups, asking.person)
  const subject = await resolveSubject(deps, asking, effect.lookup)
  return { type: 'account.hinted', mask: strangerHint(subject, deps.sealer) }
}

function factsOf(account: Account): AccountFacts {
  const { id, loginEmail, signedUpWith } = account
  return {
    id,
    loginEmail: loginEmail === null ? null : maskEmailForOwner(loginEmail),
    signedUpWith,
  }
}

/** Whether the proof that the effect names really stands; a machine that forgot to ask for it gets nothing sent. */
async function isProven(
  deps: ServiceDeps,
  asking: Asking,
  { effect, subject }: { readonly effect: InformEffect; readonly subject: Subject },
): Promise<boolean> {
  const { proof } = effect
  if (proof.kind === 'code') return takeGrant(asking, { purpose: proof.purpose, subject })
  const isFree = await mayTryNumber(deps, asking, subject)
  const stored = subject.to?.address ?? ''
  const typed = deps.sealer.handle('compare', proof.mobile)
  return typed === deps.sealer.handle('compare', stored) && isFree
}

async function mayTryNumber(
  deps: ServiceDeps,
  { work }: Asking,
  subject: Subject,
): Promise<boolean> {
  let isFree = true
  for (const handle of accountHandles(subject)) {
    const { allowedAt } = await standing(work, deps.rules.fullMobiles, handle)
    if (allowedAt > work.now) isFree = false
    else await count(work, deps.rules.fullMobiles, handle)
  }
  return isFree
}

/** What a pretended message is made of, as long as a real one. */
const nobody: AccountFacts = {
  id: '000000000000',
  loginEmail: '••••••@••••••••',
  signedUpWith: 'email',
}

/**
 * Sends the account's information to its bound number if the proof holds, and pretends to otherwise (S21, S29, S88).
 * Whom the identifier means is looked up anew: between the question and now a number may have been changed.
 *
 * @returns `account.informed` in every case
 */
export async function informAccount(
  deps: ServiceDeps,
  asking: Asking,
  effect: InformEffect,
): Promise<Answer> {
  const subject = await resolveSubject(deps, asking, effect.lookup)
  const isAllowed = await isProven(deps, asking, { effect, subject })
  const facts = subject.accounts.map(factsOf)
  await textSubject(deps, asking, {
    subject,
    isAllowed,
    isAskedByHolder: isAllowed && effect.proof.kind === 'code',
    locale: localeFor(subject.accounts[0]?.locale ?? null) ?? asking.locale,
    letter: { template: 'account-information', accounts: facts.length === 0 ? [nobody] : facts },
  })
  return { type: 'account.informed' }
}
