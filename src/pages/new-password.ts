import type { Account } from '../domain/account.ts'
import { judgePassword, reuseFault } from '../domain/password-policy.ts'
import type { PageForm, PageNotice } from '../ports/pages.ts'
import type { PageDeps } from './page-deps.ts'

/** A new password that keeps the rules, as a hash; or what is wrong with it. */
export type NewPassword =
  | { readonly outcome: 'hashed'; readonly hash: string }
  | { readonly outcome: 'refused'; readonly notice: PageNotice }

const refused = (notice: PageNotice): NewPassword => ({ outcome: 'refused', notice })

/**
 * Judges and hashes the new password of a form: first what costs nothing, then the repetition, then the comparison
 * with the current and the last three, and only then the hash (S52 to S54, attacks D11, L2).
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
  if (faults.length > 0) return refused({ kind: 'password', faults })
  if (password.normalize('NFC') !== (form['confirmPassword'] ?? '').normalize('NFC')) {
    return refused({ kind: 'mismatch' })
  }
  const known = [account.passwordHash ?? '', ...account.previousPasswordHashes]
  const fault = reuseFault(await deps.hasher.indexAmong(password, known))
  if (fault !== null) return refused({ kind: 'password', faults: [fault] })
  return { outcome: 'hashed', hash: await deps.hasher.hash(password) }
}
