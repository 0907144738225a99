import { checkingCode, fail, sending, typedCode } from '../../words/code-entry.ts'
import { initialContext } from './context.ts'
import { flow, requests } from './setup.ts'

/**
 * Verify identity (S57, S58): a code to the recovery mobile, or by another way that was verified before; for whoever
 * is not signed in yet, to the number of the account they name. The proof is for the caller's run and nothing else.
 */
export const machine = flow.createMachine({
  id: 'verify-identity',
  context: ({ input }) => initialContext(input),
  output: ({ context }) => ({ proven: context.proven, reason: context.reason }),
  initial: 'starting',
  states: {
    starting: {
      always: [{ guard: 'isForStranger', target: 'sendingCode' }, { target: 'findingWays' }],
    },
    findingWays: {
      tags: 'working',
      entry: { type: 'request', params: requests.ways },
      on: {
        'identity.ways': [
          { guard: 'hasWays', target: 'sendingCode', actions: 'takeWays' },
          fail('no-way'),
        ],
        'session.missing': fail('lost'),
      },
    },
    sendingCode: sending(requests.sendCode, null),
    resendingCode: sending(requests.sendCode, { kind: 'code-resent' }),
    askingCode: {
      tags: 'asking',
      meta: { prompt: 'ask-code' },
      on: {
        'user.answered': typedCode(requests.checkCode),
        'user.chose': [
          { guard: { type: 'chose', params: 'resend' }, target: 'resendingCode' },
          {
            guard: { type: 'chose', params: 'other-way' },
            target: 'askingWay',
            actions: { type: 'note', params: null },
          },
        ],
        'user.wentBack': fail('left'),
      },
    },
    askingWay: {
      tags: 'asking',
      meta: { prompt: 'ask-verification-method' },
      on: {
        'user.chose': { guard: 'choseWay', target: 'sendingCode', actions: 'takeWay' },
        'user.answered': { actions: { type: 'note', params: { kind: 'bad-way' } } },
        'user.wentBack': { target: 'askingCode', actions: { type: 'note', params: null } },
      },
    },
    checkingCode,
    proving: {
      tags: 'working',
      entry: { type: 'request', params: requests.prove },
      on: {
        'identity.proven': { target: 'finished', actions: 'prove' },
        'session.found': { target: 'finished', actions: 'prove' },
        'session.missing': fail('lost'),
      },
    },
    finished: { type: 'final' },
  },
})
