import { createSecretKey } from 'node:crypto'
import type { Random } from '../ports/random.ts'
import { decrypt, encrypt } from './sealing.ts'

// A password on its way to a directory waits until its owner has proven who they are. It is encrypted under a key that
// the page's browser holds and the program forgets: neither the store nor the page alone can read it.

const keyBytes = 32

/** A key for one password, as the browser keeps it. */
export function newPasswordKey(random: Random): string {
  return Buffer.from(random.bytes(keyBytes)).toString('base64url')
}

/** What opens a password: its page's key, and only for its account. */
const envelopeOf = (key: string, account: string) => ({
  key: createSecretKey(Buffer.from(key, 'base64url')),
  about: account,
})

/** Encrypts a password for an account. @param key as {@link newPasswordKey} made it */
export function keepPassword(
  random: Random,
  { password, account }: { readonly password: string; readonly account: string },
  key: string,
): string {
  return encrypt({ ...envelopeOf(key, account), random }, password)
}

/** The password again; null for another key, another account, or what was altered. */
export function openKept(
  { kept, account }: { readonly kept: string; readonly account: string },
  key: string,
): string | null {
  const isKey = Buffer.from(key, 'base64url').length === keyBytes
  return isKey ? decrypt(envelopeOf(key, account), kept) : null
}
