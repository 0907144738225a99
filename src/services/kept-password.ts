import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Random } from '../ports/random.ts'

// A password on its way to a directory waits until its owner has proven who they are. It is encrypted under a key that
// the page's browser holds and the program forgets: neither the store nor the page alone can read it.

const cipher = 'aes-256-gcm'
const keyBytes = 32
const ivBytes = 12
const tagBytes = 16

/** A key for one password, as the browser keeps it. */
export function newPasswordKey(random: Random): string {
  return Buffer.from(random.bytes(keyBytes)).toString('base64url')
}

/** Encrypts a password for an account (NIST SP 800-38D). @param key as {@link newPasswordKey} made it */
export function keepPassword(
  random: Random,
  { password, account }: { readonly password: string; readonly account: string },
  key: string,
): string {
  const iv = Buffer.from(random.bytes(ivBytes))
  const encrypting = createCipheriv(cipher, Buffer.from(key, 'base64url'), iv)
  encrypting.setAAD(Buffer.from(account))
  const text = Buffer.concat([encrypting.update(password, 'utf8'), encrypting.final()])
  return Buffer.concat([iv, encrypting.getAuthTag(), text]).toString('base64url')
}

/** The password again; null for another key, another account, or what was altered. */
export function openKept(
  { kept, account }: { readonly kept: string; readonly account: string },
  key: string,
): string | null {
  const bytes = Buffer.from(kept, 'base64url')
  const secret = Buffer.from(key, 'base64url')
  if (secret.length !== keyBytes || bytes.length < ivBytes + tagBytes) return null
  try {
    const opening = createDecipheriv(cipher, secret, bytes.subarray(0, ivBytes))
    opening.setAAD(Buffer.from(account))
    opening.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    const text = opening.update(bytes.subarray(ivBytes + tagBytes))
    return Buffer.concat([text, opening.final()]).toString('utf8')
  } catch {
    return null // altered, or not made with this key
  }
}
