import { isRecoverable, type Account } from '../domain/account.ts'
import { maskMobileForStranger, strangerMask } from '../domain/masking.ts'
import { channelMedium, heldUntil, isVerified } from '../domain/channel.ts'
import { wayIds, type CodeTarget, type NewAddress, type WayId } from '../flow/code.ts'
import { useSession, type OpenSession } from './session.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** Where a message to a subject goes: always an address that is stored, never one that was typed. */
export interface Destination {
  readonly medium: 'sms' | 'email'
  readonly address: string
}

/** Whom a code or a look-up means. An identifier that leads nowhere has a handle as good as any other. */
export interface Subject {
  /** Stands for the identifier as it was typed; counters that a person may be told about hang on it. */
  readonly handle: string
  /** Accounts that can be helped, never more than one but by a shared mobile; empty for none. */
  readonly accounts: readonly Account[]
  /** Null when there is nobody to send anything to. */
  readonly to: Destination | null
}

/** The address of a way that an account has proven, or null. */
export function provenWay(account: Account, way: WayId): Destination | null {
  const address = account[way]
  if (address === null || !isVerified(account, way)) return null
  return { medium: channelMedium[way], address }
}

/** Whoever has no other way may still use a new one where a session stands beside it, never to reset a password. */
function isHeldBack({ account, session }: Owned, way: WayId, now: number): boolean {
  if (heldUntil(account, way, now) === null) return false
  const hasOlder = wayIds.some(
    (other) => provenWay(account, other) !== null && heldUntil(account, other, now) === null,
  )
  return session.scope === 'resetting' || hasOlder
}

/** What of a session decides about ways. */
export interface Owned {
  readonly account: Account
  readonly session: Pick<OpenSession['session'], 'scope'>
}

/**
 * A way that may prove this session's owner, or null. On the reset page the mailbox has already proven itself by the
 * link, so the same mailbox again would prove nothing more (NIST SP 800-63B-4 section 4.2.2.2: different methods). A
 * channel on hold is too new to stand alone.
 *
 * @param now epoch ms
 */
export function usableWay(owned: Owned, way: WayId, now: number): Destination | null {
  const { account, session } = owned
  const proven = provenWay(account, way)
  const isSameMailbox = session.scope === 'resetting' && proven?.address === account.loginEmail
  return isSameMailbox || isHeldBack(owned, way, now) ? null : proven
}

interface Found {
  readonly value: string
  readonly way: WayId
  readonly accounts: readonly Account[]
}

async function ownAccount(deps: ServiceDeps, asking: Asking, way: WayId): Promise<Found> {
  const open = await useSession(deps, asking.work, asking.conversation)
  const isUsable = open !== null && usableWay(open, way, asking.work.now) !== null
  const value = `${open?.account.id ?? asking.conversation}:${way}`
  return { value, way, accounts: isUsable ? [open.account] : [] }
}

/** What an address that is to be proven is called by: two accounts may try the same one at once. */
function newValue(owner: string, { channel, value }: NewAddress): string {
  return value === null ? `${owner}:stored:${channel}` : `${owner}:${value}`
}

/** The address that somebody signed in wants to have: the one message that goes to what was typed. */
async function newSubject(deps: ServiceDeps, asking: Asking, target: NewAddress): Promise<Subject> {
  const open = await useSession(deps, asking.work, asking.conversation)
  const owner = open?.account.id ?? asking.conversation
  const handle = deps.sealer.handle('subject', 'new', newValue(owner, target))
  const address = target.value ?? open?.account[target.channel] ?? null
  if (open === null || address === null) return { handle, accounts: [], to: null }
  const to = { medium: channelMedium[target.channel], address }
  return { handle, accounts: [open.account], to }
}

/** Whether no other account signs in with an address. */
export async function isFreeLogin(
  work: UnitOfWork,
  owner: string,
  address: string | null,
): Promise<boolean> {
  const found = address === null ? [] : await work.find('accounts', 'loginEmail', address)
  return found.every(({ id }) => id === owner)
}

