import type { ChannelName, ContactName, MessageKind } from '../domain/account.ts'
import type { CaseState } from '../domain/support-case.ts'
import type { IdentityObstacle, WayId } from './code.ts'
import type { FlowReturned } from './flow-call.ts'

/** What the world answered to an effect. Refusals are answers; outages are thrown and never reach a machine. */
export type Answer =
  | FlowReturned
  | {
      readonly type: 'page.offered'
      /** The page's address; it is shown in this turn and stored nowhere in clear. */
      readonly url: string
      /** Two words that the page shows as well, so that a foreign link is noticed. */
      readonly words: string
      readonly expiresAt: number
    }
  | { readonly type: 'page.unneeded' }
  | {
      readonly type: 'code.sent'
      readonly expiresAt: number
      /** From when on another one may be asked for, epoch ms. */
      readonly resendAt: number
      /** False when the code sent a moment ago still stands and no second one went out. */
      readonly fresh: boolean
    }
  | {
      readonly type: 'code.delayed'
      /**
       * `wait`: the next code may be asked for then. `too-many`: so many were sent or guessed that it takes until then.
       * `paused`: what is sent to everybody, or to numbers like this one, is used up until then. `country`: no text goes
       * to the country of this number.
       */
      readonly reason: 'wait' | 'too-many' | 'paused' | 'country'
      readonly until: number
    }
  | { readonly type: 'code.accepted' }
  | { readonly type: 'code.refused'; readonly left: number }
  | { readonly type: 'code.expired' }
  | { readonly type: 'code.exhausted' }
  | { readonly type: 'account.hinted'; readonly mask: string }
  | { readonly type: 'account.delayed'; readonly until: number }
  | { readonly type: 'account.informed' }
  | {
      readonly type: 'case.opened'
      readonly number: number
      /** False when it was added to a case that was open already. */
      readonly isNew: boolean
      /** When somebody will be there, epoch ms; null for now. */
      readonly answersAt: number | null
      /** The time zone the people of support keep, IANA. */
      readonly timeZone: string
    }
  | {
      readonly type: 'case.found'
      readonly support: CaseView
      /** Whether people opened a way back that was not used yet (S91). */
      readonly isGranted: boolean
    }
  | { readonly type: 'case.unknown' }
  | { readonly type: 'case.told' }
  | { readonly type: 'case.delayed'; readonly until: number }
  | {
      readonly type: 'session.found'
      /** Without one the password cannot be changed (S49). */
      readonly hasLoginEmail: boolean
    }
  | { readonly type: 'session.missing' }
  /** The account was proven to be the person's, and is frozen. */
  | { readonly type: 'session.frozen' }
  | {
      readonly type: 'identity.ways'
      readonly ways: readonly Way[]
      /** Why there is none; null when there is one. */
      readonly obstacle: IdentityObstacle | null
    }
  | { readonly type: 'session.refused' }
  | { readonly type: 'identity.proven' }
  | { readonly type: 'identity.unproven' }
  | {
      readonly type: 'reset.mailed'
      readonly expiresAt: number
      /** From when on another one may be asked for, epoch ms. */
      readonly resendAt: number
    }
  | { readonly type: 'password.held'; readonly expiresAt: number }
  | { readonly type: 'password.unheld' }
  | { readonly type: 'password.changed' }
  /** `proof` of the identity, the session or the password is gone; `directory` and `unknown` as for a channel. */
  | { readonly type: 'password.refused'; readonly reason: 'proof' | 'directory' | 'unknown' }
  /** The directory does not take this password; another one may be chosen with the same proof. */
  | { readonly type: 'password.rejected' }
  | { readonly type: 'password.dropped' }
  | {
      readonly type: 'lock.explained'
      /** Until when the sign-in last tried from here is locked, epoch ms; null when it is not. */
      readonly until: number | null
      /** Whether somebody signed in here, or tried to with any address, so that there is a sign-in to speak of. */
      readonly isKnown?: boolean
      /** Until when codes for people who show nothing else are paused for the account that is signed in here. */
      readonly codesUntil?: number | null
      /** Until when this person has to wait with look-ups and codes, whatever account they are about. */
      readonly personUntil?: number | null
    }
  | { readonly type: 'account.viewed'; readonly account: AccountView }
  | {
      readonly type: 'channel.usable'
      /** Masked; null where the channel was empty. */
      readonly before: string | null
      readonly after: string
      /** Whether the other role of the same medium has another address, so that this one could serve both (S7). */
      readonly isSharable: boolean
    }
  | { readonly type: 'channel.refused'; readonly reason: ChannelRefusal }
  | { readonly type: 'channel.proven' }
  | { readonly type: 'channel.unproven' }
  | {
      readonly type: 'channel.changed'
      readonly isVerified: boolean
      /** Until when it cannot prove anybody by itself, epoch ms; null for a channel that waits for nothing. */
      readonly heldUntil: number | null
    }

/**
 * Why a channel stays as it is: `same` value as before; `proof` of the identity or of the address is missing or too
 * old; `frozen` by its owner; `only-way` to sign in. Of a directory: the address cannot be had (`taken`), the one before
 * was changed there meanwhile (`moved`), it changes nothing of this account (`directory`), or does not tell whether it
 * has (`unknown`).
 */
export const channelRefusals = [
  'same',
  'proof',
  'frozen',
  'only-way',
  'taken',
  'moved',
  'directory',
  'unknown',
] as const

export type ChannelRefusal = (typeof channelRefusals)[number]

/** A channel as its owner sees it. */
export interface ChannelView {
  readonly channel: ChannelName
  readonly mask: string
  readonly state: 'verified' | 'pending' | 'held'
  /** Until when it is on hold, epoch ms; null when it is not. */
  readonly heldUntil: number | null
}

/** What would be left to somebody who lost a phone or a mailbox, by the rules that hold today. */
export type Outlook = 'reset' | 'sign-in' | 'person'

/** The own account as its owner sees it: masked, and never a secret. */
export interface AccountView {
  /** Masked. */
  readonly id: string
  readonly channels: readonly ChannelView[]
  readonly hasPassword: boolean
  /** Epoch ms, or null when it is not known. */
  readonly passwordChangedAt: number | null
  readonly muted: readonly { readonly channel: ContactName; readonly kind: MessageKind }[]
  readonly openCase: number | null
  /** The newest first, three at most. */
  readonly changes: readonly {
    readonly what: 'password' | ChannelName
    readonly at: number
    readonly isUndone: boolean
  }[]
  readonly outlook: { readonly withoutPhone: Outlook; readonly withoutMailbox: Outlook }
}

/** A case as the user who opened it sees it. */
export interface CaseView {
  readonly number: number
  readonly state: CaseState
  /** Who has it in hand, by name; null while nobody does. */
  readonly agent: string | null
  /** Epoch ms. */
  readonly openedAt: number
  readonly changedAt: number
  /** Whether it can be taken up again. */
  readonly isReopenable: boolean
}

/** A verified way of proving who one is, as its owner may see it. */
export interface Way {
  readonly id: WayId
  readonly medium: 'sms' | 'email'
  readonly mask: string
}
