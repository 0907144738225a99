import { assign } from 'xstate'
import { flowSetup } from '../../src/flow/flow-setup.ts'
import { initialContext, type Context, type Output } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-problem', 'confirm-case'] as const

/** Fewer characters than this describe no problem. */
const shortestProblem = 4

const flow = flowSetup<Context, Output, (typeof prompts)[number]>().extend({
  guards: {
    chose: ({ event }, choice: string) => event.type === 'user.chose' && event.choice === choice,
    describes: ({ event }) =>
      event.type === 'user.answered' && Array.from(event.text.trim()).length >= shortestProblem,
  },
  actions: {
    note: assign((_, notice: Context['notice']) => ({ notice })),
    take: assign(({ event }) =>
      event.type === 'user.answered' ? { problem: event.text.trim(), notice: null } : {},
    ),
    opened: assign(({ event }) => (event.type === 'case.opened' ? { number: event.number } : {})),
  },
})

const cleared = { type: 'note', params: null } as const

/** Handing over to a person (S79, S83): what happened, a look at what is shared, and a number to keep. */
export const machine = flow.createMachine({
  id: 'talk-to-support',
  context: ({ input }) => initialContext(input),
  output: ({ context }) => ({ number: context.number }),
  initial: 'askingProblem',
  states: {
    askingProblem: {
      tags: 'asking',
      meta: { prompt: 'ask-problem' },
      on: {
        'user.answered': [
          { guard: 'describes', target: 'confirmingCase', actions: 'take' },
          { actions: { type: 'note', params: 'too-short' } },
        ],
        'user.wentBack': { target: 'finished' },
      },
    },
    confirmingCase: {
      tags: 'asking',
      meta: { prompt: 'confirm-case' },
      on: {
        'user.chose': [
          { guard: { type: 'chose', params: 'yes' }, target: 'openingCase', actions: cleared },
          {
            guard: { type: 'chose', params: 'rewrite' },
            target: 'askingProblem',
            actions: cleared,
          },
          { guard: { type: 'chose', params: 'no' }, target: 'finished' },
        ],
        'user.answered': { actions: { type: 'note', params: 'bad-choice' } },
        'user.wentBack': { target: 'askingProblem', actions: cleared },
      },
    },
    openingCase: {
      tags: 'working',
      entry: {
        type: 'request',
        params: ({ context }) => ({
          type: 'case.open',
          problem: context.problem ?? '',
          from: context.from,
        }),
      },
      on: { 'case.opened': { target: 'finished', actions: 'opened' } },
    },
    finished: { type: 'final' },
  },
})
