import { pbkdf2Sync, scryptSync, timingSafeEqual } from 'node:crypto'
import type { ForeignHash } from '../domain/password-hash.ts'

const blockBytes = 128

async function digested(password: string, hash: ForeignHash): Promise<Uint8Array> {
  const { salt, digest } = hash
  switch (hash.kind) {
    case 'argon2id': {
      const { argon2id } = await import('hash-wasm')
      return argon2id({
        password,
        salt,
        memorySize: hash.memoryKib,
        iterations: hash.passes,
        parallelism: hash.lanes,
        hashLength: digest.length,
        outputType: 'binary',
      })
    }
    case 'scrypt': {
      const { cost: N, blockSize: r, lanes: p } = hash
      // The default of node is half of what the usual parameters need.
      const maxmem = 2 * blockBytes * N * r + blockBytes * r * p
      return scryptSync(password, salt, digest.length, { N, r, p, maxmem })
    }
    case 'pbkdf2':
      return pbkdf2Sync(password, salt, hash.rounds, digest.length, hash.algorithm)
    default:
      return hash satisfies never
  }
}

/**
 * Whether a password made a hash of another system. Takes up to 256 MiB and a second of the calling thread, for what
 * the import lets in.
 */
export async function madeForeign(password: string, hash: ForeignHash): Promise<boolean> {
  return timingSafeEqual(await digested(password, hash), hash.digest)
}
