import { assign } from 'xstate'
import { parseAccountId } from '../../src/domain/account-id.ts'
import {
  calling,
  checkingHuman,
  chose,
  cleared,
  flowSetup,
  note,
  reasonOf,
  working,
  type At,
} from '../../src/flow/flow-setup.ts'
import type { Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['wait-for-page', 'ask-account-id'] as const

const flow = flowSetup<Context, 'sign-in', (typeof prompts)[number]>().extend({
  guards: {
    isSignIn: ({ event }) => event.type === 'page.completed' && event.page === 'sign-in',
    holdsId: ({ event }) =>
      event.type === 'user.answered' && parseAccountId(event.text).outcome === 'parsed',
  },
  actions: {
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
    notProven: assign(({ event }) => ({
      notice: { kind: 'not-proven', why: reasonOf(event) ?? 'left' } as const,
      misses: 0,
    })),
    signIn: assign({ signedIn: true }),
  },
})

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
    findingSession: working('session.find', null, {
      'session.found': { target: 'finished', actions: 'signIn' },
      'session.missing': { target: 'offeringPage' },
    }),
    offeringPage: working('page.offer', () => ({ page: 'sign-in' }), {
      'page.offered': { target: 'askingForPage', actions: cleared },
      'page.unneeded': { target: 'askingAccountId', actions: cleared },
    }),
    askingForPage: {
      tags: 'asking',
      meta: { prompt: 'wait-for-page' },
      on: {
        'page.completed': { guard: 'isSignIn', target: 'findingSession' },
        'user.chose': [
          { guard: chose('new-link'), target: 'offeringPage' },
          { guard: chose('use-code'), target: 'askingAccountId', actions: cleared },
        ],
        'user.answered': { actions: note({ kind: 'reminded' }) },
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
        'user.chose': { guard: chose('use-page'), target: 'offeringPage' },
        'user.wentBack': { target: 'offeringPage' },
      },
    },
    checkingHuman: checkingHuman('verifyingIdentity', { target: 'askingAccountId' }),
    verifyingIdentity: calling(
      'verify-identity',
      ({ context }: At<Context>) => ({
        purpose: 'sign-in',
        lookup: { by: 'account-id', value: context.accountId ?? '' },
      }),
      [
        { guard: 'isProven', target: 'finished', actions: 'signIn' },
        { target: 'askingAccountId', actions: 'notProven' },
      ],
    ),
    finished: { type: 'final' },
  },
})
