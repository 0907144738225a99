import { heldUntil } from '../domain/channel.ts'
import { isFrozen, isRecoverable, type Account } from '../domain/account.ts'
import type { AnswerTo } from '../flow/effect.ts'
import type { Letter } from '../flow/letter.ts'
import { budgetRow, spentUntil, takeFrom } from './budgets.ts'
import { count, countPerson, limitRow, personRows, placesOf, standing } from './limits.ts'
import { linkKey, makeRunLink } from './link.ts'
import { post } from './outbox.ts'
import { accountFinds, followAccount, likelyRow } from './read-ahead.ts'
import { nextAfter, nextLookupAt } from './send-code.ts'
import { isKnown } from './standing.ts'
import { auditSubject, standIn, unknownChain, type Subject } from './subject.ts'
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

/** What resets by an email are counted under, whether or not an account has it. */
export const resetHandle = ({ sealer }: Pick<ServiceDeps, 'sealer'>, email: string): string =>
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
  return { handle: resetHandle(deps, email), accounts, to }
}

type Delay = Extract<AnswerTo<'reset.mail'>, { type: 'code.delayed' }>

/** Who asks for an email's reset, as they are counted: the person, and their network. */
const askers = (asking: Pick<Asking, 'person' | 'source'>, handle: string): readonly string[] =>
  placesOf(asking).map((place) => `${place}:${handle}`)

/** When a person and their network may ask for this address again, and how long their limits keep them. */
async function nextRequest(deps: ServiceDeps, asking: Asking, handle: string) {
  const { work } = asking
  let [soonest, allowedAt] = [0, 0]
  for (const asker of askers(asking, handle)) {
    const requests = await standing(work, deps.rules.resetRequests, asker)
    soonest = Math.max(soonest, nextAfter(deps, work, requests))
    allowedAt = Math.max(allowedAt, requests.allowedAt)
  }
  return { soonest, allowedAt }
}

/**
 * Why no link is mailed for now: this person or network asked for this address too soon or too often, or all people
 * together did. What others asked for is never told, and stops nobody.
 */
async function toldDelay(deps: ServiceDeps, asking: Asking, handle: string): Promise<Delay | null> {
  const { work } = asking
  const { soonest, ...requests } = await nextRequest(deps, asking, handle)
  const allowedAt = Math.max(requests.allowedAt, await nextLookupAt(deps, asking))
  if (allowedAt > work.now)
    return { type: 'code.delayed', reason: 'too-many', until: allowedAt } as const
  if (soonest > work.now) return { type: 'code.delayed', reason: 'wait', until: soonest } as const
  const spent = await spentUntil(deps, asking, deps.budgets.resets)
  if (spent === null) return null
  return { type: 'code.delayed', reason: 'paused', until: spent } as const
}

/** Counts a mail to an address, where nobody is told of it; answers whether it may be sent. */
async function countMail(deps: ServiceDeps, asking: Asking, subject: Subject): Promise<boolean> {
  const { rules } = deps
  const rule = (await isKnown(deps, asking, subject)) ? rules.shownResetMails : rules.resetMails
  const { allowedAt } = await standing(asking.work, rule, subject.handle)
  if (allowedAt > asking.work.now) return false
  await count(asking.work, rule, subject.handle)
  return true
}

/** Counts what somebody asked for, where they are told of it. */
async function countRequest(deps: ServiceDeps, asking: Asking, handle: string): Promise<void> {
  for (const asker of askers(asking, handle)) {
    await count(asking.work, deps.rules.resetRequests, asker)
  }
  await countPerson(asking, deps.rules.lookups)
  await takeFrom(asking.work, deps.budgets.resets)
}

/** What names the one link of an email and a chat: another that is asked for elsewhere ends nobody's. */
const linkSubject = ({ conversation }: Pick<Asking, 'conversation'>, handle: string): string =>
  `${handle}:${conversation}`

/** Leaves a refusal on the audit trail; a short wait is none. */
async function refuse(asking: Asking, subject: Subject, delay: Delay): Promise<Delay> {
  const { reason } = delay
  const details = { flow: asking.flow, reason }
  if (reason !== 'wait') {
    await auditSubject(asking, subject, { action: 'reset-password.delayed', details })
  }
  return delay
}

interface Mailed {
  readonly url: string
  readonly lifetimeMs: number
  readonly frozenUntil: number | null
}

const letterOf = ({ url, lifetimeMs, frozenUntil }: Mailed): Letter =>
  frozenUntil === null
    ? { template: 'reset-password', url, lifetimeMs }
    : { template: 'account-frozen', until: frozenUntil }

/**
 * Mails a reset link to the account with this login email, or pretends to: the same rows, words and waits for an
 * address that is unknown, disabled, a sub-user's or on hold (S36, S41, S88). What strangers ask for uses up no mail of
 * a place that has proven the account before. To a frozen account it mails that it is
 * frozen and until when: its mailbox may know, the chat does not. `code.delayed` when this address was asked for too
 * soon or too often.
 */
export const mailReset: UseCase<'reset.mail'> = {
  reads(deps, asking, { email }) {
    const { rules, budgets } = deps
    const { work } = asking
    const handle = resetHandle(deps, email)
    return {
      rows: [
        ...askers(asking, handle).map((asker) => limitRow(rules.resetRequests, asker)),
        limitRow(rules.resetMails, handle),
        limitRow(rules.shownResetMails, handle),
        limitRow(rules.knownPlace, `${asking.person}:${standIn(handle)}`),
        ...personRows(asking, rules.lookups),
        ...personRows(asking, rules.personFailures),
        budgetRow(work, budgets.resets),
        likelyRow('challenges', linkKey('reset-password', linkSubject(asking, handle))),
        likelyRow('auditHeads', unknownChain(handle)),
      ],
      finds: accountFinds({ by: 'login-email', value: email }, followAccount(deps, asking)),
    }
  },
  mark: ({ email }) => ({ target: { by: 'login-email', value: email } }),
  async perform(deps, asking, { email }) {
    const { work, conversation, flow, locale } = asking
    const subject = await resettable(deps, work, email)
    const { handle } = subject
    const delay = await toldDelay(deps, asking, handle)
    if (delay !== null) return refuse(asking, subject, delay)
    await countRequest(deps, asking, handle)
    const isSent = await countMail(deps, asking, subject)
    const frozenUntil = frozenUntilOf(subject, work.now)
    const account = frozenUntil === null ? (subject.accounts[0]?.id ?? null) : null
    const { url, expiresAt } = await makeRunLink(deps, asking, {
      page: 'reset-password',
      subject: linkSubject(asking, handle),
      account,
      // The mailbox that is mailed proves nothing more on the page; see SessionRow.
      payload: { account, address: email },
    })
    const letter = letterOf({ url, frozenUntil, lifetimeMs: deps.policy.linkLifetimeMs })
    const to = isSent ? (subject.to?.address ?? null) : null
    const message = { kind: 'letter', medium: 'email', to, locale, letter } as const
    post(deps, work, { about: conversation, expiresAt, message })
    const action = `reset-password.${account === null || to === null ? 'withheld' : 'queued'}`
    await auditSubject(asking, subject, { action, details: { flow } })
    const { soonest: resendAt } = await nextRequest(deps, asking, handle)
    return { type: 'reset.mailed', expiresAt, resendAt }
  },
}
