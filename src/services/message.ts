import type { ChannelName, ContactName } from '../domain/account.ts'
import type { CodePurpose } from '../flow/effect.ts'
import type { Locale } from '../flow/locale.ts'
import type { Said } from '../flow/reply.ts'

/** What is known about an account and may be told to its bound number (S35); never a password. */
export interface AccountFacts {
  readonly id: string
  /** Masked, or null when none is bound. */
  readonly loginEmail: string | null
  readonly signedUpWith: string | null
}

/** A text with what it is made of; its words come from the catalogues when it is sent. */
export type Letter =
  | {
      readonly template: 'code'
      readonly purpose: CodePurpose
      readonly code: string
      readonly lifetimeMs: number
    }
  | { readonly template: 'account-information'; readonly accounts: readonly AccountFacts[] }
  | { readonly template: 'reset-password'; readonly url: string; readonly lifetimeMs: number }
  | {
      readonly template: 'password-changed'
      /** Where to say that it was somebody else. */
      readonly url: string
      /** When, epoch ms. */
      readonly at: number
    }
  | {
      readonly template: 'channel-changed'
      readonly channel: ChannelName
      /** Where to say that it was somebody else. */
      readonly url: string
      /** When, epoch ms. */
      readonly at: number
    }
  | {
      readonly template: 'confirm-channel'
      readonly url: string
      readonly code: string
      readonly codeLifetimeMs: number
      readonly linkLifetimeMs: number
    }
  | {
      /** Somebody else wants to sign in with this address. */
      readonly template: 'email-claimed'
      readonly at: number
    }
  | {
      /** Too many wrong entries were made with this login email. */
      readonly template: 'sign-in-locked'
      /** Epoch ms. */
      readonly until: number
    }
  | {
      readonly template: 'channel-reminder'
      readonly channel: ContactName
      /** The channel that waits, masked for its owner. */
      readonly mask: string
    }

/** A message that waits in the outbox, before it is sealed. */
export type Message =
  | {
      readonly kind: 'letter'
      readonly medium: 'sms' | 'email'
      /** A stored address; null for a message that is only pretended, so that it costs what a real one costs. */
      readonly to: string | null
      readonly locale: Locale
      readonly letter: Letter
    }
  | {
      readonly kind: 'chat'
      readonly reference: string
      readonly locale: Locale
      readonly said: readonly Said[]
    }

/** A letter in words. */
export interface WrittenLetter {
  /** Null for `sms`. */
  readonly subject: string | null
  readonly text: string
  /** The same as `text` for mail programs that show more; null for `sms` and where there is no more to show. */
  readonly html: string | null
}

/** Makes the words of a letter, for the medium it goes by. */
export type LetterWriter = (
  letter: Letter,
  going: { readonly medium: 'sms' | 'email'; readonly locale: Locale },
) => WrittenLetter
