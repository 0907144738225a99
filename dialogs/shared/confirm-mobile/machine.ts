import { assign } from 'xstate'
import { parseMobile } from '../../../src/domain/mobile.ts'
import { flowSetup } from '../../../src/flow/flow-setup.ts'
import { initialContext, type Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-full-mobile'] as const

const flow = flowSetup<Context, 'confirm-mobile', (typeof prompts)[number]>().extend({
  guards: {
    holdsMobile: ({ context, event }) =>
      event.type === 'user.answered' &&
      parseMobile(event.text, context.defaultRegion).outcome === 'parsed',
  },
  actions: {
    take: assign(({ context, event }) => {
      if (event.type !== 'user.answered') return {}
      const mobile = parseMobile(event.text, context.defaultRegion)
      return mobile.outcome === 'parsed' ? { mobile: mobile.e164, refused: null } : {}
    }),
    miss: assign(({ context, event }) => {
      if (event.type !== 'user.answered') return {}
      const mobile = parseMobile(event.text, context.defaultRegion)
      return mobile.outcome === 'refused'
        ? { refused: mobile.reason, misses: context.misses + 1 }
        : {}
    }),
  },
})

/**
 * The masked number typed in full (S27, S28). Only its shape is judged here: whether it is the right one is
 * decided where the message is sent, so the person is told the same in either case.
 */
export const machine = flow.createMachine({
  id: 'confirm-mobile',
  context: ({ input }) => initialContext(input),
  output: ({ context }) => ({ mobile: context.mobile }),
  initial: 'askingFullMobile',
  states: {
    askingFullMobile: {
      tags: 'asking',
      meta: { prompt: 'ask-full-mobile' },
      on: {
        'user.answered': [
          { guard: 'holdsMobile', target: 'finished', actions: 'take' },
          { actions: 'miss' },
        ],
        'user.wentBack': { target: 'finished' },
      },
    },
    finished: { type: 'final' },
  },
})
