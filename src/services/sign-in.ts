import { isFrozen, isRecoverable, type Account } from '../domain/account.ts'
import { loginHeldUntil } from '../domain/channel.ts'
import { dayMs } from '../domain/durations.ts'
import { takeGrant } from './challenge.ts'
import { checkEntryCode } from './check-code.ts'
import { spentUntil } from './budgets.ts'
import {
  count,
  countPerson,
  forget,
  personAllowedAt,
  signInCodeAfter,
  signInLockAfter,
  standing,
} from './limits.ts'
import { askAlong } from './outside.ts'
import { codeRow, subjectReads, withRows } from './read-ahead.ts'
import { sendEntryCode } from './send-code.ts'
import { openSession, ownAccount } from './session.ts'
import { tellOfPause } from './pause-letters.ts'
import { loginHandle, rememberPlace } from './standing.ts'
import { resolveSubject } from './subject.ts'
import { audit, type Asking, type ServiceDeps, type UseCase } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

async function signIn(
  deps: ServiceDeps,
  asking: Asking,
  { account, by }: { readonly account: Account; readonly by: 'code' | 'password' },
): Promise<void> {
  const { id } = account
  const { work, conversation } = asking
  const openedBy = by === 'password' ? 'password' : 'recovery-mobile-code'
  await openSession(deps, work, { key: conversation, account: id, scope: 'signed-in', openedBy })
  askAlong(deps, asking, { account, endsSessions: false })
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
    return withRows(reads, [codeRow(asking, 'sign-in', reads)])
  },
  mark: ({ lookup }) => ({ target: lookup }),
  async perform(deps, asking, { lookup }) {
    const { handle, accounts } = await resolveSubject(deps, asking, {
      target: lookup,
      purpose: 'sign-in',
    })
    const [account] = accounts
    const granted = { purpose: 'sign-in', handle, account: account?.id ?? null } as const
    const isGranted = await takeGrant(asking, granted)
    if (!isGranted || account === undefined) return { type: 'session.refused' }
    if (isFrozen(account, asking.work.now)) {
      const details = { by: 'code', reason: 'frozen' }
      await audit(asking, { chain: account.id, action: 'sign-in.stopped', details })
      return { type: 'session.frozen' }
    }
    await signIn(deps, asking, { account, by: 'code' })
    return { type: 'session.found', hasLoginEmail: account.loginEmail !== null }
  },
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
  /** Whether the directory was not asked about the password: a code has to come first. Left out for no. */
  readonly isHeldBack?: boolean
  /** Whether the code was right, where it was checked before the password. */
  readonly isRightCode?: boolean
}

/** How an entry ended. `signed-in`, `frozen` and `held` tell that an account has the email: the entry was right. */
export type EntryOutcome =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'code-sent' }
  | { readonly kind: 'wait' | 'too-many'; readonly until: number }
  | { readonly kind: 'locked'; readonly until: number }
  /** Right, but the account is frozen, or its login email and its password are both too new to open anything. */
  | { readonly kind: 'frozen' | 'held'; readonly until: number }
  | { readonly kind: 'signed-in' }

const targetOf = ({ email }: Entry) => ({ by: 'login-email', value: email }) as const

async function isRightCode(deps: ServiceDeps, asking: Asking, entry: Entry): Promise<boolean> {
  if (entry.isRightCode !== undefined) return entry.isRightCode
  const hasPassword = (await accountOpened(asking.work, entry)) !== null
  const answer = await checkEntryCode(deps, asking, {
    type: 'code.check',
    purpose: 'sign-in',
    target: targetOf(entry),
    code: entry.code ?? '',
    hasPassword,
  })
  return answer.type === 'code.accepted'
}

/** An entry that does not open, and until when sign-in is locked already, epoch ms, or null. */
interface Refused {
  readonly entry: Entry
  readonly lock: number | null
}

/** Counts an entry that does not open: against the person, and against its email while that is not locked. */
async function refuse(deps: ServiceDeps, asking: Asking, { entry, lock }: Refused) {
  if (lock !== null) return refuseLocked(deps, asking, { entry, until: lock })
  return refuseEntry(deps, asking, entry)
}

async function refuseEntry(deps: ServiceDeps, asking: Asking, entry: Entry): Promise<EntryOutcome> {
  const { work } = asking
  const handle = loginHandle(deps, entry.email)
  await count(work, deps.rules.signInFailures, handle)
  await countPerson(asking, deps.rules.personFailures)
  const { lockedUntil } = await signInStanding(deps, work, handle)
  const account = entry.account === null ? null : await work.get('accounts', entry.account)
  if (lockedUntil !== null) {
    await tellOfPause(deps, asking, {
      account,
      handle,
      letter: { template: 'sign-in-locked', until: lockedUntil },
      expiresAt: lockedUntil,
    })
  }
  if (account !== null) {
    if (lockedUntil !== null) work.put('accounts', { ...account, lockedUntil })
    const details = { isLocked: lockedUntil !== null }
    await audit(asking, { chain: account.id, action: 'sign-in.refused', details })
  }
  return lockedUntil === null ? { kind: 'wrong' } : { kind: 'locked', until: lockedUntil }
}

