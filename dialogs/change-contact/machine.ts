import { because, calling, chose, end, note } from '../../src/flow/flow-setup.ts'
import { initialContext, outputOf } from '../words/channel-change/context.ts'
import { contactPrompts, flow } from '../words/channel-change/setup.ts'
import {
  again,
  changingState,
  correctOrAnswer,
  confirmingState,
  enteringStates,
  notShared,
  other,
  sharingState,
  unsure,
  verifyingState,
} from '../words/channel-change/states.ts'

/** Every question this flow can wait at. */
export const prompts = contactPrompts

/** What was saved stays unverified for now. */
const unverified = [
  { guard: 'isSharable', target: 'askingForBoth', actions: note({ kind: 'not-verified' }) },
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
    signingIn: calling('sign-in', null, [
      { guard: 'isWaiting', target: 'verifyingChannel' },
      { guard: 'isSignedIn', target: 'verifyingIdentity' },
      end('left'),
    ]),
    ...enteringStates('contact'),
    confirming: {
      tags: 'asking',
      meta: { prompt: 'confirm-change' },
      on: {
        'user.chose': [{ guard: chose('yes'), target: 'changingChannel' }, ...again],
        'user.answered': correctOrAnswer,
        'user.wentBack': again,
      },
    },
    changingChannel: changingState(
      'contact',
      [
        { guard: 'sharesVerified', target: 'askingForBoth', actions: ['saved', 'verified'] },
        { guard: 'becameVerified', target: 'finished', actions: ['saved', 'verified', 'ended'] },
        { target: 'askingToVerify', actions: 'saved' },
      ],
      because('refused'),
    ),
    askingToVerify: {
      tags: 'asking',
      meta: { prompt: 'ask-verify-now' },
      on: {
        'user.chose': [{ guard: chose('verify'), target: 'verifyingChannel' }, ...unverified],
        'user.answered': unsure,
        'user.wentBack': [...unverified],
      },
    },
    verifyingChannel: verifyingState('contact', [
      { guard: 'isProven', target: 'confirmingChannel' },
      { guard: 'onlyVerifies', ...because('not-confirmed') },
      ...other,
      ...unverified,
    ]),
    confirmingChannel: confirmingState(
      [
        { guard: 'onlyVerifies', target: 'finished', actions: ['verified', 'endedVerified'] },
        { guard: 'isSharable', target: 'askingForBoth', actions: 'verified' },
        { target: 'finished', actions: ['verified', 'ended'] },
      ],
      [{ guard: 'onlyVerifies', ...because('refused') }, ...unverified],
    ),
    askingForBoth: {
      tags: 'asking',
      meta: { prompt: 'ask-use-for-both' },
      on: {
        'user.chose': [
          { guard: 'choseVerified', target: 'sharingChannel' },
          { guard: chose('both'), target: 'verifyingForBoth' },
          end('changed'),
        ],
        'user.answered': unsure,
        'user.wentBack': end('changed'),
      },
    },
    verifyingForBoth: verifyingState('contact', [
      { guard: 'isProven', target: 'confirmingForBoth', actions: 'verified' },
      end('changed'),
    ]),
    // The code that proves the number for recovery proves it for messages as well.
    confirmingForBoth: confirmingState({ target: 'sharingChannel' }, notShared),
    sharingChannel: sharingState('contact'),
    finished: { type: 'final' },
  },
})
