import { accountIdOf, type Account } from '../domain/account.ts'
import { maskEmailForOwner } from '../domain/masking.ts'
import type { Lookup } from '../flow/code.ts'
import type { Effect } from '../flow/effect.ts'
import { localeFor } from '../flow/locale.ts'
import type { AccountFacts } from '../flow/letter.ts'
import { takeGrant } from './challenge.ts'
import { spentUntil, takeFrom } from './budgets.ts'
import { count, countPerson, standing } from './limits.ts'
import { addressRows, codeRow, subjectReads, withRows } from './read-ahead.ts'
import { nextLookupAt } from './send-code.ts'
import { textSubject } from './sending.ts'
import { footingOf } from './standing.ts'
import {
  accountHandles,
  auditSubject,
  resolveSubject,
  strangerHint,
  type Asked,
  type Subject,
} from './subject.ts'
import { budgetedTyped } from './text-budgets.ts'
import type { Asking, ServiceDeps, UseCase } from './use-case.ts'

/** Whose account is told of, to its bound number. */
const told = (target: Lookup): Asked => ({ target, purpose: 'retrieve-account' })

/** Shows the masked bound number, or a decoy (S27); counted per person, so that masks cannot be collected. */
export const hintAccount: UseCase<'account.hint'> = {
  reads: async (deps, asking, { lookup }) => subjectReads(deps, asking, lookup),
  mark: ({ lookup }) => ({ target: lookup }),
  async perform(deps, asking, { lookup }) {
    const { work, flow } = asking
    const subject = await resolveSubject(deps, asking, told(lookup))
    const spent = await spentUntil(deps, asking, deps.budgets.lookups)
    const until = spent ?? (await nextLookupAt(deps, asking))
    if (until > work.now) {
      await auditSubject(asking, subject, { action: 'account.delayed', details: { flow } })
      return { type: 'account.delayed', until }
    }
    await countPerson(asking, deps.rules.lookups)
    await takeFrom(work, deps.budgets.lookups)
    return { type: 'account.hinted', mask: strangerHint(subject, deps.sealer) }
  },
}

/** Counts a full number that was typed for every account of a subject; answers whether all of them allow it. */
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

/** Whether the proof that the effect names holds; nothing is sent for a flow that did not ask for it. */
async function isProven(
  deps: ServiceDeps,
  asking: Asking,
  { proof, subject }: Pick<Effect<'account.inform'>, 'proof'> & { readonly subject: Subject },
): Promise<boolean> {
  if (proof.kind === 'code') {
    const account = subject.accounts[0]?.id ?? null
    return takeGrant(asking, { purpose: proof.purpose, handle: subject.handle, account })
  }
  const isFree = await mayTryNumber(deps, asking, subject)
  const stored = subject.to?.address ?? ''
  const typed = deps.sealer.handle('compare', proof.mobile)
  return typed === deps.sealer.handle('compare', stored) && isFree
}

function factsOf(account: Account): AccountFacts {
  const { loginEmail, signedUpWith } = account
  return {
    id: accountIdOf(account),
    loginEmail: loginEmail === null ? null : maskEmailForOwner(loginEmail),
    signedUpWith,
  }
}

/** What a pretended message is made of, as long as a real one. */
const nobody: AccountFacts = {
  id: '000000000000',
  loginEmail: '••••••@••••••••',
  signedUpWith: 'email',
}

/**
 * Sends the account's information to its bound number if the proof holds, and pretends to otherwise (S21, S29, S88).
 * The identifier is resolved anew: a number may have been changed since the person was asked.
 */
export const informAccount: UseCase<'account.inform'> = {
  async reads(deps, asking, { lookup, proof }) {
    const reads = await subjectReads(deps, asking, lookup)
    if (proof.kind === 'code') return withRows(reads, [codeRow(asking, proof.purpose, reads)])
    // Those of a number that was looked up are among the subject's.
    const { handle } = reads
    const rows = addressRows(deps, asking, { handle, to: budgetedTyped(proof.mobile) })
    return lookup.by === 'mobile' ? reads : withRows(reads, rows)
  },
  mark: ({ lookup, proof }) => ({ target: lookup, way: proof.kind }),
  async perform(deps, asking, { lookup, proof }) {
    const typed = proof.kind === 'full-mobile' ? { typed: proof.mobile } : {}
    const subject = await resolveSubject(deps, asking, { ...told(lookup), ...typed })
    const isAllowed = await isProven(deps, asking, { proof, subject })
    const facts = subject.accounts.map(factsOf)
    const footing = await footingOf(deps, asking, { subject, target: lookup })
    await textSubject(deps, asking, {
      subject,
      footing,
      isAllowed,
      isAnswerCounted: false,
      isAskedByHolder: isAllowed && proof.kind === 'code',
      locale: localeFor(subject.accounts[0]?.locale ?? null) ?? asking.locale,
      letter: { template: 'account-information', accounts: facts.length === 0 ? [nobody] : facts },
    })
    return { type: 'account.informed' }
  },
}
