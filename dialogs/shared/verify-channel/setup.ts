import { assign } from 'xstate'
import { codeSetup } from '../../words/code-entry.ts'
import type { Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-code'] as const

/** The chart's guards and actions. */
export const flow = codeSetup<Context, 'verify-channel', (typeof prompts)[number]>().extend({
  guards: {
    isConfirmed: ({ event }) => event.type === 'page.completed' && event.page === 'confirm',
  },
  actions: {
    prove: assign({ proven: true }),
    fail: assign((_, reason: NonNullable<Context['reason']>) => ({ reason })),
  },
})
