import { initialContext, type Output } from './context.ts'
import { flow, requests } from './setup.ts'

const fail = <R extends NonNullable<Output['reason']>>(params: R) =>
  ({ target: 'finished', actions: { type: 'fail', params } }) as const

const sending = <N extends { kind: 'code-resent' } | null>(params: N) =>
  ({
    tags: 'working',
    entry: { type: 'request', params: requests.sendCode },
    on: {
      'code.sent': [
        { guard: 'stands', target: 'askingCode', actions: 'codeStands' },
        { target: 'askingCode', actions: { type: 'codeSent', params } },
      ],
      'code.delayed': { target: 'askingCode', actions: 'wait' },
    },
  }) as const

/**
 * Verify channel (S72 to S74): a code to a new number or address shows that its holder is the one who typed it; a
 * contact email may also be confirmed by the link beside the code. It says nothing about who somebody is.
 */
export const machine = flow.createMachine({
  id: 'verify-channel',
  context: ({ input }) => initialContext(input),
  output: ({ context }) => ({ proven: context.proven, reason: context.reason }),
  initial: 'sendingCode',
  states: {
    sendingCode: sending(null),
    resendingCode: sending({ kind: 'code-resent' }),
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
          { actions: 'miss' },
        ],
        'user.chose': [
          { guard: { type: 'chose', params: 'resend' }, target: 'resendingCode' },
          { guard: { type: 'chose', params: 'other-value' }, ...fail('other') },
          { guard: { type: 'chose', params: 'later' }, ...fail('left') },
        ],
        'user.wentBack': fail('other'),
        'page.completed': { guard: 'isConfirmed', target: 'finished', actions: 'prove' },
      },
    },
    checkingCode: {
      tags: 'working',
      on: {
        'code.accepted': { target: 'proving' },
        'code.refused': { target: 'askingCode', actions: 'codeRefused' },
        'code.expired': {
          target: 'askingCode',
          actions: { type: 'note', params: { kind: 'expired-code' } },
        },
        'code.exhausted': fail('exhausted'),
        'code.delayed': [
          { guard: 'tooMany', ...fail('too-many') },
          { target: 'askingCode', actions: 'wait' },
        ],
      },
    },
    proving: {
      tags: 'working',
      entry: { type: 'request', params: requests.prove },
      on: {
        'channel.proven': { target: 'finished', actions: 'prove' },
        'session.missing': fail('lost'),
      },
    },
    finished: { type: 'final' },
  },
})
