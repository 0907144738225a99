import type { Locale } from '../flow/locale.ts'

/** What a single-use link leads to, told without spending it. */
export interface PageLink {
  readonly page: 'check'
  readonly locale: Locale
  /** The two words that the chat showed beside the link; the same on both sides, or the link is not ours. */
  readonly words: string
  /** Ties a form to this link: a POST without it is refused. */
  readonly nonce: string
  /** Epoch ms. */
  readonly expiresAt: number
}

/** The way from a page back into the conversation that asked for it. */
export interface PageLinks {
  /** Looks a link up and changes nothing; null when it is unknown, used, replaced or expired, all alike. */
  look(token: string): Promise<PageLink | null>
  /**
   * Spends the link once and tells its conversation, in one unit of work.
   *
   * @returns `gone` when it was unknown, used or expired by then; nothing has changed in that case
   */
  complete(token: string): Promise<'completed' | 'gone'>
}
