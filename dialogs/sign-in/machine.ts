import { assign } from 'xstate'
import { z } from 'zod'
import { parseAccountId } from '../../src/domain/account-id.ts'
import type { Effect } from '../../src/flow/effect.ts'
import { flowSetup } from '../../src/flow/flow-setup.ts'
import type { Context, Output } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['wait-for-page', 'ask-account-id'] as const

const passedSchema = z.object({ passed: z.literal(true) })
const provenSchema = z.object({ proven: z.literal(true) })
const reasonSchema = z.object({ reason: z.string() })

const verify = ({ context }: { readonly context: Context }): Effect => ({
  type: 'flow.call',
  flow: 'verify-identity',
  given: {
    purpose: 'sign-in',
    lookup: { by: 'account-id', value: context.accountId ?? '' },
  },
})

const flow = flowSetup<Context, Output, (typeof prompts)[number]>().extend({
  guards: {
    chose: ({ event }, choice: string) => event.type === 'user.chose' && event.choice === choice,
    isSignIn: ({ event }) => event.type === 'page.completed' && event.page === 'sign-in',
    holdsId: ({ event }) =>
      event.type === 'user.answered' && parseAccountId(event.text).outcome === 'parsed',
    isHuman: ({ event }) =>
      event.type === 'flow.returned' && passedSchema.safeParse(event.output).success,
    isProven: ({ event }) =>
      event.type === 'flow.returned' && provenSchema.safeParse(event.output).success,
  },
  actions: {
    note: assign((_, notice: Context['notice']) => ({ notice, misses: 0 })),
    takeId: assign(({ event }) => {
      if (event.type !== 'user.answered') return {}
      const id = parseAccountId(event.text)
      return id.outcome === 'parsed' ? { accountId: id.id, notice: null, misses: 0 } : {}
    }),
    miss: assign(({ context, event }) => {
      if (event.type !== 'user.answered') return {}
      const id = parseAccountId(event.text)
      if (id.outcome === 'parsed') return {}
      const notice = { kind: 'bad-account-id', reason: id.reason } as const
      return { notice, misses: context.misses + 1 }
    }),
    notProven: assign(({ event }) => {
      if (event.type !== 'flow.returned') return {}
      const why = reasonSchema.safeParse(event.output)
      const reason = why.success ? why.data.reason : 'left'
      return { notice: { kind: 'not-proven', why: reason } as const, misses: 0 }
    }),
    signIn: assign({ signedIn: true }),
  },
})

const cleared = { type: 'note', params: null } as const

/**
 * Sign-in (S55): a page for email and password, or the account ID with a code to the recovery mobile. Whoever is signed
 * in already goes straight on.
 */
export const machine = flow.createMachine({
  id: 'sign-in',
  context: { accountId: null, notice: null, misses: 0, signedIn: false },
  output: ({ context }) => ({ signedIn: context.signedIn }),
  initial: 'findingSession',
  states: {
    findingSession: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'session.find' } },
      on: {
        'session.found': { target: 'finished', actions: 'signIn' },
        'session.missing': { target: 'offeringPage' },
      },
    },
    offeringPage: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'page.offer', page: 'sign-in' } },
      on: {
        'page.offered': { target: 'askingForPage', actions: cleared },
        'page.unneeded': { target: 'askingAccountId', actions: cleared },
      },
    },
    askingForPage: {
      tags: 'asking',
      meta: { prompt: 'wait-for-page' },
      on: {
        'page.completed': { guard: 'isSignIn', target: 'findingSession' },
        'user.chose': [
          { guard: { type: 'chose', params: 'new-link' }, target: 'offeringPage' },
          {
            guard: { type: 'chose', params: 'use-code' },
            target: 'askingAccountId',
            actions: cleared,
          },
        ],
        'user.answered': { actions: { type: 'note', params: { kind: 'reminded' } } },
        'user.wentBack': { target: 'finished' },
      },
    },
    askingAccountId: {
      tags: 'asking',
      meta: { prompt: 'ask-account-id' },
      on: {
        'user.answered': [
          { guard: 'holdsId', target: 'checkingHuman', actions: 'takeId' },
          { actions: 'miss' },
        ],
        'user.chose': { guard: { type: 'chose', params: 'use-page' }, target: 'offeringPage' },
        'user.wentBack': { target: 'offeringPage' },
      },
    },
    checkingHuman: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'flow.call', flow: 'human-check', given: null } },
      on: {
        'flow.returned': [
          { guard: 'isHuman', target: 'verifyingIdentity' },
          { target: 'askingAccountId' },
        ],
      },
    },
    verifyingIdentity: {
      tags: 'working',
      entry: { type: 'request', params: verify },
      on: {
        'flow.returned': [
          { guard: 'isProven', target: 'finished', actions: 'signIn' },
          { target: 'askingAccountId', actions: 'notProven' },
        ],
      },
    },
    finished: { type: 'final' },
  },
})