type KnownTarget = Exclude<CodeTarget, NewAddress>

async function find(deps: ServiceDeps, asking: Asking, target: KnownTarget): Promise<Found> {
  const { work } = asking
  const way = 'recoveryMobile'
  switch (target.by) {
    case 'own':
      return ownAccount(deps, asking, target.way)
    case 'mobile': {
      const accounts = await work.find('accounts', 'recoveryMobile', target.value)
      return { value: target.value, way, accounts }
    }
    case 'login-email': {
      const accounts = await work.find('accounts', 'loginEmail', target.value)
      return { value: target.value, way, accounts }
    }
    case 'account-id': {
      const account = await work.get('accounts', target.value)
      return { value: target.value, way, accounts: account === null ? [] : [account] }
    }
    case 'server-ip': {
      const owners = await work.find('accounts', 'serverIp', target.value)
      // Several owners: a person decides, never a list of strangers' accounts (S34).
      return { value: target.value, way, accounts: owners.length === 1 ? owners : [] }
    }
    default:
      return target satisfies never
  }
}

/** Finds whom a target means at this very moment: the present owner of a number or a server (S20, S34). */
export async function resolveSubject(
  deps: ServiceDeps,
  asking: Asking,
  target: CodeTarget,
): Promise<Subject> {
  if (target.by === 'new') return newSubject(deps, asking, target)
  const { value, way, accounts } = await find(deps, asking, target)
  const reachable = accounts.filter(
    (account) => isRecoverable(account) && provenWay(account, way) !== null,
  )
  const [account] = reachable
  return {
    handle: deps.sealer.handle('subject', target.by, value),
    accounts: reachable,
    to: account === undefined ? null : provenWay(account, way),
  }
}

/** Chains for what concerns no account; more would grow without end, fewer would be written by every turn. */
const unknownChains = 64

/**
 * The chains that a decision about a subject is told in: one for each account, or one of those kept for identifiers
 * that lead nowhere, which so leave as many traces.
 */
export function auditChains({ handle, accounts }: Subject): readonly string[] {
  if (accounts.length > 0) return accounts.map(({ id }) => id)
  return [unknownChain(handle)]
}

/** The chain that stands in for an account's where an identifier leads to none. */
export function unknownChain(handle: string): string {
  return `unknown:${Buffer.from(handle, 'base64url').readUInt32BE(0) % unknownChains}`
}

/**
 * The handle that {@link resolveSubject} will give a target.
 *
 * @param account whom the session of this conversation is for, or null
 */
export function subjectHandle(
  { sealer }: Pick<ServiceDeps, 'sealer'>,
  { conversation }: Pick<Asking, 'conversation'>,
  { target, account }: { readonly target: CodeTarget; readonly account: string | null },
): string {
  const owner = account ?? conversation
  if (target.by === 'new') return sealer.handle('subject', 'new', newValue(owner, target))
  const value = target.by === 'own' ? `${owner}:${target.way}` : target.value
  return sealer.handle('subject', target.by, value)
}

/** What limits on whole accounts hang on: the accounts, or a stand-in for none. */
export function accountHandles({ handle, accounts }: Subject): readonly string[] {
  return accounts.length === 0 ? [`none:${handle}`] : accounts.map(({ id }) => id)
}

/**
 * The mask a stranger sees: the bound number's, or a decoy of the same shape that stays the same for the same
 * identifier (S27, attacks C5).
 */
export function strangerHint(subject: Subject, sealer: ServiceDeps['sealer']): string {
  // Both are always worked out, so that neither takes longer.
  const digest = Buffer.from(sealer.handle('decoy', subject.handle), 'base64url')
  const decoy = strangerMask(String(digest.readUInt32BE(0) % 100).padStart(2, '0'))
  const real = maskMobileForStranger(subject.to?.address ?? '+0000')
  return subject.to === null ? decoy : real
}
