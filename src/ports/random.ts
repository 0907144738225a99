/** The source of randomness: a cryptographic generator in service, a fixed one in tests. */
export interface Random {
  /** `size` unpredictable bytes. */
  bytes(size: number): Uint8Array
  /** A uniform whole number from 0 up to, not including, `limit` (at most 2^48 - 1). */
  below(limit: number): number
}
