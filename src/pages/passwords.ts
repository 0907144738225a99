import { referenceOf, type Account } from '../domain/account.ts'
import { readForeignHash } from '../domain/password-hash.ts'
import { judgePassword, reuseFault } from '../domain/password-policy.ts'
import { noReference } from '../ports/directory.ts'
import type { PageForm, PageNotice } from '../ports/pages.ts'
import { decoysIn, otherKinds } from '../services/hash-kinds.ts'
import { keepPassword, newPasswordKey, openKept } from '../services/kept-password.ts'
import type { Entry } from '../services/sign-in.ts'
import type { PageDeps } from './page.ts'

// Where accounts live in a directory, that alone compares passwords and judges their history; ours are hashes.

/** A new password that keeps the rules: its hash, or as it is kept for a directory; or what is wrong with it. */
export type NewPassword =
  | {
      readonly hash: string
      /** The key that the browser holds of a password that is kept; null for a hash. */
      readonly passwordKey: string | null
    }
  | { readonly notice: PageNotice }

/** The hash of a new password, or why it is one that was used before. */
async function hashed(deps: PageDeps, account: Account, password: string): Promise<NewPassword> {
  const known = [account.passwordHash ?? '', ...account.previousPasswordHashes]
  const fault = reuseFault(await deps.hasher.indexAmong(password, known))
  if (fault !== null) return { notice: { kind: 'password', faults: [fault] } }
  return { hash: await deps.hasher.hash(password), passwordKey: null }
}

/**
 * Judges and hashes the new password of a form: first what costs nothing, then the repetition, then the comparison
 * with the current and the last three, and only then the hash (S52 to S54, attacks D11, L2). For a directory it is kept
 * encrypted instead.
 *
 * @throws ServiceError `ERR_HASHING_BUSY` before any hash is made
 */
export async function readNewPassword(
  deps: PageDeps,
  account: Account,
  form: PageForm,
): Promise<NewPassword> {
  const password = form['newPassword'] ?? ''
  const faults = judgePassword(password, { account, providerName: deps.providerName })
  if (faults.length > 0) return { notice: { kind: 'password', faults } }
  const normal = password.normalize('NFC')
  if (normal !== (form['confirmPassword'] ?? '').normalize('NFC')) {
    return { notice: { kind: 'mismatch' } }
  }
  if (deps.directory === null) return hashed(deps, account, password)
  const passwordKey = newPasswordKey(deps.random)
  const kept = { password: normal, account: account.id }
  return { hash: keepPassword(deps.random, kept, passwordKey), passwordKey }
}

/** Whether the key that a browser sent opens the password that waits; always true where none waits for a directory. */
export function holdsKey(deps: PageDeps, account: Account, form: PageForm): boolean {
  const { pendingPassword, id } = account
  if (deps.directory === null || pendingPassword === null) return true
  return openKept({ kept: pendingPassword.hash, account: id }, form['passwordKey'] ?? '') !== null
}

/** Whether the directory says that this is an account's password. */
async function verifiedOutside(
  { directory }: PageDeps,
  account: Account | null,
  password: string,
): Promise<boolean> {
  if (directory === null || !directory.abilities.verifiesPassword) return false
  // Asked for nobody too, so that an email that nobody has takes as long.
  const reference = (account === null ? null : referenceOf(account.id)) ?? noReference
  return (await directory.verifyPassword(reference, password.normalize('NFC'))) === 'right'
}

/** Whether this is the present password of an account that has one. */
export async function isPresentPassword(
  deps: PageDeps,
  account: Account & { readonly passwordHash: string },
  typed: string,
): Promise<boolean> {
  return deps.directory === null
    ? deps.hasher.matches(typed, account.passwordHash)
    : verifiedOutside(deps, account, typed)
}

/**
 * Whether a password made a hash, compared with one hash of every kind that accounts have: an email that nobody has, and
 * a hash that another system made, take as long as any.
 *
 * @param hash null for an account without one, and for no account
 */
async function isRight(deps: PageDeps, password: string, hash: string | null): Promise<boolean> {
  const own = hash ?? deps.decoyHash
  const others = otherKinds([deps.decoyHash, ...(await decoysIn(deps.store))], own)
  const index = await deps.hasher.indexAmong(password, [...others, own])
  return hash !== null && index === others.length
}

/**
 * Compares the password of an entry before the unit of work begins, and makes our hash of it where another system's was
 * right.
 *
 * @param account the one that has the email; null for none
 */
export async function comparePassword(
  deps: PageDeps,
  account: Account | null,
  password: string,
): Promise<Pick<Entry, 'isRightPassword' | 'rewritten'>> {
  if (deps.directory !== null) {
    return { isRightPassword: await verifiedOutside(deps, account, password), rewritten: null }
  }
  const from = account?.passwordHash ?? null
  const isRightPassword = await isRight(deps, password, from)
  const isForeign = isRightPassword && from !== null && readForeignHash(from) !== null
  return {
    isRightPassword,
    rewritten: isForeign ? { from, to: await deps.hasher.hash(password) } : null,
  }
}
