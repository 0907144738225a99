import { assign, setup } from 'xstate'
import type { Effect, Effects, EffectType } from './effect.ts'
import type { FlowEvent } from './event.ts'
import type { FlowCall, FlowId, Given, Gives } from './flow-call.ts'

/** The input of a flow's machine: of one flow by its id, or of any. */
export interface FlowInput<F = unknown> {
  /** When it was started, epoch ms. */
  readonly at: number
  /** ISO 3166 region a national number is read in. */
  readonly defaultRegion: string
  /** Whether addresses from the documentation ranges count as servers (demo data lives there). */
  readonly allowDocumentationIps: boolean
  /** Whether text messages can be sent. */
  readonly canText: boolean
  /** What the caller or the menu already knows. */
  readonly given: F extends FlowId ? Given<F> : unknown
}

/** What guards, actions and requests are computed from. */
export interface At<C> {
  readonly context: C
  readonly event: FlowEvent
}

/**
 * The setup every chart extends: the events, tags and meta that all share, and the guards and actions that several
 * charts use.
 *
 * A state tagged `asking` names its prompt and waits for the person; one made by `working` or `calling` requests one
 * effect when it is entered and waits for the answer. No `invoke`, `after`, `spawn` or history: time is in the events.
 */
export function flowSetup<
  TContext extends Record<string, unknown>,
  F extends FlowId,
  TPrompt extends string,
>() {
  type End = NonNullable<TContext['end']>
  const change = changeOf<TContext, Record<string, unknown>>
  return setup({
    types: {
      context: {} as TContext,
      events: {} as FlowEvent,
      input: {} as FlowInput<F>,
      output: {} as Gives<F>,
      tags: {} as 'asking' | 'working',
      meta: {} as { prompt: TPrompt },
    },
    guards: {
      chose: ({ event }, choice: string) => event.type === 'user.chose' && event.choice === choice,
      isHuman: ({ event }) => isReturnOf(event, 'human-check') && event.output?.passed === true,
      isSignedIn: ({ event }) => isReturnOf(event, 'sign-in') && event.output?.signedIn === true,
      isProven: ({ event }) => isProof(event),
    },
    actions: {
      /** Does nothing itself: step.ts reads the effect from its params. */
      request: (_, _effect: Effect) => {},
      /** Says something before the next question, or nothing, and counts misses anew. */
      note: assign(({ context }, notice: TContext['notice']) =>
        change('misses' in context ? { notice, misses: 0 } : { notice }),
      ),
      end: assign((_, how: End) => change({ end: how })),
      /** Ends for the reason that the answer gave. */
      because: assign(({ event }, how: End) =>
        change({ end: how, why: reasonOf(event) ?? 'left' }),
      ),
    },
  })
}

/** A change of fields that several charts have, as a change of one chart's context. */
export const changeOf = <C extends Shared, Shared extends object>(changed: Partial<Shared>) =>
  changed as Partial<C>

/** Whether an event is the return of one flow; what that flow gave is typed then. */
export function isReturnOf<F extends FlowId>(
  event: FlowEvent,
  flow: F,
): event is Extract<FlowEvent, { type: 'flow.returned'; flow: F }> {
  return event.type === 'flow.returned' && event.flow === flow
}

const isVerification = (event: FlowEvent) =>
  isReturnOf(event, 'verify-identity') || isReturnOf(event, 'verify-channel')

/** Whether the identity, or a new address, was proven by the flow that was called for it. */
export const isProof = (event: FlowEvent): boolean =>
  isVerification(event) && event.output?.proven === true

/** Why nothing was proven or changed; null when the event tells no reason. */
export function reasonOf(event: FlowEvent) {
  if (event.type === 'channel.refused' || event.type === 'password.refused') return event.reason
  return isVerification(event) ? (event.output?.reason ?? null) : null
}

/** The hash of a new password that a page sent; null for any other event. */
export const hashIn = (event: FlowEvent): string | null =>
  event.type === 'password.chosen' ? event.hash : null

/** The guard for one choice. */
export const chose = <const C extends string>(params: C) => ({ type: 'chose', params }) as const

/** The action that says something before the next question. */
export const note = <const N>(params: N) => ({ type: 'note', params }) as const

/** The action that clears the notice before the next question. */
export const cleared = note(null)

/** The transition that ends a flow in one of its ways. */
export const end = <const E>(params: E) =>
  ({ target: 'finished', actions: { type: 'end', params } }) as const

/** The transition that ends a flow for the reason that the answer gave. */
export const because = <const E>(params: E) =>
  ({ target: 'finished', actions: { type: 'because', params } }) as const

/** A value, or how it is made when the state is entered. */
type Made<T, C> = T | ((at: At<C>) => T)

function made<T, C>(value: Made<T, C>, at: At<C>): T {
  return typeof value === 'function' ? (value as (at: At<C>) => T)(at) : value
}

type AnswerType<T extends EffectType> = Effects[T]['answers']

/** Transitions that are for other events than the answers to an effect. */
type Foreign<T extends EffectType, On> = Readonly<Record<Exclude<keyof On, AnswerType<T>>, never>>

/**
 * A state that requests an effect when it is entered. `on` must have a transition for every answer that may come of
 * the effect, and for no other event.
 *
 * @param asks what the effect asks for, or how it is made from the context and the event that led here; null for
 *   nothing
 */
export function working<
  T extends EffectType,
  const On extends Readonly<Record<AnswerType<T>, unknown>>,
  const A extends Effects[T]['asks'],
  C = unknown,
>(type: T, asks: Made<A, C>, on: On & Foreign<T, On>) {
  const params = (at: At<C>) => ({ type, ...(made(asks, at) as object) }) as Effect
  return { tags: 'working', entry: { type: 'request', params }, on: on as On } as const
}

/** A state that runs another flow, and the transitions for when that returns. */
export function calling<F extends FlowId, const On, const G extends Given<F>, C = unknown>(
  flow: F,
  given: Made<G, C>,
  on: On,
) {
  const asks = (at: At<C>) => ({ flow, given: made(given, at) }) as FlowCall
  return working('flow.call', asks, { 'flow.returned': on })
}

/** Signs the person in, unless they are. */
export const signingIn = <const T extends string, const O>(target: T, otherwise: O) =>
  calling('sign-in', null, [{ guard: 'isSignedIn', target }, otherwise])

/** Lets somebody show that they are human, unless they did a while ago. */
export const checkingHuman = <const T extends string, const O>(target: T, otherwise: O) =>
  calling('human-check', null, [{ guard: 'isHuman', target }, otherwise])
