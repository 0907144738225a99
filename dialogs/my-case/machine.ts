import { assign } from 'xstate'
import { isOpenState } from '../../src/domain/support-case.ts'
import {
  calling,
  chose,
  cleared,
  end,
  flowSetup,
  note,
  working,
  type At,
} from '../../src/flow/flow-setup.ts'
import { unsureIn } from '../words/consent.ts'
import { initialContext, type Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-case-step', 'confirm-withdraw'] as const

/** What can be done about a case in the state it is in. */
export function stepsOf({ support }: Context): readonly ('add' | 'withdraw' | 'reopen' | 'done')[] {
  if (support === null) return ['done']
  if (isOpenState(support.state)) return ['add', 'withdraw', 'done']
  return support.isReopenable ? ['reopen', 'done'] : ['done']
}

const flow = flowSetup<Context, 'my-case', (typeof prompts)[number]>().extend({
  guards: {
    mayDo: ({ context, event }, step: 'add' | 'withdraw' | 'reopen' | 'done') =>
      event.type === 'user.chose' && event.choice === step && stepsOf(context).includes(step),
    wantsToWithdraw: ({ context, event }) =>
      context.withdraws && event.type === 'case.found' && isOpenState(event.support.state),
  },
  actions: {
    know: assign(({ event }) => (event.type === 'case.found' ? { support: event.support } : {})),
  },
})

const does = (step: 'add' | 'withdraw' | 'reopen' | 'done') =>
  ({ type: 'mayDo', params: step }) as const

const numberOf = ({ support, number }: Context): number => support?.number ?? number ?? 0

const theCase = ({ context }: At<Context>) => ({ number: numberOf(context) })

/** What comes of a change of the case. */
const changed = <const E extends Context['end']>(how: E) =>
  ({ 'case.told': end(how), 'case.unknown': end('too-late') }) as const

/** How the own case stands, and what can be done about it: adding to it, taking it back, opening it again. */
export const machine = flow.createMachine({
  id: 'my-case',
  context: ({ input }) => initialContext(input),
  output: ({ context }) => ({ end: context.end, number: numberOf(context) }),
  initial: 'looking',
  states: {
    looking: working('case.view', ({ context: { number } }: At<Context>) => ({ number }), {
      'case.found': [
        { guard: 'wantsToWithdraw', target: 'confirmingWithdrawal', actions: 'know' },
        { target: 'askingStep', actions: 'know' },
      ],
      'case.unknown': end('unknown'),
    }),
    askingStep: {
      tags: 'asking',
      meta: { prompt: 'ask-case-step' },
      on: {
        'user.chose': [
          { guard: does('add'), target: 'adding', actions: cleared },
          { guard: does('withdraw'), target: 'confirmingWithdrawal', actions: cleared },
          { guard: does('reopen'), target: 'reopening', actions: cleared },
          { guard: does('done'), target: 'finished' },
        ],
        'user.answered': { actions: note('bad-choice') },
        'user.wentBack': { target: 'finished' },
      },
    },
    adding: calling('talk-to-support', null, { target: 'finished' }),
    confirmingWithdrawal: {
      tags: 'asking',
      meta: { prompt: 'confirm-withdraw' },
      on: {
        'user.chose': [
          { guard: chose('yes'), target: 'withdrawing', actions: cleared },
          { guard: chose('no'), target: 'askingStep', actions: cleared },
        ],
        // Only a plain yes or no answers here; what was said instead is answered.
        'user.answered': {
          actions: { type: 'note', params: ({ event }: At<Context>) => unsureIn(event) },
        },
        'user.wentBack': { target: 'askingStep', actions: cleared },
      },
    },
    withdrawing: working('case.withdraw', theCase, changed('withdrawn')),
    reopening: working('case.reopen', theCase, changed('reopened')),
    finished: { type: 'final' },
  },
})
