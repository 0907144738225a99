import { initialContext, outputOf, type Output } from '../words/channel-change/context.ts'
import { flow, recoveryPrompts, requestsFor } from '../words/channel-change/setup.ts'

/** Every question this flow can wait at. */
export const prompts = recoveryPrompts

const requests = requestsFor('recovery')

const end = <E extends Output['end']>(params: E) =>
  ({ target: 'finished', actions: { type: 'end', params } }) as const

const because = <E extends Output['end']>(params: E) =>
  ({ target: 'finished', actions: { type: 'because', params } }) as const

const choose = { actions: { type: 'note', params: { kind: 'choose' } } } as const
const cleared = { type: 'note', params: null } as const

/** The value that was typed for a medium, read and checked. */
const typed = [
  { guard: 'holdsAddress', target: 'checkingChannel', actions: 'takeAddress' },
  { actions: 'miss' },
] as const

const again = [
  { guard: 'isMobile', target: 'askingMobile', actions: cleared },
  { target: 'askingEmail', actions: cleared },
] as const

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
    verifyingIdentity: {
      tags: 'working',
      entry: { type: 'request', params: requests.identity },
      on: {
        'flow.returned': [
          { guard: { type: 'isProvenFor', params: 'sms' }, target: 'askingMobile' },
          { guard: { type: 'isProvenFor', params: 'email' }, target: 'askingEmail' },
          { guard: 'isProven', target: 'askingKind' },
          because('not-proven'),
        ],
      },
    },
    askingKind: {
      tags: 'asking',
      meta: { prompt: 'ask-kind' },
      on: {
        'user.chose': [
          {
            guard: { type: 'chose', params: 'mobile' },
            target: 'askingMobile',
            actions: { type: 'takeMedium', params: 'mobile' },
          },
          {
            guard: { type: 'chose', params: 'email' },
            target: 'askingEmail',
            actions: { type: 'takeMedium', params: 'email' },
          },
        ],
        'user.answered': choose,
        'user.wentBack': end('left'),
      },
    },
    askingMobile: {
      tags: 'asking',
      meta: { prompt: 'ask-new-mobile' },
      on: {
        'user.answered': typed,
        'user.wentBack': { target: 'askingKind', actions: cleared },
      },
    },
    askingEmail: {
      tags: 'asking',
      meta: { prompt: 'ask-new-email' },
      on: {
        'user.answered': typed,
        'user.wentBack': { target: 'askingKind', actions: cleared },
      },
    },
    checkingChannel: {
      tags: 'working',
      entry: { type: 'request', params: requests.check },
      on: {
        'channel.usable': { target: 'confirming', actions: 'takeUsable' },
        'channel.refused': [
          {
            guard: 'isSameMobile',
            target: 'askingMobile',
            actions: { type: 'note', params: { kind: 'same' } },
          },
          {
            guard: 'isSame',
            target: 'askingEmail',
            actions: { type: 'note', params: { kind: 'same' } },
          },
          because('refused'),
        ],
        'session.missing': end('refused'),
      },
    },
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
          { guard: 'isOtherMobile', target: 'askingMobile', actions: cleared },
          { guard: 'isOther', target: 'askingEmail', actions: cleared },
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
    sharingChannel: {
      tags: 'working',
      entry: { type: 'request', params: requests.share },
      on: {
        'channel.changed': {
          target: 'finished',
          actions: [{ type: 'shared', params: 'changed' }, 'ended'],
        },
        'channel.refused': {
          target: 'finished',
          actions: [{ type: 'shared', params: 'refused' }, 'ended'],
        },
      },
    },
    finished: { type: 'final' },
  },
})
