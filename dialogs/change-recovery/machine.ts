import { because, chose, end, signingIn } from '../../src/flow/flow-setup.ts'
import { initialContext, outputOf } from '../words/channel-change/context.ts'
import { flow, recoveryPrompts } from '../words/channel-change/setup.ts'
import {
  again,
  changingState,
  correctOrAnswer,
  enteringStates,
  other,
  sharingState,
  unsure,
  verifyingState,
} from '../words/channel-change/states.ts'

/** Every question this flow can wait at. */
export const prompts = recoveryPrompts

/**
 * Change recovery (S69 to S74): identity by the old channel or another proven way, then a code to the new value, and
 * only then the swap; then whether it is to get messages as well, which it needs no more proof for (S7, S78).
 */
export const machine = flow.createMachine({
  id: 'change-recovery',
  context: ({ input }) => initialContext(input),
  output: ({ context }) => outputOf(context),
  initial: 'signingIn',
  states: {
    signingIn: signingIn('verifyingIdentity', end('left')),
    ...enteringStates('recovery'),
    confirming: {
      tags: 'asking',
      meta: { prompt: 'confirm-change' },
      on: {
        'user.chose': [{ guard: chose('yes'), target: 'verifyingChannel' }, ...again],
        'user.answered': correctOrAnswer,
        'user.wentBack': again,
      },
    },
    verifyingChannel: verifyingState('recovery', [
      { guard: 'isProven', target: 'changingChannel' },
      ...other,
      because('not-confirmed'),
    ]),
    changingChannel: changingState(
      'recovery',
      [
        { guard: 'isSharable', target: 'askingForBoth', actions: 'swapped' },
        { target: 'finished', actions: ['swapped', 'ended'] },
      ],
      because('refused'),
    ),
    askingForBoth: {
      tags: 'asking',
      meta: { prompt: 'ask-use-for-both' },
      on: {
        'user.chose': [{ guard: chose('both'), target: 'sharingChannel' }, end('changed')],
        'user.answered': unsure,
        'user.wentBack': end('changed'),
      },
    },
    sharingChannel: sharingState('recovery'),
    finished: { type: 'final' },
  },
})
