import { assign } from 'xstate'
import { readCode } from '../../src/domain/one-time-code.ts'
import { flowSetup } from '../../src/flow/flow-setup.ts'
import type { Context, Notice, Output } from './context.ts'
import { hasPassed, missed, pasted, taken, typedMobile, type Question } from './reading.ts'

/** Every question this flow can wait at. */
export const prompts = [
  'ask-method',
  'confirm-value',
  'ask-mobile',
  'ask-account-id',
  'ask-server-ip',
  'ask-code',
] as const

/** How many look-ups or first codes one human check covers. */
const passesPerCheck = 3

/** The words of this flow's chart: what its transitions may ask and remember. */
export const flow = flowSetup<Context, 'retrieve-account', (typeof prompts)[number]>().extend({
  guards: {
    chose: ({ event }, choice: string) => event.type === 'user.chose' && event.choice === choice,
    holds: ({ context, event }, question: Question) => taken(question, context, event) !== null,
    holdsPasted: ({ context, event }) => pasted(context, event) !== null,
    holdsCode: ({ event }) => event.type === 'user.answered' && readCode(event.text) !== null,
    isConfirmed: ({ context }) => context.confirming,
    hasPass: ({ context }) => context.passes > 0,
    by: ({ context }, method: Context['method']) => context.method === method,
    human: ({ event }) => event.type === 'flow.returned' && hasPassed(event.output),
    typedMobile: ({ event }) =>
      event.type === 'flow.returned' && typedMobile(event.output) !== null,
    tooMany: ({ event }) => event.type === 'code.delayed' && event.reason === 'too-many',
    stands: ({ event }) => event.type === 'code.sent' && !event.fresh,
    sameMobile: ({ context, event }) =>
      context.mobile !== null && taken('mobile', context, event)?.mobile === context.mobile,
  },
  actions: {
    /** Says something before the next question, and starts counting misses anew. */
    note: assign((_, notice: Notice | null) => ({ notice, misses: 0 })),
    miss: assign(({ context, event }, question: Question) => ({
      notice: missed(question, context, event),
      misses: context.misses + 1,
    })),
    take: assign(({ context, event }, question: Question) => ({
      ...taken(question, context, event),
      notice: null,
      misses: 0,
      confirming: false,
    })),
    takePasted: assign(({ context, event }) => ({
      ...pasted(context, event),
      notice: null,
      misses: 0,
      confirming: false,
    })),
    wait: assign(({ event }) => {
      if (event.type !== 'code.delayed' && event.type !== 'account.delayed') return {}
      const kind = event.type === 'code.delayed' && event.reason === 'wait' ? 'wait' : 'too-many'
      return { notice: { kind, until: event.until } as const, misses: 0 }
    }),
    codeSent: assign(({ event }, notice: Notice | null) =>
      event.type === 'code.sent' ? { codeExpiresAt: event.expiresAt, notice, misses: 0 } : {},
    ),
    codeStands: assign(({ event }) =>
      event.type === 'code.sent'
        ? { notice: { kind: 'code-stands', until: event.resendAt } as const, misses: 0 }
        : {},
    ),
    codeRefused: assign(({ context, event }) =>
      event.type === 'code.refused'
        ? { notice: { kind: 'wrong-code', left: event.left } as const, misses: context.misses + 1 }
        : {},
    ),
    hint: assign(({ event }) => (event.type === 'account.hinted' ? { mask: event.mask } : {})),
    refill: assign({ passes: passesPerCheck }),
    spend: assign({ passes: ({ context }) => context.passes - 1 }),
    end: assign((_, end: Output) => ({ end })),
    endTooMany: assign(({ event }) =>
      event.type === 'code.delayed'
        ? { end: { end: 'too-many', until: event.until } as const }
        : {},
    ),
    endInformed: assign({
      end: ({ context }) => ({ end: 'informed', by: context.method ?? 'mobile' }) as const,
    }),
  },
})
