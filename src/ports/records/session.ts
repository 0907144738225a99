import type { GivenProof, SessionMethod } from '../../domain/proof-rules.ts'

/** That one person in one conversation is who an account belongs to. */
export interface SessionRow {
  /** The conversation's key; a page that works on an account has a conversation of its own. */
  readonly key: string
  readonly account: string
  /** `resetting`: only what resetting the password needs, on the page whose link proved the mailbox. */
  readonly scope: 'signed-in' | 'resetting'
  /** What opened it, which cannot be its second proof as well; left out by earlier versions. */
  readonly openedBy?: SessionMethod
  /** Keyed handle of the mailbox whose link opened it, which proves nothing more; left out where no link did. */
  readonly mailbox?: string
  /** The proof of identity given last, which may count for one more step; left out while there is none. */
  readonly proven?: GivenProof
  readonly openedAt: number
  /** Epoch ms; idle sessions end. */
  readonly lastUsedAt: number
  /** Ends then whatever happens, epoch ms. */
  readonly endsAt: number
}
