import type { ChannelName, PasswordRejection } from '../domain/account.ts'
import type { PasswordFault } from '../domain/password-policy.ts'
import type { Locale } from '../flow/locale.ts'
import type { WayBack } from './chat-return.ts'

/** The pages that secrets are typed on and those that a message leads to, each behind a single-use link; their paths are `/p/<name>/:token`. */
export const secretPages = [
  'sign-in',
  'reset-password',
  'change-password',
  'undo',
  'confirm',
  'continue',
] as const

export type SecretPage = (typeof secretPages)[number]

/** Why the last answer did not do, or what happened since; the page's own catalogue puts it into words. */
export type PageNotice =
  | { readonly kind: 'password'; readonly faults: readonly PasswordFault[] }
  /** The new password and its repetition differ. */
  | { readonly kind: 'mismatch' }
  /** The directory of the account does not take this password. */
  | { readonly kind: 'rejected'; readonly why: PasswordRejection }
  /** The browser no longer has the key of the password that was typed before: it has to be typed again. */
  | { readonly kind: 'type-again' }
  | { readonly kind: 'wrong-old-password' }
  /** Email, password or the code beside them is wrong; which one is not told, nor whether the account exists. */
  | { readonly kind: 'wrong-sign-in' }
  /** After ten wrong entries; epoch ms (S93). */
  | { readonly kind: 'locked'; readonly until: number }
  /** Told only after the right password: the account is frozen, or its login email and password are on hold; epoch ms. */
  | { readonly kind: 'frozen' | 'held'; readonly until: number }
  | { readonly kind: 'not-a-code' }
  /** `left` is null while there are plenty. */
  | { readonly kind: 'wrong-code'; readonly left: number | null }
  | { readonly kind: 'expired-code' }
  | { readonly kind: 'code-sent' }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'too-many'; readonly until: number }

/** One way of proving who one is, as its owner may see it. */
export interface PageWay {
  /** What the form sends back as `way`. */
  readonly id: string
  readonly medium: 'sms' | 'email'
  /** Masked number or address. */
  readonly mask: string
}

/** What a page asks now, or how it ended. */
export type PageStep =
  /** Before a sign-in in another browser than the chat's own, or for a chat of another program: which chat it is for. */
  | { readonly step: 'whose'; readonly chat: 'own-page' | 'teams' | 'other' }
  /** `code` is asked for too after three wrong entries; it goes to the recovery mobile, if there is one. */
  | { readonly step: 'sign-in'; readonly asksCode: boolean }
  /** `username` is for password managers, where whoever holds the link knows it: its mail went to that address. */
  | {
      readonly step: 'set-password'
      readonly asksOldPassword: boolean
      readonly username?: string | null
    }
  | {
      readonly step: 'code'
      readonly way: Omit<PageWay, 'id'>
    }
  /** The directory of the account was asked to set the password, and has not told whether it did. */
  | { readonly step: 'handed-on' }
  /** No other way is an empty list: then there is the code that was sent, or a person. */
  | { readonly step: 'way'; readonly ways: readonly PageWay[] }
  /**
   * "This wasn't me": what was changed and when, and what the button does. `restore` brings a channel's former address
   * back, `disable` leaves no password, `stop` closes a way back; `report` freezes the account and no more.
   */
  | {
      readonly step: 'undo'
      readonly change: 'password' | 'recovery' | ChannelName
      readonly at: number
      readonly does: 'restore' | 'disable' | 'stop' | 'report'
    }
  /** A contact channel waits to be verified; masked for its owner. */
  | { readonly step: 'confirm'; readonly medium: 'sms' | 'email'; readonly mask: string }
  /** Support waits in a chat that was left; `isOpen` is false when the case was solved meanwhile. */
  | { readonly step: 'continue'; readonly number: number; readonly isOpen: boolean }
  /** The link was spent, and this is how the chat is reached. */
  | { readonly step: 'back'; readonly way: WayBack }
  | {
      readonly step: 'done'
      /** `stopped`: the tries are used up, nothing was changed, and the chat knows how to go on. */
      readonly outcome:
        | 'signed-in'
        | 'password-changed'
        | 'undone'
        | 'password-disabled'
        | 'reported'
        | 'confirmed'
        | 'stopped'
        | 'frozen'
        /** The directory of the account does not allow it; or it never told. */
        | 'not-allowed'
        /** The account is frozen, and its directory is asked to take the change back. */
        | 'undoing'
        | 'unknown'
    }

/** One state of a page. */
export interface PageState {
  readonly page: SecretPage
  readonly locale: Locale
  /** The chat that the link was shown in; null or left out where it came by mail. */
  readonly chat?: { readonly channel: string; readonly conversation: string } | null
  /** The two words that the chat shows beside the link; null where the link came by mail. */
  readonly words: string | null
  /** Ties a form to this link and this step of it: a POST without it is refused. */
  readonly nonce: string
  /** Epoch ms. */
  readonly expiresAt: number
  readonly notice: PageNotice | null
  readonly now: PageStep
  /** The key of a password that waits for its directory, for the browser to hold and send along; left out for none. */
  readonly passwordKey?: string
}

/** What a form sent: fields by name, as typed; never logged, never stored. */
export type PageForm = Readonly<Record<string, string | undefined>>

/** The pages' way into the flows. Every method throws ServiceError when the store or the hashing pool is out. */
export interface Pages {
  /** What a link leads to now; changes and spends nothing. Null when it is unknown, used up, replaced or expired, all alike. */
  look(page: SecretPage, token: string): Promise<PageState | null>
  /**
   * Takes a form: `email`, `password`, `code`; `oldPassword`, `newPassword`, `confirmPassword`; `code`; or `action`
   * = `resend` | `other-way` | `back` (from the ways to the code) | `confirm`, and `way` = the id of a way;
   * `passwordKey` as a state gave it.
   *
   * @returns the state it led to; `foreign` when the nonce is not of this step; null as in `look`
   */
  submit(page: SecretPage, token: string, form: PageForm): Promise<PageState | 'foreign' | null>
  /** The same pages for one visitor. */
  from?(visitor: PageVisitor): Pages
}

/** Where a form comes from. */
export interface PageVisitor {
  /** Keyed handle of the network, which limits of persons hang on too; null where it is hidden. */
  readonly source: string | null
  /** Whether a chat of our own page was begun in the visitor's browser, by its conversation. */
  readonly beganChat: (conversation: string) => boolean
}
