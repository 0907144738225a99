import { assign } from 'xstate'
import { isOpenState } from '../../src/domain/support-case.ts'
import { flowSetup } from '../../src/flow/flow-setup.ts'
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
    chose: ({ event }, choice: string) => event.type === 'user.chose' && event.choice === choice,
    mayDo: ({ context, event }, step: 'add' | 'withdraw' | 'reopen' | 'done') =>
      event.type === 'user.chose' && event.choice === step && stepsOf(context).includes(step),
    isNamed: ({ context }) => context.number !== null,
  },
  actions: {
    know: assign(({ event }) => (event.type === 'case.found' ? { support: event.support } : {})),
    note: assign((_, notice: Context['notice']) => ({ notice })),
    end: assign((_, end: Context['end']) => ({ end })),
  },
})

const endsAs = (end: Context['end']) => ({ type: 'end', params: end }) as const
const does = (step: 'add' | 'withdraw' | 'reopen' | 'done') =>
  ({ type: 'mayDo', params: step }) as const
const says = (choice: string) => ({ type: 'chose', params: choice }) as const
const cleared = { type: 'note', params: null } as const

const numberOf = ({ support, number }: Context): number => support?.number ?? number ?? 0

const lookedUp = {
  'case.found': { target: 'askingStep', actions: 'know' },
  'case.unknown': { target: 'finished', actions: endsAs('unknown') },
} as const

/** How the own case stands, and what can be done about it: adding to it, taking it back, opening it again. */
export const machine = flow.createMachine({
  id: 'my-case',
  context: ({ input }) => initialContext(input),
  output: ({ context }) => ({ end: context.end, number: numberOf(context) }),
  initial: 'arriving',
  states: {
    arriving: {
      always: [{ guard: 'isNamed', target: 'viewing' }, { target: 'looking' }],
    },
    viewing: {
      tags: 'working',
      entry: {
        type: 'request',
        params: ({ context }) => ({ type: 'case.view', number: numberOf(context) }),
      },
      on: lookedUp,
    },
    looking: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'case.find' } },
      on: lookedUp,
    },
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
        'user.answered': { actions: { type: 'note', params: 'bad-choice' } },
        'user.wentBack': { target: 'finished' },
      },
    },
    adding: {
      tags: 'working',
      entry: {
        type: 'request',
        params: { type: 'flow.call', flow: 'talk-to-support', given: null },
      },
      on: { 'flow.returned': { target: 'finished' } },
    },
    confirmingWithdrawal: {
      tags: 'asking',
      meta: { prompt: 'confirm-withdraw' },
      on: {
        'user.chose': [
          { guard: says('yes'), target: 'withdrawing', actions: cleared },
          { guard: says('no'), target: 'askingStep', actions: cleared },
        ],
        'user.answered': { actions: { type: 'note', params: 'bad-choice' } },
        'user.wentBack': { target: 'askingStep', actions: cleared },
      },
    },
    withdrawing: {
      tags: 'working',
      entry: {
        type: 'request',
        params: ({ context }) => ({ type: 'case.withdraw', number: numberOf(context) }),
      },
      on: {
        'case.told': { target: 'finished', actions: endsAs('withdrawn') },
        'case.unknown': { target: 'finished', actions: endsAs('too-late') },
      },
    },
    reopening: {
      tags: 'working',
      entry: {
        type: 'request',
        params: ({ context }) => ({ type: 'case.reopen', number: numberOf(context) }),
      },
      on: {
        'case.told': { target: 'finished', actions: endsAs('reopened') },
        'case.unknown': { target: 'finished', actions: endsAs('too-late') },
      },
    },
    finished: { type: 'final' },
  },
})
