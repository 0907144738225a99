import { isRecoverable, type Account } from '../domain/account.ts'
import { isVerified } from '../domain/channel.ts'
import type { Answer } from '../flow/answer.ts'
import type { Effect } from '../flow/effect.ts'
import { localeFor } from '../flow/locale.ts'
import { checkCode, takeGrant } from './check-code.ts'
import { count, forget, signInCodeAfter, signInLockAfter, standing } from './limits.ts'
import { post } from './outbox.ts'
import { sendCode } from './send-code.ts'
import { openSession, useSession } from './session.ts'
import { resolveSubject } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'
import type { UnitOfWork } from './unit-of-work.ts'

type OpenSessionEffect = Extract<Effect, { type: 'session.open' }>

const dayMs = 24 * 3_600_000

/** Whether this conversation is signed in. */
export async function findSession(deps: ServiceDeps, asking: Asking): Promise<Answer> {
  const open = await useSession(deps, asking.work, asking.conversation)
  if (open === null || open.session.scope !== 'signed-in') return { type: 'session.missing' }
  return { type: 'session.found', hasLoginEmail: open.account.loginEmail !== null }
}

/** Signs in whoever has just answered the code for an account ID, in the run that the code was accepted in. */
export async function openByCode(
  deps: ServiceDeps,
  asking: Asking,
  { lookup }: OpenSessionEffect,
): Promise<Answer> {
  const subject = await resolveSubject(deps, asking, lookup)
  const isGranted = await takeGrant(asking, { purpose: 'sign-in', subject })
  const [account] = subject.accounts
  if (!isGranted || account === undefined) return { type: 'session.missing' }
  await signedIn(deps, asking, { account, by: 'code' })
  return { type: 'session.found', hasLoginEmail: account.loginEmail !== null }
}

async function signedIn(
  deps: ServiceDeps,
  { work, conversation, person }: Asking,
  { account, by }: { readonly account: Account; readonly by: string },
): Promise<void> {
  await openSession(deps, work, { key: conversation, account: account.id, scope: 'signed-in' })
  const actor = `chat:${person}`
  await work.note({ chain: account.id, action: 'sign-in.accepted', actor, details: { by } })
}

/** What counters of a login email hang on, whether or not an account has it. */
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

/** One entry on the sign-in page. The password was compared before the unit of work began; only the result is here. */
export interface Entry {
  /** Canonical. */
  readonly email: string
  readonly account: string | null
  readonly isRightPassword: boolean
  /** Null when none was given. */
  readonly code: string | null
}

/** How an entry ended. The first two are for a right and a wrong account alike. */
export type EntryOutcome =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'code-sent' }
  | { readonly kind: 'delayed'; readonly until: number }
  | { readonly kind: 'locked'; readonly until: number }
  | { readonly kind: 'signed-in' }

async function isRightCode(deps: ServiceDeps, asking: Asking, entry: Entry): Promise<boolean> {
  const { asksCode } = await signInStanding(deps, asking.work, loginHandle(deps, entry.email))
  if (!asksCode) return true
  const answer = await checkCode(deps, asking, {
    type: 'code.check',
    purpose: 'sign-in',
    target: { by: 'login-email', value: entry.email },
    code: entry.code ?? '',
  })
  return answer.type === 'code.accepted'
}

/**
 * Tells a login email once that signing in with it is locked, and which ways in are left (attacks F8). Where nobody can
 * be told a letter is pretended, so that both cost the same.
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

async function failed(deps: ServiceDeps, asking: Asking, entry: Entry): Promise<EntryOutcome> {
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
    const actor = `chat:${person}`
    await work.note({ chain: account.id, action: 'sign-in.refused', actor, details })
  }
  return lockedUntil === null ? { kind: 'wrong' } : { kind: 'locked', until: lockedUntil }
}

/** Sends the code that an entry needs by now, before anything is said about the password. */
async function sendEntryCode(
  deps: ServiceDeps,
  asking: Asking,
  email: string,
): Promise<EntryOutcome> {
  const answer = await sendCode(deps, asking, {
    type: 'code.send',
    purpose: 'sign-in',
    target: { by: 'login-email', value: email },
  })
  return answer.type === 'code.delayed'
    ? { kind: 'delayed', until: answer.until }
    : { kind: 'code-sent' }
}

/** The account that an entry opens, or null when anything about it is wrong. */
async function accountOpened(
  deps: ServiceDeps,
  asking: Asking,
  entry: Entry,
): Promise<Account | null> {
  const isRightAnswer = await isRightCode(deps, asking, entry)
  const account = entry.account === null ? null : await asking.work.get('accounts', entry.account)
  if (account === null || !isRightAnswer || !entry.isRightPassword) return null
  return isRecoverable(account) && account.loginEmail === entry.email ? account : null
}

/**
 * Judges one entry on the sign-in page (S93): after three wrong ones a code is needed too, after ten sign-in with this
 * email is locked for 24 hours. An email that nobody has goes through the very same.
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
  const account = await accountOpened(deps, asking, entry)
  if (account === null) return failed(deps, asking, entry)
  await forget(work, deps.rules.signInFailures, handle)
  if (account.lockedUntil !== null) work.put('accounts', { ...account, lockedUntil: null })
  await signedIn(deps, asking, { account, by: 'password' })
  return { kind: 'signed-in' }
}

/** Remembers which email was tried last from a conversation, for *why am I locked*: its handle alone. */
export async function rememberLogin(
  work: UnitOfWork,
  conversation: string,
  handle: string,
): Promise<void> {
  const row = await work.get('conversations', conversation)
  if (row !== null) work.put('conversations', { ...row, lastLogin: handle })
}

/** Until when the sign-in last tried from this conversation is locked; tells nothing of an account (S93). */
export async function explainLock(
  deps: ServiceDeps,
  { work, conversation }: Asking,
): Promise<Answer> {
  const row = await work.get('conversations', conversation)
  const handle = row?.lastLogin ?? null
  if (handle === null) return { type: 'lock.explained', until: null }
  const { lockedUntil } = await signInStanding(deps, work, handle)
  const isLocked = lockedUntil !== null && lockedUntil > work.now
  return { type: 'lock.explained', until: isLocked ? lockedUntil : null }
}
