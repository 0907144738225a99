import { compare, hash } from 'bcryptjs'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import { defaultCost, hashable, hashableOrThrow } from './bcrypt.ts'

async function indexAmong(password: string, hashes: readonly string[]): Promise<number> {
  const normal = hashable(password)
  if (normal === null) return -1
  for (const [index, candidate] of hashes.entries()) {
    if (await compare(normal, candidate)) return index
  }
  return -1
}

/**
 * bcrypt on the calling thread, for processes that serve nobody meanwhile, such as the command line: one hash of
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
