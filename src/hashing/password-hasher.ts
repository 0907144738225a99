import { compare, hash, truncates } from 'bcryptjs'
import { decoyOf, readForeignHash } from '../domain/password-hash.ts'
import { madeForeign } from './foreign-hash.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'

/** The default cost: 2 to the power of 12 rounds, a quarter of a second of one core. */
export const defaultCost = 12

/** Code units beyond which a password cannot have 72 bytes in NFC, whatever Unicode form it was typed in. */
const longestTyped = 300

/**
 * The form of a password that is hashed: NFC, so that every keyboard's spelling of a character makes one hash.
 *
 * @returns null for more than 72 bytes of UTF-8: bcrypt would cut it without a word, and a cut password opens the
 *   account with any ending. Very long input is not even normalised
 */
export function hashable(password: string): string | null {
  if (password.length > longestTyped) return null
  const normal = password.normalize('NFC')
  return truncates(normal) ? null : normal
}

/**
 * The same for a password that is to be stored.
 *
 * @throws RangeError for more than 72 bytes; the policy and the import refuse those first, with words
 */
export function hashableOrThrow(password: string): string {
  const normal = hashable(password)
  if (normal === null) throw new RangeError('bcrypt reads 72 bytes; a longer password is never cut')
  return normal
}

/**
 * A well-formed hash of no known password. Passwords for unknown accounts are compared with it, so that the refusal
 * takes as long as a wrong password of a known account.
 *
 * @param cost the one that stored hashes have, 4 to 31; another one would tell the two apart by their time
 */
export function decoyHash(cost: number = defaultCost): string {
  const rounds = String(cost).padStart(2, '0')
  return decoyOf(`$2b$${rounds}$${'.'.repeat(53)}`)
}

async function indexAmong(password: string, hashes: readonly string[]): Promise<number> {
  const normal = hashable(password)
  if (normal === null) return -1
  for (const [index, candidate] of hashes.entries()) {
    const foreign = readForeignHash(candidate)
    const isMade =
      foreign === null ? await compare(normal, candidate) : await madeForeign(normal, foreign)
    if (isMade) return index
  }
  return -1
}

/**
 * bcrypt on the calling thread, for processes that serve no requests, such as the command line: one hash of
 * cost 12 takes a quarter of a second. A server uses the pool instead.
 *
 * A password over 72 bytes made no hash of ours: it is refused by `hash` with a RangeError and fits none.
 *
 * @param options cost 12 unless a test says otherwise (OWASP Password Storage: at least 10)
 */
export function createPasswordHasher(options: { readonly cost?: number } = {}): PasswordHasher {
  const cost = options.cost ?? defaultCost
  return {
    hash: async (password) => hash(hashableOrThrow(password), cost),
    matches: async (password, passwordHash) => (await indexAmong(password, [passwordHash])) === 0,
    indexAmong,
  }
}
