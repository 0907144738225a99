import type { ChannelName, ContactName, MessageKind } from '../domain/account.ts'
import type { FlowId } from './flow-id.ts'

/** What an account may be looked for by, without signing in. */
export type Lookup =
  | { readonly by: 'mobile'; readonly value: string }
  | { readonly by: 'account-id'; readonly value: string }
  | { readonly by: 'server-ip'; readonly value: string }

/** A way of proving who one is: the recovery channels and no other (S2 to S5). */
export const wayIds = ['recoveryMobile', 'recoveryEmail'] as const

export type WayId = (typeof wayIds)[number]

/**
 * Whom a code goes to: whoever a look-up means; the account that this conversation is signed in to, or that its page
 * is about; on the sign-in page, whoever has this login email; or an address that the own account is about to have.
 */
export type CodeTarget =
  | Lookup
  | { readonly by: 'own'; readonly way: WayId }
  | { readonly by: 'login-email'; readonly value: string }
  | NewAddress

/** An address that somebody who is signed in typed, and nobody has proven yet. */
export interface NewAddress {
  readonly by: 'new'
  readonly channel: ChannelName
  /** Canonical; null for the one that stands in the channel already and waits to be verified. */
  readonly value: string | null
}

/** What a code is asked for; a code made for one purpose is wrong for every other. */
export const codePurposes = [
  'retrieve-account',
  'sign-in',
  'change-password',
  'reset-password',
  'change-contact',
  'change-recovery',
  'bind-email',
  'verify-channel',
] as const

export type CodePurpose = (typeof codePurposes)[number]

/** What a proof of identity may be asked for. */
export type ProofPurpose = Exclude<CodePurpose, 'retrieve-account' | 'sign-in'>

/** What is asked for of an account's owner alone; holding a new address proves no such thing. */
export const identityPurposes = [
  'change-password',
  'reset-password',
  'change-contact',
  'change-recovery',
  'bind-email',
] as const satisfies readonly ProofPurpose[]

export type IdentityPurpose = (typeof identityPurposes)[number]

/**
 * What a machine wants from the world. The shell performs it inside the turn's unit of work and tells the
 * machine one of the answers named here; a machine in a `working` state handles every one of them.
 */
