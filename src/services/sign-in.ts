import { isRecoverable, type Account } from '../domain/account.ts'
import { isVerified } from '../domain/channel.ts'
import { localeFor } from '../flow/locale.ts'
import { takeGrant } from './challenge.ts'
import { checkCode } from './check-code.ts'
import { count, forget, signInCodeAfter, signInLockAfter, standing } from './limits.ts'
import { post } from './outbox.ts'
import { codeRow, subjectReads, withRows } from './read-ahead.ts'
import { sendCode } from './send-code.ts'
import { openSession, ownAccount } from './session.ts'
import { resolveSubject } from './subject.ts'
import { audit, type Asking, type ServiceDeps, type UseCase } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

const dayMs = 24 * 3_600_000

async function signIn(
  deps: ServiceDeps,
  asking: Asking,
  { account: { id }, by }: { readonly account: Account; readonly by: 'code' | 'password' },
): Promise<void> {
  const { work, conversation } = asking
  await openSession(deps, work, { key: conversation, account: id, scope: 'signed-in' })
  await audit(asking, { chain: id, action: 'sign-in.accepted', details: { by } })
}

/** Whether this conversation is signed in. */
export const findSession: UseCase<'session.find'> = {
  reads: null,
  mark: null,
  async perform(deps, asking) {
    const account = await ownAccount(deps, asking)
    if (account === null) return { type: 'session.missing' }
    return { type: 'session.found', hasLoginEmail: account.loginEmail !== null }
  },
}

/** Signs this conversation in to the account that a code for `sign-in` was accepted for, in the same run. */
export const openByCode: UseCase<'session.open'> = {
  async reads(deps, asking, { lookup }) {
    const reads = await subjectReads(deps, asking, lookup)
    return withRows(reads, [codeRow('sign-in', reads)])
  },
  mark: ({ lookup }) => ({ target: lookup }),
  async perform(deps, asking, { lookup }) {
    const { handle, accounts } = await resolveSubject(deps, asking, lookup)
    const isGranted = await takeGrant(asking, { purpose: 'sign-in', handle })
    const [account] = accounts
    if (!isGranted || account === undefined) return { type: 'session.refused' }
    await signIn(deps, asking, { account, by: 'code' })
    return { type: 'session.found', hasLoginEmail: account.loginEmail !== null }
  },
}

/** What counters of a login email are kept under, whether or not an account has it. */
export function loginHandle({ sealer }: Pick<ServiceDeps, 'sealer'>, email: string): string {
  return sealer.handle('login', email)
}

/** Until when sign-in with an email is locked, epoch ms, or null; and whether an entry needs a code by now. */
export async function signInStanding(
  deps: Pick<ServiceDeps, 'rules'>,
  work: UnitOfWork,
  handle: string,
): Promise<{ readonly lockedUntil: number | null; readonly asksCode: boolean }> {
  const { at } = await standing(work, deps.rules.signInFailures, handle)
  const recent = at.filter((moment) => moment > work.now - dayMs)
  const last = recent.at(-1)
  const isLocked = recent.length >= signInLockAfter && last !== undefined
  return {
    lockedUntil: isLocked ? last + dayMs : null,
    asksCode: recent.length >= signInCodeAfter,
  }
}

/** One form sent on the sign-in page. The password was compared before the unit of work began. */
export interface Entry {
  /** Canonical. */
  readonly email: string
  readonly account: string | null
  readonly isRightPassword: boolean
  /** The hash of another system that the right password made, and ours of it; null where it was ours. */
  readonly rewritten: { readonly from: string; readonly to: string } | null
  /** Null when none was given. */
  readonly code: string | null
}

/** How an entry ended. Only `signed-in` tells that an account has the email. */
export type EntryOutcome =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'code-sent' }
  | { readonly kind: 'delayed'; readonly until: number }
  | { readonly kind: 'locked'; readonly until: number }
  | { readonly kind: 'signed-in' }

async function isRightCode(deps: ServiceDeps, asking: Asking, entry: Entry): Promise<boolean> {
  const answer = await checkCode.perform(deps, asking, {
    type: 'code.check',
    purpose: 'sign-in',
    target: { by: 'login-email', value: entry.email },
    code: entry.code ?? '',
  })
  return answer.type === 'code.accepted'
}

/**
 * Mails to a login email that signing in with it is locked, and which ways in are left (attacks F8). Where there is
 * nobody to tell, a letter is pretended, so that both cost the same.
 */
