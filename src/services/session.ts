import { isRecoverable, type Account } from '../domain/account.ts'
import type { SessionMethod } from '../domain/proof-rules.ts'
import { isYoung } from '../domain/window-limit.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import type { SessionRow } from '../ports/records/session.ts'
import { linkKey } from './link.ts'
import type { Asking, ServiceDeps } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** A session that is neither idle nor over, with the account as it is at this moment. */
export interface OpenSession {
  readonly session: SessionRow
  readonly account: Account
}

/** A session ends after this many idle times, however much it is used. */
const absoluteIdles = 4

/**
 * The session of a conversation, or null when it is idle, over, or its account not active any more; such a session is
 * removed. Using a session keeps it from becoming idle.
 *
 * @param conversation the conversation's key
 */
export async function useSession(
  { policy }: Pick<ServiceDeps, 'policy'>,
  work: UnitOfWork,
  conversation: string,
): Promise<OpenSession | null> {
  const session = await work.get('sessions', conversation)
  if (session === null) return null
  const windowMs = policy.sessionIdleMs + 1
  const isIdle = !isYoung(session.lastUsedAt, { now: work.now, windowMs })
  const account = await work.get('accounts', session.account)
  if (isIdle || work.now >= session.endsAt || account === null || !isRecoverable(account)) {
    work.remove('sessions', conversation)
    return null
  }
  work.put('sessions', { ...session, lastUsedAt: work.now })
  return { session, account }
}

/** The account that this conversation is signed in to, or null; a session of a reset page is not signed in. */
export async function ownAccount(
  deps: Pick<ServiceDeps, 'policy'>,
  { work, conversation }: Pick<Asking, 'work' | 'conversation'>,
): Promise<Account | null> {
  const open = await useSession(deps, work, conversation)
  return open === null || open.session.scope !== 'signed-in' ? null : open.account
}

/** Opens a session in a conversation; one that was open there ends with it. */
export async function openSession(
  { policy }: Pick<ServiceDeps, 'policy'>,
  work: UnitOfWork,
  opened: Pick<SessionRow, 'key' | 'account' | 'scope' | 'mailbox'> & {
    readonly openedBy: SessionMethod
  },
): Promise<void> {
  await work.get('sessions', opened.key)
  work.put('sessions', {
    ...opened,
    openedAt: work.now,
    lastUsedAt: work.now,
    endsAt: work.now + absoluteIdles * policy.sessionIdleMs,
  })
}

/**
 * Signs a conversation out.
 *
 * @returns whether it was signed in
 */
export async function endSession(work: UnitOfWork, conversation: string): Promise<boolean> {
  const session = await work.get('sessions', conversation)
  work.remove('sessions', conversation)
  return session !== null
}

/**
 * Ends the sessions of an account in every other conversation: a session that was left open somewhere does not outlive
 * a change of what guards the account (ASVS 7.4.3).
 */
export async function endOtherSessions(
  work: UnitOfWork,
  { account, conversation }: { readonly account: string; readonly conversation: string },
): Promise<void> {
  for (const { key } of await work.findAll('sessions', 'account', account)) {
    if (key !== conversation) work.remove('sessions', key)
  }
}

/** Pages that a chat shows links to; one link of each is live for a conversation. */
const chatPages = ['check', 'sign-in', 'change-password'] as const

/** Links that are mailed: good for whoever reads the mailbox, whatever becomes of the conversation. */
const mailed: ReadonlySet<string> = new Set(['undo', 'continue'])

function isOf(conversation: string, { kind, purpose, state, binding }: ChallengeRow): boolean {
  const isMailed = kind === 'link' && mailed.has(purpose)
  return binding.conversation === conversation && state !== 'dead' && !isMailed
}

/**
 * Ends what was proven in one conversation: its session, and the codes, proofs and links that are bound to it.
 *
 * @param account another account that proofs in it may be about, or null
 */
export async function endProofsOf(
  work: UnitOfWork,
  { conversation, account }: { readonly conversation: string; readonly account: string | null },
): Promise<void> {
  const session = await work.get('sessions', conversation)
  work.remove('sessions', conversation)
  const accounts = new Set([account, session?.account ?? null])
  const found: (ChallengeRow | null)[] = []
  for (const page of chatPages) {
    found.push(await work.get('challenges', linkKey(page, conversation)))
  }
  for (const each of accounts) {
    if (each !== null) found.push(...(await work.findAll('challenges', 'account', each)))
  }
  for (const challenge of found) {
    if (challenge === null || !isOf(conversation, challenge)) continue
    work.put('challenges', { ...challenge, state: 'dead' })
  }
}

/** Stops what a directory was asked for by somebody and has not answered; what we ask it for ourselves goes on. */
async function stopIntents(work: UnitOfWork, account: string): Promise<void> {
  for (const row of await work.findAll('intents', 'account', account)) {
    const { kind } = row.change
    const isOfPerson = kind === 'channel' || kind === 'password'
    if (isOfPerson) work.put('intents', { ...row, stoppedAt: work.now, dueAt: work.now })
  }
}

/**
 * Ends everything that was proven with an account's old secrets: sessions, codes, proofs and links, except links that
 * undo a change, and what a directory was asked for with them (ASVS 7.4.3; attacks D5). Flows that need a session find it
 * gone at their next step.
 */
export async function endEverything(work: UnitOfWork, account: string): Promise<void> {
  for (const { key } of await work.findAll('sessions', 'account', account)) {
    work.remove('sessions', key)
  }
  for (const challenge of await work.findAll('challenges', 'account', account)) {
    const isUndo = challenge.kind === 'link' && challenge.purpose === 'undo'
    if (!isUndo && challenge.state !== 'dead')
      work.put('challenges', { ...challenge, state: 'dead' })
  }
  await stopIntents(work, account)
}
