import type { ChannelName } from '../domain/account.ts'
import type { IdentityObstacle, IdentityPurpose, Lookup } from './code.ts'

/** What a flow is given that is started with nothing, or with the flow the person came from. */
type Anywhere = { readonly from?: string | null } | null

/** What a change of a contact or a recovery channel is given: what the caller knows is not asked again. */
type ChannelGiven = {
  readonly from?: string | null
  readonly medium?: 'sms' | 'email'
  /** The mask of the contact channel of this medium, which waits to be verified and nothing else. */
  readonly waiting?: string
  /** The new value, canonical, when the person told it along with the wish. */
  readonly address?: string
} | null

/** How a change of a contact or a recovery channel came to its end. */
interface ChannelChange {
  readonly end: 'changed' | 'verified' | 'refused' | 'not-confirmed' | 'not-proven' | 'left'
  /** Why not: a refusal, or why nothing was proven. */
  readonly why: string | null
  readonly medium: 'sms' | 'email'
  /** Masked. */
  readonly after: string
  readonly isVerified: boolean
  /** What became of the other role (S7); null where it was not asked for. */
  readonly both: 'changed' | 'refused' | null
}

/**
 * Every flow that can stand on a conversation's stack: what it is given when it is started, and what it gives back to
 * the flow that called it.
 */
export interface FlowCalls {
  'retrieve-account': {
    readonly given:
      | Anywhere
      | { readonly lookup: Lookup }
      /** Once more by the same method: what was typed is kept nowhere after a flow has ended, and is asked for. */
      | { readonly again: Lookup['by'] }
      | { readonly gotNothing: true }
    readonly gives:
      | { readonly end: 'informed'; readonly by: Lookup['by'] }
      | { readonly end: 'exhausted' }
      | { readonly end: 'too-many'; readonly until: number }
      | { readonly end: 'left' }
  }
  'sign-in': { readonly given: Anywhere; readonly gives: { readonly signedIn: boolean } }
  'reset-password': {
    readonly given:
      | Anywhere
      /** A login email, canonical, that was told among other words: whether it is meant is asked first. */
      | { readonly email: string }
    /** `stopped`: the tries on the page were used up, and nothing was changed. */
    readonly gives: { readonly end: 'changed' | 'stopped' | 'directory' | 'unknown' | 'left' }
  }
  'change-password': {
    readonly given: Anywhere
    readonly gives: {
      /** `refused`: the session or the proof was over when the page was sent. */
      readonly end: 'changed' | 'refused' | 'no-email' | 'not-proven' | 'left'
      readonly why: string | null
    }
  }
  'explain-lock': {
    readonly given: Anywhere
    /** Until when sign-in is locked, epoch ms, or null when it is not. */
    readonly gives: {
      readonly until: number | null
      /** Whether anything tells whose sign-in is meant; left out for no. */
      readonly isKnown?: boolean | undefined
      readonly codesUntil?: number | null | undefined
      readonly personUntil?: number | null | undefined
    }
  }
  'talk-to-support': {
    readonly given:
      | Anywhere
      | {
          /** What brought the flow here without the person: a talk, a rating, or the wish to take a case up again. */
          readonly entrance: 'held' | 'ended' | 'reopen'
          readonly number: number
          readonly agent?: string | null
        }
    readonly gives: {
      readonly end:
        | 'opened'
        | 'appended'
        | 'left'
        | 'delayed'
        | 'handed-back'
        | 'released'
        | 'over'
        | 'rated'
        | 'skipped'
        | 'reopened'
        | 'too-late'
      readonly number: number | null
      readonly agent: string | null
      readonly until: number | null
      readonly timeZone: string
    }
  }
  'my-account': { readonly given: Anywhere; readonly gives: { readonly signedIn: boolean } }
  'my-case': {
    readonly given:
      | Anywhere
      | { readonly number: number | null }
      /** The case is to be taken back, once the person has said yes. */
      | { readonly withdraw: true }
    readonly gives: {
      readonly end: 'seen' | 'unknown' | 'withdrawn' | 'reopened' | 'too-late'
      readonly number: number | null
    }
  }
  'claim-account': {
    readonly given: Anywhere
    readonly gives: {
      readonly end: 'opened' | 'appended' | 'delayed' | 'left'
      readonly number: number | null
      readonly until: number | null
      readonly timeZone: string
    }
  }
  'change-contact': { readonly given: ChannelGiven; readonly gives: ChannelChange }
  'change-recovery': { readonly given: ChannelGiven; readonly gives: ChannelChange }
  'bind-email': {
    readonly given: Anywhere
    readonly gives: {
      readonly end: 'bound' | 'unbound' | 'refused' | 'not-confirmed' | 'not-proven' | 'left'
      readonly why: string | null
      /** Masked. */
      readonly after: string
      readonly hasPassword: boolean
      readonly setPassword: boolean
    }
  }
  'verify-channel': {
    readonly given: {
      readonly channel: ChannelName
      /** Canonical; null for the one that waits in the channel. */
      readonly address: string | null
      readonly medium: 'sms' | 'email'
      readonly mask: string
    }
    /** Why the address was not proven, `other` when another one is to be typed; null when it was. */
    readonly gives: Proving<'exhausted' | 'too-many' | 'lost' | 'other' | 'left'>
  }
  'verify-identity': {
    readonly given:
      | { readonly purpose: 'sign-in'; readonly lookup: Lookup }
      | { readonly purpose: IdentityPurpose }
    readonly gives: Proving<IdentityObstacle | 'exhausted' | 'too-many' | 'lost' | 'left'>
  }
  'choose-password': {
    /** Whether two agents vouch for the person (S91); their proof itself is looked at where it counts. */
    readonly given: { readonly isVouched: boolean } | null
    readonly gives: {
      readonly changed: boolean
      /** Why not, once that was tried; null otherwise. */
      readonly why: 'proof' | 'directory' | 'unknown' | null
    }
  }
  'confirm-mobile': {
    /** The number as a stranger may see it; a decoy when there is none. */
    readonly given: { readonly mask: string }
    /** E.164, or null when the person turned away instead of typing one. */
    readonly gives: { readonly mobile: string | null }
  }
  'human-check': { readonly given: null; readonly gives: { readonly passed: boolean } }
}

