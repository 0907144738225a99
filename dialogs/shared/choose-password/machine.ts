import { assign } from 'xstate'
import { calling, flowSetup, hashIn, working, type At } from '../../../src/flow/flow-setup.ts'
import { initialContext, type Context } from './context.ts'

/** Every question this flow can wait at; it is asked on a page, never in a chat. */
export const prompts = ['ask-new-password'] as const

const flow = flowSetup<Context, 'choose-password', (typeof prompts)[number]>().extend({
  guards: { isVouched: ({ context }) => context.isVouched || context.isProven },
  actions: {
    change: assign({ changed: true }),
    refuse: assign(({ event }) => (event.type === 'password.refused' ? { why: event.reason } : {})),
    trust: assign({ isProven: true }),
  },
})

/**
 * The page of a reset (S45 to S48): a new password is kept aside, the identity is verified afterwards, and only then
 * does it count.
 */
export const machine = flow.createMachine({
  id: 'choose-password',
  context: ({ input }) => initialContext(input),
  output: ({ context }) => ({ changed: context.changed, why: context.why }),
  initial: 'askingNewPassword',
  states: {
    askingNewPassword: {
      tags: 'asking',
      meta: { prompt: 'ask-new-password' },
      on: {
        'password.chosen': { target: 'holdingPassword' },
        // Words belong to the chat; a person who waits on the page is asked there again.
        'user.answered': { target: 'askingNewPassword' },
        'user.wentBack': { target: 'finished' },
      },
    },
    holdingPassword: working(
      'password.hold',
      ({ event }: At<Context>) => ({ hash: hashIn(event) ?? '' }),
      {
        'password.held': [
          { guard: 'isVouched', target: 'changingPassword' },
          { target: 'verifyingIdentity' },
        ],
        'password.unheld': { target: 'finished' },
      },
    ),
    verifyingIdentity: calling('verify-identity', { purpose: 'reset-password' }, [
      { guard: 'isProven', target: 'changingPassword' },
      { target: 'droppingPassword' },
    ]),
    changingPassword: working(
      'password.change',
      () => ({ purpose: 'reset-password', hash: null }),
      {
        'password.changed': { target: 'finished', actions: 'change' },
        'password.refused': { target: 'finished', actions: 'refuse' },
        // The page says why; another one needs no further proof.
        'password.rejected': { target: 'askingNewPassword', actions: 'trust' },
      },
    ),
    droppingPassword: working('password.drop', null, {
      'password.dropped': { target: 'finished' },
    }),
    finished: { type: 'final' },
  },
})
