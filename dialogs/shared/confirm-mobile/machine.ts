import { assign } from 'xstate'
import { readMobile } from '../../../src/domain/value-in-text.ts'
import { flowSetup, type At } from '../../../src/flow/flow-setup.ts'
import { answerIn } from '../../words/value-entry.ts'
import { initialContext, type Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-full-mobile'] as const

function mobileRead({ context, event }: At<Context>) {
  const text = answerIn(event)
  return text === null ? null : readMobile(text, context.defaultRegion)
}

const taking = { guard: 'holdsMobile', target: 'finished', actions: 'take' } as const

const flow = flowSetup<Context, 'confirm-mobile', (typeof prompts)[number]>().extend({
  guards: {
    holdsMobile: (at) => mobileRead(at)?.outcome === 'one',
  },
  actions: {
    take: assign((at) => {
      const mobile = mobileRead(at)
      return mobile?.outcome === 'one' ? { mobile: mobile.value, refused: null, several: [] } : {}
    }),
    miss: assign((at) => {
      const mobile = mobileRead(at)
      if (mobile === null || mobile.outcome === 'one') return {}
      if (mobile.outcome === 'several') return { refused: null, several: [...mobile.values] }
      return { refused: mobile.refusal, several: [], misses: at.context.misses + 1 }
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
        'user.answered': [taking, { actions: 'miss' }],
        'user.chose': taking,
        'user.wentBack': { target: 'finished' },
      },
    },
    finished: { type: 'final' },
  },
})
