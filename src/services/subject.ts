import { isRecoverable, type Account } from '../domain/account.ts'
import {
  maskEmailForOwner,
  maskMobileForOwner,
  maskMobileForStranger,
  strangerMask,
} from '../domain/masking.ts'
import { mailboxOf } from '../domain/email.ts'
import { channelMedium, heldUntil, isVerified } from '../domain/channel.ts'
import { channelsProving, type ProtectedStep } from '../domain/proof-rules.ts'
import {
  identityPurposes,
  type CodePurpose,
  type CodeTarget,
  type IdentityPurpose,
  type WayId,
} from '../flow/code.ts'
import { accountIndexes } from '../ports/collections.ts'
import type { AuditFact } from './audit-trail.ts'
import { useSession, type OpenSession } from './session.ts'
import { audit, type Asking, type ServiceDeps } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** An address that messages go to. */
export interface Address {
  readonly medium: 'sms' | 'email'
  readonly address: string
}

/** Whom a code or a look-up is about. An identifier that leads to no account has a handle like any other. */
export interface Subject {
  /** Keyed hash of the identifier; counters that the person may be told about are kept under it. */
  readonly handle: string
  /** Active accounts with a proven way; more than one only for a shared mobile, empty for none. */
  readonly accounts: readonly Account[]
  /** Where messages go: a stored address, but for a new one that is to be proven. Null for nowhere. */
  readonly to: Address | null
}

/** An address as its signed-in owner sees it. */
export function maskForOwner({ medium, address }: Address): string {
  return medium === 'sms' ? maskMobileForOwner(address) : maskEmailForOwner(address)
}

/** The address of a way that an account has proven, or null. */
export function provenWay(account: Account, way: WayId): Address | null {
  const address = account[way]
  if (address === null || !isVerified(account, way)) return null
  return { medium: channelMedium[way], address }
}

/** What decides which ways are usable: an account, what opened its session, and what is to be done. */
export interface Owned {
  readonly account: Account
  readonly session: Pick<OpenSession['session'], 'openedBy' | 'mailbox'>
  readonly step: ProtectedStep
}

/** What a session keeps of the mailbox whose link opened it. */
export const mailboxHandle = ({ sealer }: Pick<ServiceDeps, 'sealer'>, email: string): string =>
  sealer.handle('mailbox', mailboxOf(email))

/** Whether a link that was read in this mailbox opened the session, or one in the login email's. */
function isOpener(deps: Pick<ServiceDeps, 'sealer'>, { account, session }: Owned, email: string) {
  if (session.openedBy !== 'mailbox-link') return false
  const { loginEmail } = account
  const isLogin = loginEmail !== null && mailboxOf(email) === mailboxOf(loginEmail)
  // An entry of a directory may have several login emails: what counts is the one that was mailed.
  return isLogin || mailboxHandle(deps, email) === session.mailbox
}

/**
 * The address of a way that proves something besides what opened this session, or null: another method, and another
 * mailbox. Whether it is on hold is another question.
 */
export function secondWay(
  deps: Pick<ServiceDeps, 'sealer'>,
  owned: Owned,
  way: WayId,
): Address | null {
  const { account, session, step } = owned
  const proven = provenWay(account, way)
  if (proven === null || !channelsProving(session.openedBy, step).includes(way)) return null
  const isSameMailbox = proven.medium === 'email' && isOpener(deps, owned, proven.address)
  return isSameMailbox ? null : proven
}

/**
 * The address of a way that may prove this session's owner at this moment, or null; one that was changed a short while
 * ago proves nobody (security defaults, section 6).
 *
 * @param owned now epoch ms
 */
export function usableWay(
  deps: Pick<ServiceDeps, 'sealer'>,
  owned: Owned & { readonly now: number },
  way: WayId,
): Address | null {
  return heldUntil(owned.account, way, owned.now) === null ? secondWay(deps, owned, way) : null
}

/**
 * What the handle of a target is made from; two accounts may try the same new address at once. On the sign-in page it
 * is one of its own for each chat, so that strangers neither replace a code of the owner nor make the owner wait.
 *
 * @param owner the account, or the conversation where none is signed in
 */
function handledValue(target: CodeTarget, owner: string): string {
  if (target.by === 'login-email') return `${target.value}:${owner}`
  if (target.by === 'own') return `${owner}:${target.way}`
  if (target.by !== 'new') return target.value
  return target.value === null ? `${owner}:stored:${target.channel}` : `${owner}:${target.value}`
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
  return sealer.handle('subject', target.by, handledValue(target, account ?? conversation))
}

type OwnTarget = Extract<CodeTarget, { by: 'own' | 'new' }>

/** The accounts that an identifier means, whether or not they can be helped. */
export async function findAccounts(
  work: UnitOfWork,
  target: Exclude<CodeTarget, OwnTarget>,
): Promise<readonly Account[]> {
  const { by, value } = target
  if (by !== 'account-id') return work.find('accounts', accountIndexes[by], value)
  const account = await work.get('accounts', value)
  return account === null ? [] : [account]
}

/** Whether an identity code for this purpose can be asked for in a session. */
const isStep = (purpose: CodePurpose): purpose is IdentityPurpose =>
  identityPurposes.some((each) => each === purpose)

