import { assign } from 'xstate'
import { readCode } from '../../../src/domain/one-time-code.ts'
import type { Effect } from '../../../src/flow/effect.ts'
import type { FlowEvent } from '../../../src/flow/event.ts'
import { flowSetup } from '../../../src/flow/flow-setup.ts'
import type { IdentityNotice } from '../../../src/flow/identity-notice.ts'
import { targetOf, type Context, type Output } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-code'] as const

interface At {
  readonly context: Context
  readonly event: FlowEvent
}

/** Each effect this flow wants. */
export const requests = {
  sendCode: ({ context }: At): Effect => ({
    type: 'code.send',
    purpose: 'verify-channel',
    target: targetOf(context),
  }),

  checkCode: ({ context, event }: At): Effect => ({
    type: 'code.check',
    purpose: 'verify-channel',
    target: targetOf(context),
    code: event.type === 'user.answered' ? (readCode(event.text) ?? '') : '',
  }),

  prove: ({ context }: At): Effect => ({ type: 'channel.prove', target: targetOf(context) }),
}

/** The words of this flow's chart. */
export const flow = flowSetup<Context, Output, (typeof prompts)[number]>().extend({
  guards: {
    chose: ({ event }, choice: string) => event.type === 'user.chose' && event.choice === choice,
    holdsCode: ({ event }) => event.type === 'user.answered' && readCode(event.text) !== null,
    stands: ({ event }) => event.type === 'code.sent' && !event.fresh,
    tooMany: ({ event }) => event.type === 'code.delayed' && event.reason === 'too-many',
    isConfirmed: ({ event }) => event.type === 'page.completed' && event.page === 'confirm',
  },
  actions: {
    note: assign((_, notice: IdentityNotice | null) => ({ notice, misses: 0 })),
    miss: assign(({ context }) => ({
      notice: { kind: 'bad-code' } as const,
      misses: context.misses + 1,
    })),
    codeSent: assign(({ event }, notice: IdentityNotice | null) =>
      event.type === 'code.sent' ? { codeExpiresAt: event.expiresAt, notice, misses: 0 } : {},
    ),
    codeStands: assign(({ event }) =>
      event.type === 'code.sent'
        ? {
            codeExpiresAt: event.expiresAt,
            notice: { kind: 'code-stands', until: event.resendAt } as const,
          }
        : {},
    ),
    wait: assign(({ event }) => {
      if (event.type !== 'code.delayed') return {}
      const kind = event.reason === 'wait' ? 'wait' : 'too-many'
      return { notice: { kind, until: event.until } as const, misses: 0 }
    }),
    codeRefused: assign(({ context, event }) =>
      event.type === 'code.refused'
        ? { notice: { kind: 'wrong-code', left: event.left } as const, misses: context.misses + 1 }
        : {},
    ),
    prove: assign({ proven: true }),
    fail: assign((_, reason: NonNullable<Output['reason']>) => ({ reason })),
  },
})
