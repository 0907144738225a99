import { setup } from 'xstate'
import type { Effect } from './effect.ts'
import type { FlowEvent } from './event.ts'

/** What every flow is started with. */
export interface FlowInput {
  /** When it was started, epoch ms. */
  readonly at: number
  /** ISO 3166 region a national number is read in. */
  readonly defaultRegion: string
  /** Whether addresses from the documentation ranges count as servers (demo data lives there). */
  readonly allowDocumentationIps: boolean
  /** What the caller or the menu already knows; each flow says what it takes. */
  readonly given: unknown
}

/**
 * The one setup every flow starts from, so that all share events, effects and tags.
 *
 * A state tagged `asking` names its prompt and waits for the person; one tagged `working` was entered with exactly
 * one `request` and waits for that effect's answer. No `invoke`, `after`, `spawn` or history: time is in the events.
 */
export function flowSetup<
  TContext extends Record<string, unknown>,
  TOutput,
  TPrompt extends string,
>() {
  return setup({
    types: {
      context: {} as TContext,
      events: {} as FlowEvent,
      input: {} as FlowInput,
      output: {} as TOutput,
      tags: {} as 'asking' | 'working',
      meta: {} as { prompt: TPrompt },
    },
    actions: {
      /** Inert: the shell reads its params (see step.ts). */
      request: (_, _effect: Effect) => {},
    },
  })
}
