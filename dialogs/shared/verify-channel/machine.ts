import { chose, working, type At } from '../../../src/flow/flow-setup.ts'
import { codeStates, fail, typedCode } from '../../words/code-entry.ts'
import { initialContext, targetOf, type Context } from './context.ts'
import { flow } from './setup.ts'

const code = codeStates(
  (context: Context) => ({ purpose: 'verify-channel', target: targetOf(context) }),
  {
    unsent: 'askingCode',
    accepted: { target: 'proving' },
    exhausted: fail('exhausted'),
    tooMany: fail('too-many'),
  },
)

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
    sendingCode: code.sendingCode,
    resendingCode: code.resendingCode,
    askingCode: {
      tags: 'asking',
      meta: { prompt: 'ask-code' },
      on: {
        'user.answered': [
          typedCode,
          // It is typed anew, whole, where it was asked for.
          { guard: 'givesOther', ...fail('other') },
          { actions: 'missCode' },
        ],
        'user.chose': [
          { guard: chose('resend'), target: 'resendingCode' },
          { guard: chose('other-value'), ...fail('other') },
          { guard: chose('later'), ...fail('left') },
        ],
        'user.wentBack': fail('other'),
        'page.completed': { guard: 'isConfirmed', target: 'finished', actions: 'prove' },
      },
    },
    checkingCode: code.checkingCode,
    proving: working(
      'channel.prove',
      ({ context }: At<Context>) => ({ target: targetOf(context) }),
      {
        'channel.proven': { target: 'finished', actions: 'prove' },
        'channel.unproven': fail('lost'),
      },
    ),
    finished: { type: 'final' },
  },
})
