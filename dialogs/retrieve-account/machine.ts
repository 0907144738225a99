import { calling, chose, cleared, end, note, working, type At } from '../../src/flow/flow-setup.ts'
import { unsureIn } from '../words/consent.ts'
import { codeStates, typedCode } from '../words/code-entry.ts'
import { initialContext, lookupOf, type Context, type Method } from './context.ts'
import { mobileIn } from './reading.ts'
import { flow } from './setup.ts'

const backToMethods = { target: 'askingMethod', actions: cleared } as const

/** One question for one kind of value; a value that cannot be one is asked for again. */
const asking = <M extends Method>(method: M) =>
  ({
    tags: 'asking',
    meta: { prompt: `ask-${method}` as const },
    on: {
      'user.answered': [
        // One that is in doubt, or another's, is asked about before a code goes out.
        {
          guard: { type: 'holdsDoubted', params: method },
          target: 'confirmingValue',
          actions: [{ type: 'take', params: method }, cleared],
        },
        {
          guard: { type: 'holds', params: method },
          target: 'gate',
          actions: { type: 'take', params: method },
        },
        // A value of another kind may be meant for another way; the person is asked first.
        {
          guard: { type: 'holdsOther', params: method },
          target: 'confirmingValue',
          actions: 'takePasted',
        },
        { actions: { type: 'miss', params: method } },
      ],
      'user.chose': {
        guard: { type: 'holds', params: method },
        target: 'gate',
        actions: { type: 'take', params: method },
      },
      'user.wentBack': backToMethods,
    },
  }) as const

const code = codeStates(
  (context: Context) => ({ purpose: 'retrieve-account', target: lookupOf(context) }),
  {
    unsent: 'askingMobile',
    accepted: { target: 'informing' },
    exhausted: end({ end: 'exhausted' }),
    tooMany: { target: 'finished', actions: 'endTooMany' },
  },
)

const informed = { 'account.informed': { target: 'finished', actions: 'endInformed' } } as const

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
      { guard: chose('mobile'), target: '.askingMobile', actions: cleared },
      { guard: chose('account-id'), target: '.askingAccountId', actions: cleared },
      { guard: chose('server-ip'), target: '.askingServerIp', actions: cleared },
      { guard: chose('no-mobile'), target: '.askingMethod', actions: note({ kind: 'no-mobile' }) },
    ],
  },
  states: {
    starting: {
      always: [
        { guard: 'isConfirmed', target: 'confirmingValue' },
        { guard: 'hasMethod', target: 'askingAgain' },
        { target: 'askingMethod' },
      ],
    },
    askingMethod: {
      tags: 'asking',
      meta: { prompt: 'ask-method' },
      on: {
        'user.answered': [
          {
            guard: 'holdsDoubtedPasted',
            target: 'confirmingValue',
            actions: ['takePasted', cleared],
          },
          { guard: 'holdsPasted', target: 'gate', actions: 'takePasted' },
          { guard: 'holdsSeveral', actions: 'askWhich' },
          { actions: 'missMethod' },
        ],
        'user.chose': { guard: 'holdsPasted', target: 'gate', actions: 'takePasted' },
        'user.wentBack': end({ end: 'left' }),
      },
    },
    confirmingValue: {
      tags: 'asking',
      meta: { prompt: 'confirm-value' },
      on: {
        'user.chose': [
          { guard: chose('yes'), target: 'gate', actions: cleared },
          { guard: chose('no'), ...backToMethods },
        ],
        'user.answered': [
          { guard: 'doubtsAnother', actions: ['takePasted', cleared] },
          { guard: 'holdsCertain', target: 'gate', actions: 'takePasted' },
          { guard: 'correctsTail', actions: 'takeMeant' },
          // Only a plain yes or no answers here; what was said instead is answered.
          {
            actions: {
              type: 'note',
              params: ({ event }: At<Context>) => ({ kind: unsureIn(event) }),
            },
          },
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
    checkingHuman: calling('human-check', null, [
      { guard: 'isHuman', target: 'gate', actions: 'refill' },
      { target: 'askingAgain' },
    ]),
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

    sendingCode: code.sendingCode,
    askingCode: {
      tags: 'asking',
      meta: { prompt: 'ask-code' },
      on: {
        'user.answered': [
          typedCode,
          { guard: 'sameMobile', actions: note({ kind: 'same-number' }) },
          {
            guard: { type: 'holdsDoubted', params: 'mobile' },
            target: 'confirmingValue',
            actions: [{ type: 'take', params: 'mobile' }, cleared],
          },
          {
            guard: { type: 'holds', params: 'mobile' },
            target: 'gate',
            actions: { type: 'take', params: 'mobile' },
          },
          { guard: 'correctsTail', target: 'confirmingValue', actions: 'takeMeant' },
          { actions: 'missCode' },
        ],
        'user.chose': [
          { guard: chose('resend'), target: 'resendingCode' },
          { guard: chose('different-number'), target: 'askingMobile', actions: cleared },
        ],
        'user.wentBack': { target: 'askingMobile', actions: cleared },
      },
    },

    resendingCode: code.resendingCode,
    checkingCode: code.checkingCode,

    hinting: working(
      'account.hint',
      ({ context }: At<Context>) => ({ lookup: lookupOf(context) }),
      {
        'account.hinted': { target: 'confirmingMobile', actions: 'hint' },
        'account.delayed': { target: 'askingAgain', actions: 'wait' },
      },
    ),
    confirmingMobile: calling(
      'confirm-mobile',
      ({ context }: At<Context>) => ({ mask: context.mask ?? '' }),
      [
        { guard: 'typedMobile', target: 'informingByMobile' },
        { target: 'askingAgain', actions: cleared },
      ],
    ),
    informingByMobile: working(
      'account.inform',
      ({ context, event }: At<Context>) => ({
        lookup: lookupOf(context),
        proof: { kind: 'full-mobile', mobile: mobileIn(event) ?? '' },
      }),
      informed,
    ),
    informing: working(
      'account.inform',
      ({ context }: At<Context>) => ({
        lookup: lookupOf(context),
        proof: { kind: 'code', purpose: 'retrieve-account' },
      }),
      informed,
    ),
    finished: { type: 'final' },
  },
})
