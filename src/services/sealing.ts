import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type Hmac,
  type KeyObject,
} from 'node:crypto'
import { exactBytes } from '../domain/exact-bytes.ts'
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

/** What a store's rows are sealed and hashed with. */
export interface SealingKeys {
  /** Everything but the seals is derived from it; it never changes as long as the store lives. */
  readonly root: string
  /** The first one seals, every one opens what it sealed. An empty id marks the key of before there were several. */
  readonly seals: readonly { readonly id: string; readonly key: Uint8Array }[]
}

/** Between a seal key's id and what it sealed; base64url does not have it. */
const idEnd = '~'

/** The keys of a store that has no others than its secret. */
export function keysFrom(secret: string): SealingKeys {
  return { root: secret, seals: [{ id: '', key: deriveKey(secret, 'seal') }] }
}

/** What a text is encrypted with. */
interface Envelope {
  readonly key: KeyObject
  /** Whom or what it is about: the text is opened for nothing else (NIST SP 800-38D, additional data). */
  readonly about?: string
}

/** Encrypts a text with AES-256-GCM; base64url. */
export function encrypt(
  { key, about = '', random }: Envelope & { readonly random: Random },
  text: string,
): string {
  const nonce = random.bytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce)
  if (about !== '') cipher.setAAD(Buffer.from(about))
  const body = [cipher.update(text, 'utf8'), cipher.final()]
  return Buffer.concat([nonce, cipher.getAuthTag(), ...body]).toString('base64url')
}

/** The text again; null when it was altered, or encrypted with another key or about something else. */
export function decrypt({ key, about = '' }: Envelope, encrypted: string): string | null {
  const bytes = exactBytes(encrypted, 'base64url')
  if (bytes === null || bytes.length < nonceBytes + tagBytes) return null
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes))
  if (about !== '') decipher.setAAD(Buffer.from(about))
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    const body = bytes.subarray(nonceBytes + tagBytes)
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** A sealer whose seal keys may be replaced while it is used. */
export interface RenewableSealer extends Sealer {
  /** Seals with the first of these from now on, and opens what any of them sealed. */
  renew(seals: SealingKeys['seals']): void
}

/** JSON keeps the borders between the parts. */
const textOf = (parts: readonly string[]): string => JSON.stringify(parts)

/**
 * Handles that several steps of a turn and the same person's next turn ask for: of what was typed, of where it was, and the
 * key of codes. One is 3 µs, and 8 beside a database. None of what only somebody known has, such as a stored number: being
 * faster the second time would tell who is known.
 */
const recurring: ReadonlySet<string | undefined> = new Set(['conversation', 'subject', 'code-key'])
const isRecurring = ([what]: readonly string[]): boolean => recurring.has(what)

const mostRemembered = 64

/** Answers as `make` does, and from memory what it was asked among the last ones; the oldest goes first. */
function rememberingLast(make: (of: string) => string): (of: string) => string {
  const known = new Map<string, string>()
  return (of) => {
    const before = known.get(of)
    if (before !== undefined) return before
    const made = make(of)
    known.set(of, made)
    const [oldest = of] = known.keys()
    if (known.size > mostRemembered) known.delete(oldest)
    return made
  }
}

/**
 * Seals with AES-256-GCM and hashes with HMAC-SHA-256, each with keys of its own; what was sealed names its key.
 *
 * @param keys whoever has them and the store can read everything
 * @throws Error when there is no seal key
 */
export function createSealer(keys: SealingKeys, random: Random): RenewableSealer {
  // As key objects they are read once, and not by every turn.
  const handleKey = createSecretKey(deriveKey(keys.root, 'handle'))
  let known = new Map<string, KeyObject>()
  let newest = ''
  const renew: RenewableSealer['renew'] = (seals) => {
    const [first] = seals
    if (first === undefined) throw new Error('there is no key to seal with')
    known = new Map(seals.map(({ id, key }) => [id, createSecretKey(key)]))
    newest = first.id
  }
  renew(keys.seals)
  const hashOf = (of: string): Hmac => createHmac('sha256', handleKey).update(of)
  const handleOf = (of: string): string => hashOf(of).digest('base64url')
  const lately = rememberingLast(handleOf)
  return {
    renew,
    seal(text) {
      const key = known.get(newest)
      if (key === undefined) throw new Error('there is no key to seal with')
      const sealed = encrypt({ key, random }, text)
      return newest === '' ? sealed : `${newest}${idEnd}${sealed}`
    },
    open(sealed) {
      const end = sealed.indexOf(idEnd)
      const key = known.get(end < 0 ? '' : sealed.slice(0, end))
      return key === undefined ? null : decrypt({ key }, sealed.slice(end + 1))
    },
    handle: (...parts) => (isRecurring(parts) ? lately : handleOf)(textOf(parts)),
    shortHandle: (bytes, ...parts) =>
      hashOf(textOf(parts)).digest().toString('base64url', 0, bytes),
  }
}
