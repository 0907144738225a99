import { assign } from 'xstate'
import { flowSetup, working } from '../../src/flow/flow-setup.ts'
import type { Context } from './context.ts'

/** This flow answers and asks nothing. */
export const prompts = [] as const

const flow = flowSetup<Context, 'explain-lock', never>().extend({
  actions: {
    take: assign(({ event }) => {
      if (event.type !== 'lock.explained') return {}
      const { until, isKnown, codesUntil, personUntil } = event
      return { until, isKnown, codesUntil, personUntil }
    }),
  },
})

/** "Why am I locked?" (S93): whether the sign-in that was last tried from this conversation is, and until when. */
export const machine = flow.createMachine({
  id: 'explain-lock',
  context: { until: null },
  output: ({ context }) => context,
  initial: 'explaining',
  states: {
    explaining: working('lock.explain', null, {
      'lock.explained': { target: 'finished', actions: 'take' },
    }),
    finished: { type: 'final' },
  },
})
