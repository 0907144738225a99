import { initialContext, outputOf } from '../words/channel-change/context.ts'
import { flow, recoveryPrompts, requestsFor } from '../words/channel-change/setup.ts'
import {
  again,
  because,
  choose,
  end,
  enteringStates,
  other,
  sharingState,
} from '../words/channel-change/states.ts'

/** Every question this flow can wait at. */
export const prompts = recoveryPrompts

const requests = requestsFor('recovery')

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
    signingIn: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'flow.call', flow: 'sign-in', given: null } },
      on: {
        'flow.returned': [{ guard: 'isSignedIn', target: 'verifyingIdentity' }, end('left')],
      },
    },
    ...enteringStates('recovery'),
    confirming: {
      tags: 'asking',
      meta: { prompt: 'confirm-change' },
      on: {
        'user.chose': [
          { guard: { type: 'chose', params: 'yes' }, target: 'verifyingChannel' },
          ...again,
        ],
        'user.answered': choose,
        'user.wentBack': again,
      },
    },
    verifyingChannel: {
      tags: 'working',
      entry: { type: 'request', params: requests.verify },
      on: {
        'flow.returned': [
          { guard: 'isProven', target: 'changingChannel' },
          ...other,
          because('not-confirmed'),
        ],
      },
    },
    changingChannel: {
      tags: 'working',
      entry: { type: 'request', params: requests.change },
      on: {
        'channel.changed': [
          { guard: 'isSharable', target: 'askingForBoth', actions: 'swapped' },
          { target: 'finished', actions: ['swapped', 'ended'] },
        ],
        'channel.refused': because('refused'),
      },
    },
    askingForBoth: {
      tags: 'asking',
      meta: { prompt: 'ask-use-for-both' },
      on: {
        'user.chose': [
          { guard: { type: 'chose', params: 'both' }, target: 'sharingChannel' },
          end('changed'),
        ],
        'user.answered': choose,
        'user.wentBack': end('changed'),
      },
    },
    sharingChannel: sharingState('recovery'),
    finished: { type: 'final' },
  },
})