/**
 * Sends the code that an entry needs after three wrong ones, and counts the entry like a wrong one: its answer, and all
 * that is counted, is the same for a right password. While sign-in is locked, or the codes of all strangers are used up,
 * only whoever knows the password gets one, and the answer is that it is locked, or has to wait.
 */
async function sendCodeFor(
  deps: ServiceDeps,
  asking: Asking,
  refused: Refused,
): Promise<EntryOutcome> {
  const { entry, lock } = refused
  const hasPassword = (await accountOpened(asking.work, entry)) !== null
  const spent = await spentUntil(deps, asking, deps.budgets.codes)
  const answer = await sendEntryCode(deps, asking, {
    type: 'code.send',
    purpose: 'sign-in',
    target: targetOf(entry),
    hasPassword,
    // Where the code comes before the password, nobody has shown one yet.
    isAllowed: hasPassword || (spent === null && (lock === null || entry.isHeldBack === true)),
  })
  const counted = await refuse(deps, asking, refused)
  if (counted.kind === 'locked') return counted
  if (answer.type === 'code.delayed') {
    return { kind: answer.reason === 'too-many' ? 'too-many' : 'wait', until: answer.until }
  }
  return spent === null ? { kind: 'code-sent' } : { kind: 'wait', until: spent }
}

/** The account that an entry with the right password opens, or null. */
async function accountOpened(work: UnitOfWork, entry: Entry): Promise<Account | null> {
  const account = entry.account === null ? null : await work.get('accounts', entry.account)
  if (account === null || !entry.isRightPassword || !isRecoverable(account)) return null
  return account.loginEmail === entry.email ? account : null
}

/** Refuses an entry while sign-in is locked: nothing is counted against the email, which would prolong the lock. */
async function refuseLocked(
  deps: ServiceDeps,
  asking: Asking,
  { entry, until }: { readonly entry: Entry; readonly until: number },
): Promise<EntryOutcome> {
  await countPerson(asking, deps.rules.personFailures)
  if (entry.account !== null) {
    const details = { isLocked: true }
    await audit(asking, { chain: entry.account, action: 'sign-in.refused', details })
  }
  return { kind: 'locked', until }
}

/** What keeps an account shut to whoever has just shown that it is theirs, or null. */
function stopOf(
  account: Account,
  now: number,
): Extract<EntryOutcome, { kind: 'frozen' | 'held' }> | null {
  const { frozenUntil } = account
  if (frozenUntil !== null && isFrozen(account, now)) return { kind: 'frozen', until: frozenUntil }
  const until = loginHeldUntil(account, now)
  return until === null ? null : { kind: 'held', until }
}

/** Stages an account whose owner has just signed in: no longer locked, and with our own hash of the password. */
function unlockAndRewrite(work: UnitOfWork, account: Account, { rewritten }: Entry): void {
  const isRewritten = rewritten !== null && account.passwordHash === rewritten.from
  if (account.lockedUntil === null && !isRewritten) return
  const passwordHash = isRewritten ? rewritten.to : account.passwordHash
  work.put('accounts', { ...account, passwordHash, lockedUntil: null })
}

/**
 * Judges one entry on the sign-in page (S93): after three wrong ones a code is needed too, and after ten the password
 * alone is locked for 24 hours; the right password together with a code still opens, since strangers can bring about
 * both (CWE-645). Every entry that does not open is counted, and whoever made too many is not judged for a while,
 * whatever the email (attacks A4). An email that no account has is treated the same.
 */
export async function enter(
  deps: ServiceDeps,
  asking: Asking,
  entry: Entry,
): Promise<EntryOutcome> {
  const { work } = asking
  const until = await personAllowedAt(asking, deps.rules.personFailures)
  if (until > work.now) return { kind: 'too-many', until }
  const handle = loginHandle(deps, entry.email)
  const { lockedUntil, asksCode: isCodeDue } = await signInStanding(deps, work, handle)
  const asksCode = isCodeDue || entry.isHeldBack === true
  const lock = lockedUntil !== null && lockedUntil > work.now ? lockedUntil : null
  if (asksCode && entry.code === null) return sendCodeFor(deps, asking, { entry, lock })
  const isRightAnswer = !asksCode || (await isRightCode(deps, asking, entry))
  const account = isRightAnswer ? await accountOpened(work, entry) : null
  if (account !== null) return admit(deps, asking, { account, handle, entry })
  return refuse(deps, asking, { entry, lock })
}

interface Admitted {
  readonly account: Account
  readonly handle: string
  readonly entry: Entry
}

/** Signs in whoever had the right entry; what was counted against the email is forgotten. */
async function admit(
  deps: ServiceDeps,
  asking: Asking,
  { account, handle, entry }: Admitted,
): Promise<EntryOutcome> {
  const { work } = asking
  await forget(work, deps.rules.signInFailures, handle)
  unlockAndRewrite(work, account, entry)
  const stop = stopOf(account, work.now)
  if (stop !== null) {
    const details = { by: 'password', reason: stop.kind }
    await audit(asking, { chain: account.id, action: 'sign-in.stopped', details })
    return stop
  }
  await rememberPlace(deps, asking, account.id)
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
