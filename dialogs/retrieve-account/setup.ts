import { assign } from 'xstate'
import { correctedTail } from '../../src/domain/tail-correction.ts'
import type { At } from '../../src/flow/flow-setup.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import { codeSetup } from '../words/code-entry.ts'
import { unsureIn } from '../words/consent.ts'
import { isDoubted } from '../words/telling.ts'
import { unlessSeveral } from '../words/value-entry.ts'
import { lookupOf, type Context, type Method, type Notice } from './context.ts'
import { corrects, missed, mobileIn, pasted, severalPasted, taken } from './reading.ts'

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

function correction(context: Context, now: ReturnType<typeof taken>): Notice | null {
  if (!corrects(context, now)) return null
  return { kind: 'corrected', value: lookupOf({ ...context, ...now }).value }
}

const tellsDoubt = (event: FlowEvent): boolean =>
  event.type === 'user.answered' && isDoubted(event.text)

/** The number that a correction of its end means, E.164; null for any other words. */
const meantNumber = ({ context, event }: At<Context>): string | null =>
  event.type === 'user.answered' && context.method === 'mobile' && context.mobile !== null
    ? correctedTail(event.text, context.mobile)
    : null

/** The chart's guards and actions. */
export const flow = codeSetup<Context, 'retrieve-account', (typeof prompts)[number]>().extend({
  guards: {
    holds: ({ context, event }, method: Method) => taken(method, context, event) !== null,
    holdsDoubted: ({ context, event }, method: Method) =>
      tellsDoubt(event) && taken(method, context, event) !== null,
    holdsDoubtedPasted: ({ context, event }) =>
      tellsDoubt(event) && pasted(context, event) !== null,
    /** Another value than the one that is asked about, and it is in doubt, too. */
    doubtsAnother: ({ context, event }) =>
      tellsDoubt(event) && corrects(context, pasted(context, event)),
    /** Another value, or the same once more with nothing beside it that puts it off. */
    holdsCertain: ({ context, event }) => {
      if (tellsDoubt(event)) return false
      const now = pasted(context, event)
      return now !== null && (corrects(context, now) || unsureIn(event) !== 'unsure-delay')
    },
    /** A value of another kind than the one that was asked for. */
    holdsOther: ({ context, event }, method: Method) => {
      const other = pasted(context, event)
      return other !== null && other.method !== method
    },
    holdsPasted: ({ context, event }) => pasted(context, event) !== null,
    correctsTail: (at) => meantNumber(at) !== null,
    holdsSeveral: ({ context, event }) => severalPasted(context, event) !== null,
    isConfirmed: ({ context }) => context.confirming,
    hasMethod: ({ context }) => context.method !== null,
    hasPass: ({ context }) => context.passes > 0,
    by: ({ context }, method: Context['method']) => context.method === method,
    typedMobile: ({ event }) => mobileIn(event) !== null,
    sameMobile: ({ context, event }) =>
      context.mobile !== null && taken('mobile', context, event)?.mobile === context.mobile,
  },
  actions: {
    miss: assign(({ context, event }, method: Method) => ({
      notice: unlessSeveral(context.notice, missed(method, context, event)),
      misses: context.misses + 1,
    })),
    askWhich: assign(({ context, event }) => ({
      notice: severalPasted(context, event),
      misses: 0,
    })),
    missMethod: assign(({ context }) => ({
      notice: unlessSeveral<Notice | null>(context.notice, { kind: 'bad-method' }),
      misses: context.misses + 1,
    })),
    take: assign(({ context, event }, method: Method) => ({
      ...taken(method, context, event),
      notice: correction(context, taken(method, context, event)),
      misses: 0,
      confirming: false,
    })),
    takePasted: assign(({ context, event }) => ({
      ...pasted(context, event),
      notice: correction(context, pasted(context, event)),
      misses: 0,
      confirming: false,
    })),
    takeMeant: assign((at) => ({
      mobile: meantNumber(at) ?? at.context.mobile,
      notice: { kind: 'meant' } as const,
      misses: 0,
    })),
    /** That the value was replaced is said with the next question, which comes after the code was sent. */
    codeSent: assign(({ context, event }, notice: Notice | null) =>
      event.type === 'code.sent'
        ? {
            codeExpiresAt: event.expiresAt,
            notice: notice ?? (context.notice?.kind === 'corrected' ? context.notice : null),
            misses: 0,
          }
        : {},
    ),
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
