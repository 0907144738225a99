import { compare, hash } from 'bcryptjs'

/** Turns passwords into what may be stored. */
export interface PasswordHasher {
  /** A bcrypt hash with a salt of its own; the password is taken in Unicode form NFC. */
  hash(password: string): Promise<string>
  /** Whether this password made that hash. */
  matches(password: string, passwordHash: string): Promise<boolean>
}

/**
 * bcrypt on the calling thread, for processes that serve nobody meanwhile: one hash of cost 12 takes a third of a
 * second. A server passes its pool instead.
 *
 * @param options cost 12 unless a test says otherwise (OWASP Password Storage: at least 10)
 */
export function createPasswordHasher(options: { readonly cost?: number } = {}): PasswordHasher {
  const cost = options.cost ?? 12
  return {
    hash: (password) => hash(password.normalize('NFC'), cost),
    matches: (password, passwordHash) => compare(password.normalize('NFC'), passwordHash),
  }
}