function tellOfLock(
  deps: ServiceDeps,
  { work, locale }: Asking,
  { account, until }: { readonly account: Account | null; readonly until: number },
): void {
  const isTold = account !== null && isVerified(account, 'loginEmail')
  post(deps, work, {
    message: {
      kind: 'letter',
      medium: 'email',
      to: isTold ? account.loginEmail : null,
      locale: localeFor(account?.locale ?? null) ?? locale,
      letter: { template: 'sign-in-locked', until },
    },
    expiresAt: until,
  })
}

async function refuseEntry(deps: ServiceDeps, asking: Asking, entry: Entry): Promise<EntryOutcome> {
  const { work, person } = asking
  const handle = loginHandle(deps, entry.email)
  await count(work, deps.rules.signInFailures, handle)
  await count(work, deps.rules.personFailures, person)
  const { lockedUntil } = await signInStanding(deps, work, handle)
  const account = entry.account === null ? null : await work.get('accounts', entry.account)
  if (lockedUntil !== null) tellOfLock(deps, asking, { account, until: lockedUntil })
  if (account !== null) {
    if (lockedUntil !== null) work.put('accounts', { ...account, lockedUntil })
    const details = { isLocked: lockedUntil !== null }
    await audit(asking, { chain: account.id, action: 'sign-in.refused', details })
  }
  return lockedUntil === null ? { kind: 'wrong' } : { kind: 'locked', until: lockedUntil }
}

/** Sends the code that an entry needs after three wrong ones; whether the password was right is not told. */
async function sendEntryCode(
  deps: ServiceDeps,
  asking: Asking,
  email: string,
): Promise<EntryOutcome> {
  const answer = await sendCode.perform(deps, asking, {
    type: 'code.send',
    purpose: 'sign-in',
    target: { by: 'login-email', value: email },
  })
  return answer.type === 'code.delayed'
    ? { kind: 'delayed', until: answer.until }
    : { kind: 'code-sent' }
}

/** The account that an entry with the right password opens, or null. */
async function accountOpened(work: UnitOfWork, entry: Entry): Promise<Account | null> {
  const account = entry.account === null ? null : await work.get('accounts', entry.account)
  if (account === null || !entry.isRightPassword || !isRecoverable(account)) return null
  return account.loginEmail === entry.email ? account : null
}

/** Stages an account whose owner has just signed in: no longer locked, and with our own hash of the password. */
function unlockAndRewrite(work: UnitOfWork, account: Account, { rewritten }: Entry): void {
  const isRewritten = rewritten !== null && account.passwordHash === rewritten.from
  if (account.lockedUntil === null && !isRewritten) return
  const passwordHash = isRewritten ? rewritten.to : account.passwordHash
  work.put('accounts', { ...account, passwordHash, lockedUntil: null })
}

/**
 * Judges one entry on the sign-in page (S93): after three wrong ones a code is needed too, after ten sign-in with this
 * email is locked for 24 hours. An email that no account has is treated the same.
 */
export async function enter(
  deps: ServiceDeps,
  asking: Asking,
  entry: Entry,
): Promise<EntryOutcome> {
  const { work } = asking
  const handle = loginHandle(deps, entry.email)
  const { lockedUntil, asksCode } = await signInStanding(deps, work, handle)
  if (lockedUntil !== null && lockedUntil > work.now) return { kind: 'locked', until: lockedUntil }
  if (asksCode && entry.code === null) return sendEntryCode(deps, asking, entry.email)
  const isRightAnswer = !asksCode || (await isRightCode(deps, asking, entry))
  const account = isRightAnswer ? await accountOpened(work, entry) : null
  if (account === null) return refuseEntry(deps, asking, entry)
  await forget(work, deps.rules.signInFailures, handle)
  unlockAndRewrite(work, account, entry)
  await signIn(deps, asking, { account, by: 'password' })
  return { kind: 'signed-in' }
}

/** Keeps the handle of the email that was tried last from a conversation, for `explain-lock`. */
export async function rememberLogin(
  work: UnitOfWork,
  conversation: string,
  handle: string,
): Promise<void> {
  const row = await work.get('conversations', conversation)
  if (row !== null) work.put('conversations', { ...row, lastLogin: handle })
}

/** Tells until when the sign-in last tried from this conversation is locked, and nothing of an account (S93). */
export const explainLock: UseCase<'lock.explain'> = {
  reads: null,
  mark: null,
  async perform(deps, { work, conversation }) {
    const handle = (await work.get('conversations', conversation))?.lastLogin ?? null
    if (handle === null) return { type: 'lock.explained', until: null }
    const { lockedUntil } = await signInStanding(deps, work, handle)
    const isLocked = lockedUntil !== null && lockedUntil > work.now
    return { type: 'lock.explained', until: isLocked ? lockedUntil : null }
  },
}
