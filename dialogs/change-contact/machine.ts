import { initialContext, outputOf } from '../words/channel-change/context.ts'
import { contactPrompts, flow, requestsFor } from '../words/channel-change/setup.ts'
import {
  again,
  because,
  choose,
  end,
  enteringStates,
  notShared,
  other,
  sharingState,
} from '../words/channel-change/states.ts'

/** Every question this flow can wait at. */
export const prompts = contactPrompts

const requests = requestsFor('contact')

/** What was saved stays unverified for now. */
const unverified = [
  {
    guard: 'isSharable',
    target: 'askingForBoth',
    actions: { type: 'note', params: { kind: 'not-verified' } },
  },
  end('changed'),
] as const

/**
 * Change contact (S62 to S68): identity first, then the new value, saved as unverified and verified at once or after a
 * reminder; then whether it is to serve recovery as well (S7, S78). A channel that waits is only verified.
 */
export const machine = flow.createMachine({
  id: 'change-contact',
  context: ({ input }) => initialContext(input),
  output: ({ context }) => outputOf(context),
  initial: 'signingIn',
  states: {
    signingIn: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'flow.call', flow: 'sign-in', given: null } },
      on: {
        'flow.returned': [
          { guard: 'isWaiting', target: 'verifyingChannel' },
          { guard: 'isSignedIn', target: 'verifyingIdentity' },
          end('left'),
        ],
      },
    },
    ...enteringStates('contact'),
    confirming: {
      tags: 'asking',
      meta: { prompt: 'confirm-change' },
      on: {
        'user.chose': [
          { guard: { type: 'chose', params: 'yes' }, target: 'changingChannel' },
          ...again,
        ],
        'user.answered': choose,
        'user.wentBack': again,
      },
    },
    changingChannel: {
      tags: 'working',
      entry: { type: 'request', params: requests.change },
      on: {
        'channel.changed': [
          { guard: 'sharesVerified', target: 'askingForBoth', actions: ['saved', 'verified'] },
          {
            guard: 'becameVerified',
            target: 'finished',
            actions: ['saved', 'verified', 'ended'],
          },
          { target: 'askingToVerify', actions: 'saved' },
        ],
        'channel.refused': because('refused'),
      },
    },
    askingToVerify: {
      tags: 'asking',
      meta: { prompt: 'ask-verify-now' },
      on: {
        'user.chose': [
          { guard: { type: 'chose', params: 'verify' }, target: 'verifyingChannel' },
          ...unverified,
        ],
        'user.answered': choose,
        'user.wentBack': [...unverified],
      },
    },
    verifyingChannel: {
      tags: 'working',
      entry: { type: 'request', params: requests.verify },
      on: {
        'flow.returned': [
          { guard: 'isProven', target: 'confirmingChannel' },
          { guard: 'onlyVerifies', ...because('not-confirmed') },
          ...other,
          ...unverified,
        ],
      },
    },
    confirmingChannel: {
      tags: 'working',
      entry: { type: 'request', params: requests.confirm },
      on: {
        'channel.changed': [
          { guard: 'onlyVerifies', target: 'finished', actions: ['verified', 'endedVerified'] },
          { guard: 'isSharable', target: 'askingForBoth', actions: 'verified' },
          { target: 'finished', actions: ['verified', 'ended'] },
        ],
        'channel.refused': [{ guard: 'onlyVerifies', ...because('refused') }, ...unverified],
      },
    },
    askingForBoth: {
      tags: 'asking',
      meta: { prompt: 'ask-use-for-both' },
      on: {
        'user.chose': [
          { guard: 'choseVerified', target: 'sharingChannel' },
          { guard: { type: 'chose', params: 'both' }, target: 'verifyingForBoth' },
          end('changed'),
        ],
        'user.answered': choose,
        'user.wentBack': end('changed'),
      },
    },
    verifyingForBoth: {
      tags: 'working',
      entry: { type: 'request', params: requests.verify },
      on: {
        'flow.returned': [
          { guard: 'isProven', target: 'confirmingForBoth', actions: 'verified' },
          end('changed'),
        ],
      },
    },
    // The code that proves the number for recovery proves it for messages as well.
    confirmingForBoth: {
      tags: 'working',
      entry: { type: 'request', params: requests.confirm },
      on: {
        'channel.changed': { target: 'sharingChannel' },
        'channel.refused': notShared,
      },
    },
    sharingChannel: sharingState('contact'),
    finished: { type: 'final' },
  },
})
