import { initialContext } from './context.ts'
import type { Question } from './reading.ts'
import { requests } from './requests.ts'
import { flow } from './setup.ts'

const cleared = { type: 'note', params: null } as const
const backToMethods = { target: 'askingMethod', actions: cleared } as const

/** One question for one kind of value; a value that cannot be one is asked for again. */
const asking = <Q extends Question>(question: Q) =>
  ({
    tags: 'asking',
    meta: { prompt: `ask-${question}` as const },
    on: {
      'user.answered': [
        {
          guard: { type: 'holds', params: question },
          target: 'gate',
          actions: { type: 'take', params: question },
        },
        { actions: { type: 'miss', params: question } },
      ],
      'user.wentBack': backToMethods,
    },
  }) as const

/**
 * Retrieve account (S11 to S35): find it by mobile number, account ID or server address, and send what is known
 * about it to the mobile number bound to it. An identifier that leads nowhere walks the same states.
 */
export const machine = flow.createMachine({
  id: 'retrieve-account',
  context: ({ input }) => initialContext(input),
  output: ({ context }) => context.end ?? { end: 'left' },
  initial: 'starting',
  // Another method may be chosen wherever the person is (S13); answers are kept, and limits too.
  on: {
    'user.chose': [
      { guard: { type: 'chose', params: 'mobile' }, target: '.askingMobile', actions: cleared },
      {
        guard: { type: 'chose', params: 'account-id' },
        target: '.askingAccountId',
        actions: cleared,
      },
      {
        guard: { type: 'chose', params: 'server-ip' },
        target: '.askingServerIp',
        actions: cleared,
      },
      {
        guard: { type: 'chose', params: 'no-mobile' },
        target: '.askingMethod',
        actions: { type: 'note', params: { kind: 'no-mobile' } },
      },
    ],
  },
  states: {
    starting: {
      always: [{ guard: 'isConfirmed', target: 'confirmingValue' }, { target: 'askingMethod' }],
    },
    askingMethod: {
      tags: 'asking',
      meta: { prompt: 'ask-method' },
      on: {
        'user.answered': [
          { guard: 'holdsPasted', target: 'gate', actions: 'takePasted' },
          { actions: { type: 'note', params: { kind: 'bad-method' } } },
        ],
        'user.wentBack': { target: 'finished', actions: { type: 'end', params: { end: 'left' } } },
      },
    },
    confirmingValue: {
      tags: 'asking',
      meta: { prompt: 'confirm-value' },
      on: {
        'user.chose': [
          { guard: { type: 'chose', params: 'yes' }, target: 'gate', actions: cleared },
          { guard: { type: 'chose', params: 'no' }, ...backToMethods },
        ],
        'user.answered': [
          { guard: 'holdsPasted', target: 'gate', actions: 'takePasted' },
          { actions: { type: 'note', params: { kind: 'bad-choice' } } },
        ],
        'user.wentBack': backToMethods,
      },
    },
    askingMobile: { id: 'askingMobile', ...asking('mobile') },
    askingAccountId: { id: 'askingAccountId', ...asking('account-id') },
    askingServerIp: { id: 'askingServerIp', ...asking('server-ip') },

    // Nothing is sent and no mask is shown before a human check (S26).
    gate: {
      always: [
        { guard: 'hasPass', target: 'lookingUp', actions: 'spend' },
        { target: 'checkingHuman' },
      ],
    },
    checkingHuman: {
      tags: 'working',
      entry: { type: 'request', params: requests.humanCheck },
      on: {
        'flow.returned': [
          { guard: 'human', target: 'gate', actions: 'refill' },
          { target: 'askingAgain' },
        ],
      },
    },
    askingAgain: {
      always: [
        { guard: { type: 'by', params: 'mobile' }, target: 'askingMobile' },
        { guard: { type: 'by', params: 'account-id' }, target: 'askingAccountId' },
        { guard: { type: 'by', params: 'server-ip' }, target: 'askingServerIp' },
        { target: 'askingMethod' },
      ],
    },
    lookingUp: {
      always: [
        { guard: { type: 'by', params: 'mobile' }, target: 'sendingCode' },
        { target: 'hinting' },
      ],
    },

    sendingCode: {
      tags: 'working',
      entry: { type: 'request', params: requests.sendCode },
      on: {
        'code.sent': [
          { guard: 'stands', target: 'askingCode', actions: 'codeStands' },
          { target: 'askingCode', actions: { type: 'codeSent', params: null } },
        ],
        'code.delayed': { target: 'askingMobile', actions: 'wait' },
      },
    },
    askingCode: {
      tags: 'asking',
      meta: { prompt: 'ask-code' },
      on: {
        'user.answered': [
          {
            guard: 'holdsCode',
            target: 'checkingCode',
            actions: { type: 'request', params: requests.checkCode },
          },
          {
            guard: 'sameMobile',
            actions: { type: 'note', params: { kind: 'same-number' } },
          },
          {
            guard: { type: 'holds', params: 'mobile' },
            target: 'gate',
            actions: { type: 'take', params: 'mobile' },
          },
          { actions: { type: 'miss', params: 'code' } },
        ],
        'user.chose': [
          { guard: { type: 'chose', params: 'resend' }, target: 'resendingCode' },
          {
            guard: { type: 'chose', params: 'different-number' },
            target: 'askingMobile',
            actions: cleared,
          },
        ],
        'user.wentBack': { target: 'askingMobile', actions: cleared },
      },
    },
    resendingCode: {
      tags: 'working',
      entry: { type: 'request', params: requests.sendCode },
      on: {
        'code.sent': [
          { guard: 'stands', target: 'askingCode', actions: 'codeStands' },
          {
            target: 'askingCode',
            actions: { type: 'codeSent', params: { kind: 'code-resent' } },
          },
        ],
        'code.delayed': { target: 'askingCode', actions: 'wait' },
      },
    },
    checkingCode: {
      tags: 'working',
      on: {
        'code.accepted': { target: 'informing' },
        'code.refused': { target: 'askingCode', actions: 'codeRefused' },
        'code.expired': {
          target: 'askingCode',
          actions: { type: 'note', params: { kind: 'expired-code' } },
        },
        'code.exhausted': {
          target: 'finished',
          actions: { type: 'end', params: { end: 'exhausted' } },
        },
        'code.delayed': [
          { guard: 'tooMany', target: 'finished', actions: 'endTooMany' },
          { target: 'askingCode', actions: 'wait' },
        ],
      },
    },

    hinting: {
      tags: 'working',
      entry: { type: 'request', params: requests.hint },
      on: {
        'account.hinted': { target: 'confirmingMobile', actions: 'hint' },
        'account.delayed': { target: 'askingAgain', actions: 'wait' },
      },
    },
    confirmingMobile: {
      tags: 'working',
      entry: { type: 'request', params: requests.confirmMobile },
      on: {
        'flow.returned': [
          {
            guard: 'typedMobile',
            target: 'informingByMobile',
            actions: { type: 'request', params: requests.informByMobile },
          },
          { target: 'askingAgain', actions: cleared },
        ],
      },
    },
    informingByMobile: {
      tags: 'working',
      on: { 'account.informed': { target: 'finished', actions: 'endInformed' } },
    },
    informing: {
      tags: 'working',
      entry: { type: 'request', params: requests.informByCode },
      on: { 'account.informed': { target: 'finished', actions: 'endInformed' } },
    },
    finished: { type: 'final' },
  },
})
