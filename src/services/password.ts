import { pendingHash, withPassword } from '../domain/password-change.ts'
import type { Answer } from '../flow/answer.ts'
import type { Effect } from '../flow/effect.ts'
import { tellOfChange } from './notices.ts'
import { takeProof } from './proof.ts'
import { endEverything, useSession, type OpenSession } from './session.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

type HoldPassword = Extract<Effect, { type: 'password.hold' }>
type ChangePassword = Extract<Effect, { type: 'password.change' }>

const changeIdBytes = 12

const isFrozen = ({ account }: OpenSession, now: number): boolean =>
  account.frozenUntil !== null && now < account.frozenUntil

/** Keeps a new password aside until the identity is proven, as long as the link that led here (S48). */
export async function holdPassword(
  deps: ServiceDeps,
  asking: Asking,
  { hash }: HoldPassword,
): Promise<Answer> {
  const { work } = asking
  const open = await useSession(deps, work, asking.conversation)
  if (open === null || isFrozen(open, work.now)) return { type: 'session.missing' }
  const expiresAt = work.now + deps.policy.linkLifetimeMs
  work.put('accounts', { ...open.account, pendingPassword: { hash, expiresAt } })
  await work.note({
    chain: open.account.id,
    action: 'password.held',
    actor: `chat:${asking.person}`,
    details: { flow: asking.flow },
  })
  return { type: 'password.held', expiresAt }
}

/**
 * Makes a new password count: only with a proof made for this very run, in an open session, and for an account that
 * is not frozen. Then everything built on the old one ends, and every proven address is told (S47, S48, S89, S90).
 *
 * @returns `password.changed`, or `password.refused` with nothing changed
 */
export async function changePassword(
  deps: ServiceDeps,
  asking: Asking,
  { purpose, hash: given }: ChangePassword,
): Promise<Answer> {
  const { work, conversation } = asking
  const open = await useSession(deps, work, conversation)
  if (open === null || isFrozen(open, work.now)) return { type: 'password.refused' }
  const { account } = open
  // On the page of a change the link may be opened as long as it lives.
  const lifetimeMs = deps.policy.linkLifetimeMs
  const isProven = await takeProof(asking, { purpose, account: account.id, lifetimeMs })
  const hash = given ?? pendingHash(account, work.now)
  if (!isProven || hash === null) return { type: 'password.refused' }
  const id = Buffer.from(deps.random.bytes(changeIdBytes)).toString('base64url')
  await endEverything(work, account.id)
  work.put('accounts', withPassword(account, { hash, id, now: work.now }))
  await work.note({
    chain: account.id,
    action: 'password.changed',
    actor: `chat:${asking.person}`,
    details: { purpose, change: id },
  })
  const letter = (url: string) => ({ template: 'password-changed', url, at: work.now }) as const
  await tellOfChange(deps, work, { account, change: id, locale: asking.locale, letter })
  return { type: 'password.changed' }
}

/** Forgets a password that was kept aside; nothing has changed then. */
export async function dropPassword(deps: ServiceDeps, asking: Asking): Promise<Answer> {
  const open = await useSession(deps, asking.work, asking.conversation)
  if (open !== null && open.account.pendingPassword !== null) {
    asking.work.put('accounts', { ...open.account, pendingPassword: null })
  }
  return { type: 'password.dropped' }
}
