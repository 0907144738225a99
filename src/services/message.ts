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

/** Makes the words of a letter. */
export type LetterWriter = (
  letter: Letter,
  locale: Locale,
) => { readonly subject: string | null; readonly text: string }