/** Where a code for a way or for a new address of the own account goes; null for nowhere. */
function ownAddress(
  deps: Pick<ServiceDeps, 'sealer'>,
  open: OpenSession & { readonly now: number },
  { target, purpose }: Asked & { readonly target: OwnTarget },
): Address | null {
  if (target.by === 'own') {
    return isStep(purpose) ? usableWay(deps, { ...open, step: purpose }, target.way) : null
  }
  const address = target.value ?? open.account[target.channel]
  return address === null ? null : { medium: channelMedium[target.channel], address }
}

/** The subject of somebody who is signed in, or on a page about their account. */
async function ownSubject(
  deps: ServiceDeps,
  asking: Asking,
  asked: Asked & { readonly target: OwnTarget },
): Promise<Subject> {
  const { work, conversation } = asking
  const { target } = asked
  const open = await useSession(deps, work, conversation)
  const handle = subjectHandle(deps, asking, { target, account: open?.account.id ?? null })
  const to = open === null ? null : ownAddress(deps, { ...open, now: work.now }, asked)
  return { handle, accounts: open === null || to === null ? [] : [open.account], to }
}

/** Whom a code or a message is for, and what for. */
export interface Asked {
  readonly target: CodeTarget
  readonly purpose: CodePurpose
  /** A number that was typed in full, which tells the owners of a shared server apart; left out for none. */
  readonly typed?: string
}

/**
 * The accounts that are meant of those that were found. A server with several owners leads to no list of strangers'
 * accounts (S34): without a number it is nobody's, with one it is the account's that the number is bound to.
 */
function meantOf(found: readonly Account[], { target: { by }, typed }: Asked): readonly Account[] {
  if (found.length < 2 || (by !== 'server-ip' && by !== 'login-email')) return found
  return by === 'server-ip' && typed !== undefined
    ? found.filter(({ recoveryMobile }) => recoveryMobile === typed)
    : []
}

/** A number that was changed a short while ago signs nobody in by itself; beside a right password it may. */
function opensByItself({ target, purpose }: Asked, account: Account, now: number): boolean {
  const isAlone = purpose === 'sign-in' && target.by !== 'login-email'
  return !isAlone || heldUntil(account, 'recoveryMobile', now) === null
}

/** Whom a code goes to: it opens nothing once the accounts that are meant, or the address, are others. */
export const addresseeOf = ({ accounts, to }: Subject): string =>
  [...accounts.map(({ id }) => id), to?.address ?? ''].join(' ')

/** Finds whom a target means at this moment: the present owner of a number or a server (S20, S34). */
export async function resolveSubject(
  deps: ServiceDeps,
  asking: Asking,
  asked: Asked,
): Promise<Subject> {
  const { target } = asked
  if (target.by === 'own' || target.by === 'new') {
    return ownSubject(deps, asking, { ...asked, target })
  }
  const found = await findAccounts(asking.work, target)
  const meant = meantOf(found, asked)
  const wayOf = (account: Account): Address | null =>
    target.by === 'login-email' ? entryWay(deps, account) : provenWay(account, 'recoveryMobile')
  const accounts = meant.filter(
    (account) =>
      isRecoverable(account) &&
      wayOf(account) !== null &&
      opensByItself(asked, account, asking.work.now),
  )
  const [account] = accounts
  return {
    handle: subjectHandle(deps, asking, { target, account: null }),
    accounts,
    to: account === undefined ? null : wayOf(account),
  }
}

/**
 * Where the code goes that the sign-in page asks for: the recovery mobile, or without one that texts reach the recovery
 * email, or the login email. Wrong passwords of strangers would otherwise lock out who has no such mobile.
 */
function entryWay({ canText, canTextTo }: ServiceDeps, account: Account): Address | null {
  const mobile = provenWay(account, 'recoveryMobile')
  if (mobile !== null && canText && canTextTo(mobile.address)) return mobile
  const address = account.loginEmail
  const login =
    address !== null && isVerified(account, 'loginEmail')
      ? ({ medium: 'email', address } as const)
      : null
  return provenWay(account, 'recoveryEmail') ?? login
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

/** Audit chains for what concerns no account; more would grow without end, fewer would be written by every turn. */
const unknownChains = 64

/** The audit chain that stands in for an account's where an identifier leads to none. */
export function unknownChain(handle: string): string {
  return `unknown:${Buffer.from(handle, 'base64url').readUInt32BE(0) % unknownChains}`
}

/**
 * Appends a decision about a subject to the audit chain of each of its accounts, or of a stand-in for none, so that
 * both leave as many entries.
 */
export async function auditSubject(
  asking: Asking,
  { handle, accounts }: Subject,
  fact: Pick<AuditFact, 'action' | 'details'>,
): Promise<void> {
  const chains = accounts.length > 0 ? accounts.map(({ id }) => id) : [unknownChain(handle)]
  for (const chain of chains) await audit(asking, { chain, ...fact })
}

/** What stands for an account on a conversation's trail. */
export const trailAccount = ({ sealer }: Pick<ServiceDeps, 'sealer'>, id: string): string =>
  sealer.handle('trail-account', id)

const standInPrefix = 'none:'

/** What counters are kept under where an identifier leads to no account or no address. */
export const standIn = (handle: string): string => `${standInPrefix}${handle}`

/** Whether a message to it is a pretence. */
export const isStandIn = (address: string): boolean => address.startsWith(standInPrefix)

/** What limits of whole accounts are kept under: the accounts, or a stand-in for none. */
export function accountHandles({ handle, accounts }: Subject): readonly string[] {
  return accounts.length > 0 ? accounts.map(({ id }) => id) : [standIn(handle)]
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
