import { assign } from 'xstate'
import { z } from 'zod'
import type { Effect } from '../../../src/flow/effect.ts'
import type { FlowEvent } from '../../../src/flow/event.ts'
import { flowSetup } from '../../../src/flow/flow-setup.ts'
import { initialContext, type Context } from './context.ts'

/** Every question this flow can wait at; it is asked on a page, never in a chat. */
export const prompts = ['ask-new-password'] as const

const provenSchema = z.object({ proven: z.literal(true) })

const hold = ({ event }: { readonly event: FlowEvent }): Effect => ({
  type: 'password.hold',
  hash: event.type === 'password.chosen' ? event.hash : '',
})

const flow = flowSetup<Context, 'choose-password', (typeof prompts)[number]>().extend({
  guards: {
    isVouched: ({ context }) => context.isVouched,
    isProven: ({ event }) =>
      event.type === 'flow.returned' && provenSchema.safeParse(event.output).success,
  },
  actions: { change: assign({ changed: true }) },
})

/**
 * The page of a reset (S45 to S48): a new password is kept aside, the identity is verified afterwards, and only then
 * does it count.
 */
export const machine = flow.createMachine({
  id: 'choose-password',
  context: ({ input }) => initialContext(input),
  output: ({ context }) => ({ changed: context.changed }),
  initial: 'askingNewPassword',
  states: {
    askingNewPassword: {
      tags: 'asking',
      meta: { prompt: 'ask-new-password' },
      on: {
        'password.chosen': {
          target: 'holdingPassword',
          actions: { type: 'request', params: hold },
        },
        // Words belong to the chat; whoever waits on the page is asked there again.
        'user.answered': { target: 'askingNewPassword' },
        'user.wentBack': { target: 'finished' },
      },
    },
    holdingPassword: {
      tags: 'working',
      on: {
        'password.held': [
          { guard: 'isVouched', target: 'changingPassword' },
          { target: 'verifyingIdentity' },
        ],
        'session.missing': { target: 'finished' },
      },
    },
    verifyingIdentity: {
      tags: 'working',
      entry: {
        type: 'request',
        params: {
          type: 'flow.call',
          flow: 'verify-identity',
          given: { purpose: 'reset-password' },
        },
      },
      on: {
        'flow.returned': [
          { guard: 'isProven', target: 'changingPassword' },
          { target: 'droppingPassword' },
        ],
      },
    },
    changingPassword: {
      tags: 'working',
      entry: {
        type: 'request',
        params: { type: 'password.change', purpose: 'reset-password', hash: null },
      },
      on: {
        'password.changed': { target: 'finished', actions: 'change' },
        'password.refused': { target: 'finished' },
      },
    },
    droppingPassword: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'password.drop' } },
      on: { 'password.dropped': { target: 'finished' } },
    },
    finished: { type: 'final' },
  },
})
