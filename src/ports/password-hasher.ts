/** Turns passwords into what may be stored. Passwords are taken in Unicode form NFC. */
export interface PasswordHasher {
  /** A bcrypt hash with a salt of its own. @throws ServiceError `ERR_HASHING_BUSY` before any work, when too many wait */
  hash(password: string): Promise<string>
  /** Whether this password made that hash. @throws ServiceError `ERR_HASHING_BUSY` */
  matches(password: string, passwordHash: string): Promise<boolean>
  /**
   * Which of the hashes a password made: its index, or -1. One job for all of them, in their order, and every hash
   * is tried only until one fits. @throws ServiceError `ERR_HASHING_BUSY`
   */
  indexAmong(password: string, passwordHashes: readonly string[]): Promise<number>
  /**
   * The same hasher for what comes from one network, by its keyed handle, which may fill no more than its share; left
   * out where nobody waits for anybody.
   */
  from?(source: string): PasswordHasher
}
