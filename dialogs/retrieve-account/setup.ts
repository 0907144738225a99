import { assign } from 'xstate'
import { codeSetup } from '../words/code-entry.ts'
import type { Context, Method } from './context.ts'
import { missed, mobileIn, pasted, taken } from './reading.ts'

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

/** The chart's guards and actions. */
export const flow = codeSetup<Context, 'retrieve-account', (typeof prompts)[number]>().extend({
  guards: {
    holds: ({ context, event }, method: Method) => taken(method, context, event) !== null,
    holdsPasted: ({ context, event }) => pasted(context, event) !== null,
    isConfirmed: ({ context }) => context.confirming,
    hasPass: ({ context }) => context.passes > 0,
    by: ({ context }, method: Context['method']) => context.method === method,
    typedMobile: ({ event }) => mobileIn(event) !== null,
    sameMobile: ({ context, event }) =>
      context.mobile !== null && taken('mobile', context, event)?.mobile === context.mobile,
  },
  actions: {
    miss: assign(({ context, event }, method: Method) => ({
      notice: missed(method, context, event),
      misses: context.misses + 1,
    })),
    take: assign(({ context, event }, method: Method) => ({
      ...taken(method, context, event),
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
    /** The time of the code sent last stays, because only that is shown. */
    codeStands: assign(({ event }) =>
      event.type === 'code.sent'
        ? { notice: { kind: 'code-stands', until: event.resendAt } as const, misses: 0 }
        : {},
    ),
    hint: assign(({ event }) => (event.type === 'account.hinted' ? { mask: event.mask } : {})),
    refill: assign({ passes: passesPerCheck }),
    spend: assign({ passes: ({ context }) => context.passes - 1 }),
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
