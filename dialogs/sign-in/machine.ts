import { assign } from 'xstate'
import { readAccountId } from '../../src/domain/value-in-text.ts'
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
import { answerIn, unlessSeveral } from '../words/value-entry.ts'
import type { Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['wait-for-page', 'ask-account-id'] as const

function idRead({ context, event }: At<Context>) {
  const text = answerIn(event)
  return text === null ? null : readAccountId(text, context.accountIds, 'asked')
}

const takingId = { guard: 'holdsId', target: 'checkingHuman', actions: 'takeId' } as const

const flow = flowSetup<Context, 'sign-in', (typeof prompts)[number]>().extend({
  guards: {
    isSignIn: ({ event }) => event.type === 'page.completed' && event.page === 'sign-in',
    holdsId: ({ context, event }) => idRead({ context, event })?.outcome === 'one',
  },
  actions: {
    takeId: assign(({ context, event }) => {
      const id = idRead({ context, event })
      return id?.outcome === 'one' ? { accountId: id.value, notice: null, misses: 0 } : {}
    }),
    miss: assign(({ context, event }) => {
      const id = idRead({ context, event })
      if (id === null || id.outcome === 'one') return {}
      if (id.outcome === 'several') {
        return { notice: { kind: 'several', values: [...id.values] } as const, misses: 0 }
      }
      const bad = { kind: 'bad-account-id', reason: id.refusal } as const
      return {
        notice: unlessSeveral<Context['notice']>(context.notice, bad),
        misses: context.misses + 1,
      }
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
  context: ({ input: { accountIds } }) => ({
    accountIds,
    accountId: null,
    notice: null,
    misses: 0,
    signedIn: false,
  }),
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
        'user.answered': [takingId, { actions: 'miss' }],
        'user.chose': [takingId, { guard: chose('use-page'), target: 'offeringPage' }],
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
