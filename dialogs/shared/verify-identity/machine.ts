import type { Effects } from '../../../src/flow/effect.ts'
import { chose, cleared, note, working, type At } from '../../../src/flow/flow-setup.ts'
import { codeStates, fail, typedCode } from '../../words/code-entry.ts'
import { initialContext, targetOf, type Context } from './context.ts'
import { flow } from './setup.ts'

/** A sign-in opens a session instead, so its purpose never comes here. */
function proof({ context: { purpose, way } }: At<Context>): Effects['identity.prove']['asks'] {
  if (purpose === 'sign-in') throw new Error('a sign-in asks for no proof of identity')
  return { purpose, way: way ?? 'recoveryMobile' }
}

const session = ({ context }: At<Context>): Effects['session.open']['asks'] => ({
  lookup: context.lookup ?? { by: 'account-id', value: '' },
})

const code = codeStates(
  (context: Context) => ({ purpose: context.purpose, target: targetOf(context) }),
  {
    unsent: 'askingCode',
    accepted: [{ guard: 'isForStranger', target: 'openingSession' }, { target: 'proving' }],
    exhausted: fail('exhausted'),
    tooMany: fail('too-many'),
  },
)

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
    findingWays: working('identity.ways', null, {
      'identity.ways': [
        { guard: 'hasWays', target: 'sendingCode', actions: 'takeWays' },
        fail('no-way'),
      ],
      'session.missing': fail('lost'),
    }),
    sendingCode: code.sendingCode,
    resendingCode: code.resendingCode,
    askingCode: {
      tags: 'asking',
      meta: { prompt: 'ask-code' },
      on: {
        'user.answered': [typedCode, { actions: 'missCode' }],
        'user.chose': [
          { guard: chose('resend'), target: 'resendingCode' },
          { guard: chose('other-way'), target: 'askingWay', actions: cleared },
        ],
        'user.wentBack': fail('left'),
      },
    },
    askingWay: {
      tags: 'asking',
      meta: { prompt: 'ask-verification-method' },
      on: {
        'user.chose': { guard: 'choseWay', target: 'sendingCode', actions: 'takeWay' },
        'user.answered': { actions: note({ kind: 'bad-way' }) },
        'user.wentBack': { target: 'askingCode', actions: cleared },
      },
    },
    checkingCode: code.checkingCode,
    proving: working('identity.prove', proof, {
      'identity.proven': { target: 'finished', actions: 'prove' },
      'identity.unproven': fail('lost'),
    }),
    openingSession: working('session.open', session, {
      'session.found': { target: 'finished', actions: 'prove' },
      'session.refused': fail('lost'),
    }),
    finished: { type: 'final' },
  },
})
