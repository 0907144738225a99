import type { Claim } from '../domain/claim.ts'
import type { ChannelName, ContactName, MessageKind } from '../domain/account.ts'
import type { Answer } from './answer.ts'
import type { CodePurpose, CodeTarget, IdentityPurpose, Lookup, NewAddress, WayId } from './code.ts'
import type { FlowCall, FlowId } from './flow-call.ts'

/**
 * The contract between flows and the world: what each effect asks for, and every answer that may come of it.
 *
 * A use case that returns another answer does not compile, and neither does the `working` state of a chart that
 * leaves one out (see flow-setup.ts and services/perform.ts).
 */
export interface Effects {
  /** Runs another flow on top of this one; flow-call.ts says what it is given and gives back. */
  'flow.call': { readonly asks: FlowCall; readonly answers: 'flow.returned' }
  /** A page for what must not be typed in a chat. */
  'page.offer': {
    readonly asks: { readonly page: 'check' | 'sign-in' | 'change-password' }
    readonly answers: 'page.offered' | 'page.unneeded'
  }
  /** Sends a one-time code; the same answers for an identifier that leads nowhere (S88). */
  'code.send': {
    readonly asks: { readonly purpose: CodePurpose; readonly target: CodeTarget }
    readonly answers: 'code.sent' | 'code.delayed'
  }
  /** Compares a code and counts the attempt. */
  'code.check': {
    readonly asks: {
      readonly purpose: CodePurpose
      readonly target: CodeTarget
      readonly code: string
    }
    readonly answers:
      | 'code.accepted'
      | 'code.refused'
      | 'code.expired'
      | 'code.exhausted'
      | 'code.delayed'
  }
  /** The masked recovery mobile, or a stable decoy. */
  'account.hint': {
    readonly asks: { readonly lookup: Lookup }
    readonly answers: 'account.hinted' | 'account.delayed'
  }
  /** Sends the account's information to its bound number if the proof holds; the answer is the same either way (S88). */
  'account.inform': {
    readonly asks: {
      readonly lookup: Lookup
      readonly proof:
        | { readonly kind: 'code'; readonly purpose: CodePurpose }
        | { readonly kind: 'full-mobile'; readonly mobile: string }
    }
    readonly answers: 'account.informed'
  }
  /** The own account as its owner may see it. */
  'account.view': { readonly asks: unknown; readonly answers: 'account.viewed' | 'session.missing' }
  /** Whether this conversation is signed in. */
  'session.find': {
    readonly asks: unknown
    readonly answers: 'session.found' | 'session.missing'
  }
  /**
   * Signs this conversation in to the account that a code for `sign-in` was just accepted for; refused when none was.
   */
  'session.open': {
    readonly asks: { readonly lookup: Lookup }
    readonly answers: 'session.found' | 'session.refused' | 'session.frozen'
  }
  /**
   * The verified ways of the own account that prove something besides what opened the session, the default first;
   * `identity.proven` when a proof given a moment ago counts for this step too.
   */
  'identity.ways': {
    readonly asks: { readonly purpose: IdentityPurpose }
    readonly answers: 'identity.ways' | 'identity.proven' | 'session.missing'
  }
  /**
   * Turns the code just accepted for this way into a proof for the flow that called this one; `identity.unproven`
   * when no code was, or the session is over.
   */
  'identity.prove': {
    readonly asks: { readonly purpose: IdentityPurpose; readonly way: WayId }
    readonly answers: 'identity.proven' | 'identity.unproven'
  }
  /** Mails a reset link to the account with this login email, if there is one (S41, S88). */
  'reset.mail': {
    readonly asks: { readonly email: string }
    readonly answers: 'reset.mailed' | 'code.delayed'
  }
  /**
   * Keeps the hash of a new password aside until the identity is proven (S48); not without a session, and not for a
   * frozen account.
   */
  'password.hold': {
    readonly asks: { readonly hash: string }
    readonly answers: 'password.held' | 'password.unheld'
  }
  /**
   * Makes a password count: the hash given, or with null the one kept aside. Needs a proof for this run; refused when
   * the proof, the session or the password is gone.
   */
  'password.change': {
    readonly asks: { readonly purpose: IdentityPurpose; readonly hash: string | null }
    readonly answers: 'password.changed' | 'password.refused' | 'password.rejected'
  }
  /** Forgets a password kept aside. */
  'password.drop': { readonly asks: unknown; readonly answers: 'password.dropped' }
  /** Until when the sign-in that was last tried from this conversation is locked (S93). */
  'lock.explain': { readonly asks: unknown; readonly answers: 'lock.explained' }
  /** Whether an address can become a channel. */
  'channel.check': {
    readonly asks: { readonly channel: ChannelName; readonly address: string }
    readonly answers: 'channel.usable' | 'channel.refused' | 'session.missing'
  }
  /**
   * Turns the code just accepted for a new address into a proof for the flow that called this one;
   * `channel.unproven` when no code was, or the session is over.
   */
  'channel.prove': {
    readonly asks: { readonly target: NewAddress }
    readonly answers: 'channel.proven' | 'channel.unproven'
  }
  /**
   * Puts an address in a channel's place, or takes it away (null). Needs a proof of identity for this run, and for any
   * but a contact channel a proof of the address; refused with nothing changed.
   */
  'channel.change': {
    readonly asks: {
      readonly purpose: IdentityPurpose
      readonly channel: ChannelName
      readonly address: string | null
      /** Whether the proof of identity is good for one more change in this run. */
      readonly keepsProof: boolean
    }
    readonly answers: 'channel.changed' | 'channel.refused'
  }
  /** Marks a contact channel as verified, after a proof of its address for this run or the link in its mail. */
  'channel.confirm': {
    readonly asks: {
      readonly channel: ContactName
      /** Null for the one that waits there. */
      readonly address: string | null
    }
    readonly answers: 'channel.changed' | 'channel.refused'
  }
  /** Switches a kind of message on or off for a contact channel. */
  'subscription.switch': {
    readonly asks: { readonly channel: ContactName; readonly kind: MessageKind }
    readonly answers: 'account.viewed' | 'session.missing'
  }
  /** Whether the person has an open case. A case that is not the person's own is as unknown as one that never was. */
  'case.find': { readonly asks: unknown; readonly answers: 'case.found' | 'case.unknown' }
  /** Opens a support case, or adds to the open one. */
  'case.open': {
    readonly asks: {
      readonly problem: string
      /** The flow the person came from, for the people who read the case. */
      readonly from: string | null
      /** The filled-in evidence form (S92), and the account as far as it says which; left out without one. */
      readonly claim?: Claim
      readonly named?: { readonly by: 'account-id' | 'login-email'; readonly value: string } | null
    }
    readonly answers: 'case.opened' | 'case.delayed'
  }
  /** Passes words on to the people of a case; `case.unknown` when it is over. */
  'case.say': {
    readonly asks: { readonly number: number; readonly text: string }
    readonly answers: 'case.told' | 'case.delayed' | 'case.unknown'
  }
  /** Tells the people of a case what the user did. */
  'case.mark': {
    readonly asks: {
      readonly number: number
      readonly what: 'left' | 'returned' | 'finished-step'
      /** The flow that was finished, or null. */
      readonly flow: FlowId | null
    }
    readonly answers: 'case.told'
  }
  /** How a case stands; without a number the open one, or else the one that was opened in this conversation last. */
  'case.view': {
    readonly asks: { readonly number: number | null }
    readonly answers: 'case.found' | 'case.unknown'
  }
  /** Takes a case back; `case.unknown` when it is over already. */
  'case.withdraw': {
    readonly asks: { readonly number: number }
    readonly answers: 'case.told' | 'case.unknown'
  }
  /** Opens a solved case again; `case.unknown` when it is too late for that. */
  'case.reopen': {
    readonly asks: { readonly number: number }
    readonly answers: 'case.told' | 'case.unknown'
  }
  /** 1 to 5 stars, and a line of words or null. */
  'case.rate': {
    readonly asks: {
      readonly number: number
      readonly stars: number
      readonly comment: string | null
    }
    readonly answers: 'case.told'
  }
  /** The page of a way back that two agents opened (S91). */
  'case.recover': {
    readonly asks: { readonly number: number }
    readonly answers: 'page.offered' | 'case.unknown'
  }
}

export type EffectType = keyof Effects

/** An effect as a chart requests it and the world performs it: its type, and what it asks for. */
export type Effect<T extends EffectType = EffectType> = {
  [E in T]: { readonly type: E } & Effects[E]['asks']
}[T]

/** The answers that may come of an effect. */
export type AnswerTo<T extends EffectType> = Extract<Answer, { type: Effects[T]['answers'] }>

/** What a user wants of the people of support. */
export type CaseEffect = Effect<Extract<EffectType, `case.${string}`>>
