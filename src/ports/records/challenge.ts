/**
 * A one-time code or link that has to be answered, or the proof that it was. One row per subject
 * and purpose, so a new one replaces the old.
 * NIST SP 800-63B-4 section 3.1.3.2: accepted once, bound to the request it was made for.
 */
export interface ChallengeRow {
  /** `<purpose>:<subject>` for a code, `link:<page>:<subject>` for a link, `proof:<purpose>:<run>` for a proof. */
  readonly key: string
  readonly kind: 'code' | 'link' | 'proof'
  readonly purpose: string
  /** Whom it proves: an account, or a handle that stands for an identifier leading to none. */
  readonly subject: string
  /** The account that dies with it when that account's secrets change; null when it leads to none. */
  readonly account: string | null
  /** What it is bound to; all of it must match, or the answer counts as wrong. */
  readonly binding: { readonly conversation: string; readonly flow: string; readonly run: string }
  /** Keyed hash of the code with its salt (hex), or null for a link. */
  readonly salt: string
  readonly codeHash: string | null
  /** SHA-256 of a link's token (base64url), or null for a code. */
  readonly tokenHash: string | null
  /** Encrypted facts that the link carries, or null. */
  readonly sealedPayload: string | null
  /** Which key hashed it, so that keys can be changed. */
  readonly keyId: string
  readonly attempts: number
  readonly maxAttempts: number
  readonly issuedAt: number
  /** Dead *at* this time, epoch ms, not after it. */
  readonly expiresAt: number
  /** When it was accepted, epoch ms. */
  readonly usedAt: number | null
  readonly state: 'live' | 'used' | 'dead'
  /** When the row may be swept, epoch ms. */
  readonly forgetAt: number
}