/** Whether something was proven, and why not. */
interface Proving<R extends string> {
  readonly proven: boolean
  /** Null when it was proven. */
  readonly reason: R | null
}

/** The id of a flow. */
export type FlowId = keyof FlowCalls

/** What a flow is given when it is started. */
export type Given<F extends FlowId> = FlowCalls[F]['given']

/** What a flow gives back. */
export type Gives<F extends FlowId> = FlowCalls[F]['gives']

/** One flow to be run on top of another. */
export type FlowCall<F extends FlowId = FlowId> = {
  [Each in F]: { readonly flow: Each; readonly given: Given<Each> }
}[F]

/**
 * What a called flow came to. It narrows by `flow`; the output is null where the person stopped that flow instead of
 * finishing it.
 */
export type FlowReturned<F extends FlowId = FlowId> = {
  [Each in F]: {
    readonly type: 'flow.returned'
    readonly flow: Each
    readonly output: Gives<Each> | null
  }
}[F]

/** A call of a flow; `given` may be left out where the flow can be started with null. */
export function call<F extends FlowId>(
  flow: F,
  ...[given = null]: null extends Given<F> ? [Given<F>?] : [Given<F>]
): FlowCall {
  return { flow, given } as FlowCall
}

/**
 * The start of a flow that the person chose, from the menu, by a button or in words: nothing is known but which flow
 * they came from, and often not even that.
 */
export function startOf(
  flow: FlowId,
  given: { readonly from: FlowId | null } | null = null,
): FlowCall {
  return { flow, given } as FlowCall
}

/**
 * The event for the flow that called: what the called flow came to, as its machine or an unfinished run gave it, or
 * null when it was stopped.
 */
export function returned(flow: FlowId, output: unknown): FlowReturned {
  return { type: 'flow.returned', flow, output } as FlowReturned
}
