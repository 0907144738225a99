import { setup } from 'xstate'
import type { Effect, Effects, EffectType } from './effect.ts'
import type { FlowEvent } from './event.ts'
import type { FlowCall, FlowId, Given, Gives } from './flow-call.ts'

/** What a flow is started with. */
export interface FlowInput<F extends FlowId> {
  /** When it was started, epoch ms. */
  readonly at: number
  /** ISO 3166 region a national number is read in. */
  readonly defaultRegion: string
  /** Whether addresses from the documentation ranges count as servers (demo data lives there). */
  readonly allowDocumentationIps: boolean
  /** What the caller or the menu already knows. */
  readonly given: Given<F>
}

/** The same for a flow that is known by its dialog alone; who starts it has to give what it takes. */
export type AnyFlowInput = Omit<FlowInput<FlowId>, 'given'> & { readonly given: unknown }

/** What guards, actions and requests are computed from. */
export interface At<C> {
  readonly context: C
  readonly event: FlowEvent
}

/**
 * The setup every chart extends: the events, tags and meta they share, the `request` action, and the guards that
 * several charts ask.
 *
 * A state tagged `asking` names its prompt and waits for the person; one made by `working` or `calling` requests one
 * effect when it is entered and waits for the answer. No `invoke`, `after`, `spawn` or history: time is in the events.
 */
export function flowSetup<
  TContext extends Record<string, unknown>,
  F extends FlowId,
  TPrompt extends string,
>() {
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
      isHuman: ({ event }) =>
        event.type === 'flow.returned' &&
        event.flow === 'human-check' &&
        event.output?.passed === true,
      isSignedIn: ({ event }) =>
        event.type === 'flow.returned' &&
        event.flow === 'sign-in' &&
        event.output?.signedIn === true,
      isProven: ({ event }) => isProof(event),
    },
    actions: {
      /** Does nothing itself: step.ts reads the effect from its params. */
      request: (_, _effect: Effect) => {},
    },
  })
}

/** Whether an identity or a new address was proven by the flow that was called for it. */
export function isProof(event: FlowEvent): boolean {
  return (
    event.type === 'flow.returned' &&
    (event.flow === 'verify-identity' || event.flow === 'verify-channel') &&
    event.output?.proven === true
  )
}

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
