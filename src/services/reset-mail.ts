import { heldUntil } from '../domain/channel.ts'
import { isFrozen, isRecoverable, type Account } from '../domain/account.ts'
import { budgetRow, spentUntil, takeFrom } from './budgets.ts'
import { count, countPerson, limitRow, personRows, standing } from './limits.ts'
import { linkKey, makeRunLink } from './link.ts'
import { post } from './outbox.ts'
import { accountFinds, followAccount, likelyRow } from './read-ahead.ts'
import { nextLookupAt, nextSendAt } from './send-code.ts'
import { auditSubject, unknownChain, type Subject } from './subject.ts'
import type { Asking, ServiceDeps, UseCase } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/**
 * Whether an account's owner can reset its password through its login email: not that of a sub-user, whose
 * administrator does it for them (S9), and not through an address that was changed a short while ago.
 */
function isResettable(account: Account, now: number): boolean {
  const isOwn = isRecoverable(account) && account.signedUpWith !== 'sub-user'
  return isOwn && heldUntil(account, 'loginEmail', now) === null
}

/** Until when the account that a reset was asked for is frozen, epoch ms, or null. */
function frozenUntilOf({ accounts: [account] }: Subject, now: number): number | null {
  return account !== undefined && isFrozen(account, now) ? account.frozenUntil : null
}

const handleOf = ({ sealer }: ServiceDeps, email: string): string =>
  sealer.handle('subject', 'reset-email', email)

async function resettable(deps: ServiceDeps, work: UnitOfWork, email: string): Promise<Subject> {
  // Nobody proves a mailbox for a change that cannot be made now.
  await deps.directory?.check()
  const found = await work.find('accounts', 'loginEmail', email)
  // An address that a directory gives to two entries is for people to sort out.
  const accounts = found.length > 1 ? [] : found.filter((each) => isResettable(each, work.now))
  // The stored address, never the typed one, though both are canonical here (Django CVE-2019-19844).
  const address = accounts[0]?.loginEmail ?? null
  const to = address === null ? null : ({ medium: 'email', address } as const)
  return { handle: handleOf(deps, email), accounts, to }
}

/** Why no link is mailed for now: this address or this person asked too often, or all people together did. */
async function toldDelay(deps: ServiceDeps, asking: Asking, handle: string) {
  const { work } = asking
  const { allowedAt } = await standing(work, deps.rules.codeRequests, handle)
  const until = Math.max(allowedAt, await nextLookupAt(deps, asking))
  if (until > work.now) return { type: 'code.delayed', reason: 'too-many', until } as const
  const spent = await spentUntil(deps, asking, deps.budgets.resets)
  if (spent === null) return null
  return { type: 'code.delayed', reason: 'paused', until: spent } as const
}

/**
 * Mails a reset link to the account with this login email, or pretends to: the same rows, words and waits for an
 * address that is unknown, disabled, a sub-user's or on hold (S36, S41, S88). To a frozen account it mails that it is
 * frozen and until when: its mailbox may know, the chat does not. `code.delayed` when this address was asked for too
 * soon or too often.
 */
export const mailReset: UseCase<'reset.mail'> = {
  reads(deps, asking, { email }) {
    const { rules, budgets } = deps
    const { work, conversation: by } = asking
    const handle = handleOf(deps, email)
    return {
      rows: [
        limitRow(rules.codeRequests, handle),
        ...personRows(asking, rules.lookups),
        ...personRows(asking, rules.personFailures),
        budgetRow(budgets.resets, { by }, work.now),
        likelyRow('challenges', linkKey('reset-password', handle)),
        likelyRow('auditHeads', unknownChain(handle)),
      ],
      finds: accountFinds({ by: 'login-email', value: email }, followAccount(deps, asking)),
    }
  },
  mark: ({ email }) => ({ target: { by: 'login-email', value: email } }),
  async perform(deps, asking, { email }) {
    const { work, conversation, flow, locale } = asking
    const { rules } = deps
    const subject = await resettable(deps, work, email)
    const { handle } = subject
    const soonest = await nextSendAt(deps, asking, handle)
    if (soonest > work.now) return { type: 'code.delayed', reason: 'wait', until: soonest }
    const delay = await toldDelay(deps, asking, handle)
    if (delay !== null) {
      const details = { flow, reason: delay.reason }
      await auditSubject(asking, subject, { action: 'reset-password.delayed', details })
      return delay
    }
    await count(work, rules.codeRequests, subject.handle)
    await countPerson(asking, rules.lookups)
    await takeFrom(work, deps.budgets.resets, { by: conversation })
    const frozenUntil = frozenUntilOf(subject, work.now)
    const account = frozenUntil === null ? (subject.accounts[0]?.id ?? null) : null
    const { url, expiresAt } = await makeRunLink(deps, asking, {
      page: 'reset-password',
      subject: subject.handle,
      account,
      payload: { account },
    })
    const lifetimeMs = deps.policy.linkLifetimeMs
    const letter =
      frozenUntil === null
        ? ({ template: 'reset-password', url, lifetimeMs } as const)
        : ({ template: 'account-frozen', until: frozenUntil } as const)
    const to = subject.to?.address ?? null
    const message = { kind: 'letter', medium: 'email', to, locale, letter } as const
    post(deps, work, { about: conversation, expiresAt, message })
    const action = `reset-password.${account === null ? 'withheld' : 'queued'}`
    await auditSubject(asking, subject, { action, details: { flow } })
    return { type: 'reset.mailed', expiresAt, resendAt: await nextSendAt(deps, asking, handle) }
  },
}