export type Effect =
  | {
      /** Answers `flow.returned`. */
      readonly type: 'flow.call'
      readonly flow: FlowId
      readonly given: unknown
    }
  | {
      /** Answers `page.offered` or `page.unneeded`. */
      readonly type: 'page.offer'
      readonly page: 'check' | 'sign-in' | 'change-password'
    }
  | {
      /** Answers `code.sent` or `code.delayed`. The same for an identifier that leads nowhere. */
      readonly type: 'code.send'
      readonly purpose: CodePurpose
      readonly target: CodeTarget
    }
  | {
      /** Answers `code.accepted`, `code.refused`, `code.expired`, `code.exhausted` or `code.delayed`. */
      readonly type: 'code.check'
      readonly purpose: CodePurpose
      readonly target: CodeTarget
      readonly code: string
    }
  | {
      /** The masked recovery mobile, or a stable decoy. Answers `account.hinted` or `account.delayed`. */
      readonly type: 'account.hint'
      readonly lookup: Lookup
    }
  | {
      /**
       * Sends the account's information to its bound number, if the proof holds. Answers `account.informed`
       * whatever came of it (S88).
       */
      readonly type: 'account.inform'
      readonly lookup: Lookup
      readonly proof:
        | { readonly kind: 'code'; readonly purpose: CodePurpose }
        | { readonly kind: 'full-mobile'; readonly mobile: string }
    }
  | {
      /** Whether this conversation is signed in. Answers `session.found` or `session.missing`. */
      readonly type: 'session.find'
    }
  | {
      /**
       * Signs this conversation in to the account that a code for `sign-in` was just accepted for. Answers
       * `session.found`, or `session.missing` when no such code was.
       */
      readonly type: 'session.open'
      readonly lookup: Lookup
    }
  | {
      /** The verified ways of the own account, the default first. Answers `identity.ways`, or `session.missing`. */
      readonly type: 'identity.ways'
    }
  | {
      /**
       * Turns the code just accepted for this way into a proof for the flow that called this one. Answers
       * `identity.proven`, or `session.missing`.
       */
      readonly type: 'identity.prove'
      readonly purpose: IdentityPurpose
      readonly way: WayId
    }
  | {
      /** Mails a reset link to whoever has this login email. Answers `reset.mailed` or `code.delayed` (S41, S88). */
      readonly type: 'reset.mail'
      readonly email: string
    }
  | {
      /** Keeps a new password aside until the identity is proven (S48). Answers `password.held` or `session.missing`. */
      readonly type: 'password.hold'
      readonly hash: string
    }
  | {
      /**
       * Makes the password count: the one given, or the one kept aside. Needs a proof for this run. Answers
       * `password.changed`, or `password.refused` when the proof, the session or the password is gone.
       */
      readonly type: 'password.change'
      readonly purpose: IdentityPurpose
      readonly hash: string | null
    }
  | {
      /** Forgets a password kept aside. Answers `password.dropped`. */
      readonly type: 'password.drop'
    }
  | {
      /** Until when the sign-in that was last tried from this conversation is locked (S93). Answers `lock.explained`. */
      readonly type: 'lock.explain'
    }
  | {
      /** The own account as its owner may see it. Answers `account.viewed` or `session.missing`. */
      readonly type: 'account.view'
    }
  | {
      /** Whether an address can become a channel. Answers `channel.usable`, `channel.refused` or `session.missing`. */
      readonly type: 'channel.check'
      readonly channel: ChannelName
      readonly address: string
    }
  | {
      /**
       * Turns the code just accepted for a new address into a proof for the flow that called this one. Answers
       * `channel.proven` or `session.missing`.
       */
      readonly type: 'channel.prove'
      readonly target: NewAddress
    }
  | {
      /**
       * Puts an address in a channel's place, or takes it away (null). Needs a proof of identity for this run, and for
       * any but a contact channel a proof of the address. Answers `channel.changed`, or `channel.refused` with nothing
       * changed.
       */
      readonly type: 'channel.change'
      readonly purpose: IdentityPurpose
      readonly channel: ChannelName
      readonly address: string | null
      /** Whether the proof of identity is good for one more change in this run. */
      readonly keepsProof: boolean
    }
  | {
      /**
       * Marks a contact channel as verified, after a proof of its address for this run or the link in its mail.
       * Answers `channel.changed` or `channel.refused`.
       */
      readonly type: 'channel.confirm'
      readonly channel: ContactName
      /** Null for the one that waits there. */
      readonly address: string | null
    }
  | {
      /** Switches a kind of message on or off for a contact channel. Answers `account.viewed` or `session.missing`. */
      readonly type: 'subscription.switch'
      readonly channel: ContactName
      readonly kind: MessageKind
    }
  | CaseEffect

/** What a user wants of the people of support. A case that is not the user's own is as unknown as one that never was. */
export type CaseEffect =
  | {
      /** Whether the person has a case that is open. Answers `case.found` or `case.unknown`. */
      readonly type: 'case.find'
    }
  | {
      /** Opens a support case, or adds to the open one. Answers `case.opened` or `case.delayed`. */
      readonly type: 'case.open'
      readonly problem: string
      /** The flow the person came from, for the people who read the case. */
      readonly from: string | null
    }
  | {
      /** Passes words on to the people of a case. Answers `case.told`, `case.delayed` or `case.unknown` when it is over. */
      readonly type: 'case.say'
      readonly number: number
      readonly text: string
    }
  | {
      /** Tells the people of a case what the user did. Answers `case.told`. */
      readonly type: 'case.mark'
      readonly number: number
      readonly what: 'left' | 'returned' | 'finished-step'
      /** The flow that was finished, or null. */
      readonly flow: FlowId | null
    }
  | {
      /** How a case stands. Answers `case.found` or `case.unknown`. */
      readonly type: 'case.view'
      readonly number: number
    }
  | {
      /** Takes a case back. Answers `case.told`, or `case.unknown` when it is over already. */
      readonly type: 'case.withdraw'
      readonly number: number
    }
  | {
      /** It does not work after all. Answers `case.told`, or `case.unknown` when it is too late for that. */
      readonly type: 'case.reopen'
      readonly number: number
    }
  | {
      /** 1 to 5, and a line of words or null. Answers `case.told`. */
      readonly type: 'case.rate'
      readonly number: number
      readonly stars: number
      readonly comment: string | null
    }
  | {
      /** The page of a way back that two agents opened. Answers `page.offered` or `case.unknown`. */
      readonly type: 'case.recover'
      readonly number: number
    }
