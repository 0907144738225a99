import { assign } from 'xstate'
import { z } from 'zod'
import type { Effect } from '../../src/flow/effect.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import { flowSetup } from '../../src/flow/flow-setup.ts'
import type { Context, Output } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['wait-for-page'] as const

const signedInSchema = z.object({ signedIn: z.literal(true) })
const provenSchema = z.object({ proven: z.literal(true) })
const reasonSchema = z.object({ reason: z.string() })

const change = ({ event }: { readonly event: FlowEvent }): Effect => ({
  type: 'password.change',
  purpose: 'change-password',
  hash: event.type === 'password.chosen' ? event.hash : null,
})

const flow = flowSetup<Context, 'change-password', (typeof prompts)[number]>().extend({
  guards: {
    wantsNewLink: ({ event }) => event.type === 'user.chose' && event.choice === 'new-link',
    isSignedIn: ({ event }) =>
      event.type === 'flow.returned' && signedInSchema.safeParse(event.output).success,
    isProven: ({ event }) =>
      event.type === 'flow.returned' && provenSchema.safeParse(event.output).success,
    hasEmail: ({ event }) => event.type === 'session.found' && event.hasLoginEmail,
  },
  actions: {
    remind: assign({ reminded: true }),
    listen: assign({ reminded: false }),
    end: assign((_, end: Output['end']) => ({ end })),
    notProven: assign(({ event }) => {
      const reason = event.type === 'flow.returned' ? reasonSchema.safeParse(event.output) : null
      const why = reason?.success === true ? reason.data.reason : 'left'
      return { end: 'not-proven' as const, why }
    }),
  },
})

const end = <E extends Output['end']>(params: E) =>
  ({ target: 'finished', actions: { type: 'end', params } }) as const

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
    signingIn: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'flow.call', flow: 'sign-in', given: null } },
      on: {
        'flow.returned': [{ guard: 'isSignedIn', target: 'checkingAccount' }, end('left')],
      },
    },
    checkingAccount: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'session.find' } },
      on: {
        'session.found': [{ guard: 'hasEmail', target: 'verifyingIdentity' }, end('no-email')],
        'session.missing': end('left'),
      },
    },
    verifyingIdentity: {
      tags: 'working',
      entry: {
        type: 'request',
        params: {
          type: 'flow.call',
          flow: 'verify-identity',
          given: { purpose: 'change-password' },
        },
      },
      on: {
        'flow.returned': [
          { guard: 'isProven', target: 'offeringPage' },
          { target: 'finished', actions: 'notProven' },
        ],
      },
    },
    offeringPage: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'page.offer', page: 'change-password' } },
      on: {
        'page.offered': { target: 'askingForPage', actions: 'listen' },
        'page.unneeded': end('refused'),
      },
    },
    askingForPage: {
      tags: 'asking',
      meta: { prompt: 'wait-for-page' },
      on: {
        'password.chosen': {
          target: 'changingPassword',
          actions: { type: 'request', params: change },
        },
        'user.chose': { guard: 'wantsNewLink', target: 'offeringPage' },
        'user.answered': { actions: 'remind' },
        'user.wentBack': end('left'),
      },
    },
    changingPassword: {
      tags: 'working',
      on: {
        'password.changed': end('changed'),
        'password.refused': end('refused'),
      },
    },
    finished: { type: 'final' },
  },
})
