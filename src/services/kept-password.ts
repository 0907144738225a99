import { createSecretKey } from 'node:crypto'
import { exactBytes } from '../domain/exact-bytes.ts'
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
const envelopeOf = (key: Uint8Array, account: string) => ({
  key: createSecretKey(key),
  about: account,
})

/** Encrypts a password for an account. @param key as {@link newPasswordKey} made it */
export function keepPassword(
  random: Random,
  { password, account }: { readonly password: string; readonly account: string },
  key: string,
): string {
  return encrypt({ ...envelopeOf(Buffer.from(key, 'base64url'), account), random }, password)
}

/** The password again; null for another key, another account, or what was altered. */
export function openKept(
  { kept, account }: { readonly kept: string; readonly account: string },
  key: string,
): string | null {
  const bytes = exactBytes(key, 'base64url')
  return bytes?.length === keyBytes ? decrypt(envelopeOf(bytes, account), kept) : null
}
