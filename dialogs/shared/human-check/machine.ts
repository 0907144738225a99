import { assign } from 'xstate'
import { chose, flowSetup, working } from '../../../src/flow/flow-setup.ts'
import type { Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['wait-for-page'] as const

const flow = flowSetup<Context, 'human-check', (typeof prompts)[number]>().extend({
  guards: {
    isCheck: ({ event }) => event.type === 'page.completed' && event.page === 'check',
  },
  actions: {
    offered: assign(({ event }) =>
      event.type === 'page.offered' ? { expiresAt: event.expiresAt, reminded: false } : {},
    ),
    remind: assign({ reminded: true }),
    pass: assign({ passed: true }),
  },
})

/** The check that a human is asking (S26): a page where the browser proves a little work, or nothing when it is off. */
export const machine = flow.createMachine({
  id: 'human-check',
  context: { expiresAt: null, passed: false, reminded: false },
  output: ({ context }) => ({ passed: context.passed }),
  initial: 'offeringPage',
  states: {
    offeringPage: working('page.offer', () => ({ page: 'check' }), {
      'page.offered': { target: 'askingForPage', actions: 'offered' },
      'page.unneeded': { target: 'finished', actions: 'pass' },
    }),
    askingForPage: {
      tags: 'asking',
      meta: { prompt: 'wait-for-page' },
      on: {
        'page.completed': { guard: 'isCheck', target: 'finished', actions: 'pass' },
        'user.chose': { guard: chose('new-link'), target: 'offeringPage' },
        'user.answered': { actions: 'remind' },
        'user.wentBack': { target: 'finished' },
      },
    },
    finished: { type: 'final' },
  },
})
