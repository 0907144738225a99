import { assign } from 'xstate'
import {
  because,
  calling,
  chose,
  end,
  flowSetup,
  hashIn,
  signingIn,
  working,
  type At,
} from '../../src/flow/flow-setup.ts'
import type { Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['wait-for-page'] as const

const flow = flowSetup<Context, 'change-password', (typeof prompts)[number]>().extend({
  guards: {
    hasEmail: ({ event }) => event.type === 'session.found' && event.hasLoginEmail,
  },
  actions: {
    remind: assign({ reminded: true }),
    listen: assign({ reminded: false }),
  },
})

/**
 * Change a known password (S49 to S61): signed in, with a login email bound, identity verified in the chat, and the
 * passwords typed on the page.
 */
export const machine = flow.createMachine({
  id: 'change-password',
  context: { reminded: false, end: null, why: null },
  output: ({ context }) => ({ end: context.end ?? 'left', why: context.why }),
  initial: 'signingIn',
  states: {
    signingIn: signingIn('checkingAccount', end('left')),
    checkingAccount: working('session.find', null, {
      'session.found': [{ guard: 'hasEmail', target: 'verifyingIdentity' }, end('no-email')],
      'session.missing': end('left'),
    }),
    verifyingIdentity: calling('verify-identity', { purpose: 'change-password' }, [
      { guard: 'isProven', target: 'offeringPage' },
      because('not-proven'),
    ]),
    offeringPage: working('page.offer', () => ({ page: 'change-password' }), {
      'page.offered': { target: 'askingForPage', actions: 'listen' },
      'page.unneeded': end('refused'),
    }),
    askingForPage: {
      tags: 'asking',
      meta: { prompt: 'wait-for-page' },
      on: {
        'password.chosen': { target: 'changingPassword' },
        'user.chose': { guard: chose('new-link'), target: 'offeringPage' },
        'user.answered': { actions: 'remind' },
        'user.wentBack': end('left'),
      },
    },
    changingPassword: working(
      'password.change',
      ({ event }: At<Context>) => ({ purpose: 'change-password', hash: hashIn(event) }),
      {
        'password.changed': end('changed'),
        'password.refused': because('refused'),
        // The page says why, and takes another one.
        'password.rejected': { target: 'askingForPage', actions: 'listen' },
      },
    ),
    finished: { type: 'final' },
  },
})
