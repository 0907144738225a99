import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
} from 'node:crypto'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
const keyBytes = 32

/** A key for one use, so that a seal is never a hash and a hash never a token. */
export function deriveKey(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'latchkey', use, keyBytes))
}

/**
 * Seals with AES-256-GCM and hashes with HMAC-SHA-256, each with a key of its own derived from the secret (HKDF).
 *
 * @param secret at least 32 characters of unpredictable text; whoever has it and the store can read everything
 */
export function createSealer(secret: string, random: Random): Sealer {
  // As key objects they are read once, and not by every turn.
  const sealKey = createSecretKey(deriveKey(secret, 'seal'))
  const handleKey = createSecretKey(deriveKey(secret, 'handle'))
  return {
    seal(text) {
      const nonce = random.bytes(nonceBytes)
      const cipher = createCipheriv(algorithm, sealKey, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < nonceBytes + tagBytes) return null
      const decipher = createDecipheriv(algorithm, sealKey, bytes.subarray(0, nonceBytes))
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      try {
        const body = bytes.subarray(nonceBytes + tagBytes)
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
      } catch {
        return null // altered, or sealed with another key: the caller decides what that means
      }
    },
    handle(...parts) {
      // JSON keeps the borders between the parts.
      return createHmac('sha256', handleKey).update(JSON.stringify(parts)).digest('base64url')
    },
  }
}
