import { checkingCode, fail, sending, typedCode } from '../../words/code-entry.ts'
import { initialContext } from './context.ts'
import { flow, requests } from './setup.ts'

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
    sendingCode: sending(requests.sendCode, null),
    resendingCode: sending(requests.sendCode, { kind: 'code-resent' }),
    askingCode: {
      tags: 'asking',
      meta: { prompt: 'ask-code' },
      on: {
        'user.answered': typedCode(requests.checkCode),
        'user.chose': [
          { guard: { type: 'chose', params: 'resend' }, target: 'resendingCode' },
          { guard: { type: 'chose', params: 'other-value' }, ...fail('other') },
          { guard: { type: 'chose', params: 'later' }, ...fail('left') },
        ],
        'user.wentBack': fail('other'),
        'page.completed': { guard: 'isConfirmed', target: 'finished', actions: 'prove' },
      },
    },
    checkingCode,
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
