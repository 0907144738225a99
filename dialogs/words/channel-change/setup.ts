import { assign } from 'xstate'
import { parseEmail } from '../../../src/domain/email.ts'
import { parseMobile } from '../../../src/domain/mobile.ts'
import {
  flowSetup,
  isProof,
  isReturnOf,
  reasonOf,
  type At as AtState,
} from '../../../src/flow/flow-setup.ts'
import type { ChannelFlow, Context, Notice } from './context.ts'

/** Every question that a change of a channel can ask; a contact channel is also asked whether to verify it now. */
export const recoveryPrompts = [
  'ask-kind',
  'ask-new-mobile',
  'ask-new-email',
  'confirm-change',
  'ask-use-for-both',
] as const

export const contactPrompts = [...recoveryPrompts, 'ask-verify-now'] as const

export type Prompt = (typeof contactPrompts)[number]

type At = AtState<Context>

function addressIn({ context, event }: At): string | null {
  if (event.type !== 'user.answered') return null
  if (context.medium === 'sms') {
    const mobile = parseMobile(event.text, context.region)
    return mobile.outcome === 'parsed' ? mobile.e164 : null
  }
  const email = parseEmail(event.text)
  return email.outcome === 'parsed' ? email.email : null
}

function refusalOf({ context, event }: At): Notice {
  if (context.medium !== 'sms' || event.type !== 'user.answered') return { kind: 'bad-email' }
  const mobile = parseMobile(event.text, context.region)
  return { kind: 'bad-mobile', reason: mobile.outcome === 'refused' ? mobile.reason : 'invalid' }
}

const mediumChosen = { mobile: 'sms', email: 'email' } as const

/** A new value always has an address; without one the waiting channel is meant. */
const onlyVerifies = ({ after, address }: Context): boolean => after !== '' && address === null

/** The guards and actions of both charts. */
export const flow = flowSetup<Context, ChannelFlow, Prompt>().extend({
  guards: {
    /** Signed in, and there is a channel that only waits to be verified. */
    isWaiting: ({ context, event }) =>
      isReturnOf(event, 'sign-in') && event.output?.signedIn === true && onlyVerifies(context),
    onlyVerifies: ({ context }) => onlyVerifies(context),
    /** Proven, and the caller said already which medium is to be changed. */
    isProvenFor: ({ context, event }, medium: 'sms' | 'email') =>
      isProof(event) && context.medium === medium,
    /** Another value is to be typed. */
    isOther: ({ event }) => reasonOf(event) === 'other',
    isOtherMobile: ({ context, event }) => reasonOf(event) === 'other' && context.medium === 'sms',
    isMobile: ({ context }) => context.medium === 'sms',
    isSharable: ({ context }) => context.isSharable,
    sharesVerified: ({ context, event }) =>
      context.isSharable && event.type === 'channel.changed' && event.isVerified,
    choseVerified: ({ context, event }) =>
      context.isVerified && event.type === 'user.chose' && event.choice === 'both',
    holdsAddress: (at) => addressIn(at) !== null,
    isSame: ({ event }) => event.type === 'channel.refused' && event.reason === 'same',
    isSameMobile: ({ context, event }) =>
      event.type === 'channel.refused' && event.reason === 'same' && context.medium === 'sms',
    becameVerified: ({ event }) => event.type === 'channel.changed' && event.isVerified,
  },
  actions: {
    takeMedium: assign((_, choice: keyof typeof mediumChosen) => ({
      medium: mediumChosen[choice],
      notice: null,
      misses: 0,
    })),
    takeAddress: assign((at) => ({ address: addressIn(at), notice: null, misses: 0 })),
    takeUsable: assign(({ event }) =>
      event.type === 'channel.usable'
        ? { before: event.before, after: event.after, isSharable: event.isSharable }
        : {},
    ),
    miss: assign((at) => ({ notice: refusalOf(at), misses: at.context.misses + 1 })),
    saved: assign(({ context }) => ({
      saved: context.after,
      isVerified: false,
      notice: { kind: 'saved' } as const,
    })),
    verified: assign({ isVerified: true, notice: { kind: 'verified' } as const }),
    swapped: assign(({ context, event }) => ({
      saved: context.after,
      isVerified: true,
      notice: {
        kind: 'swapped' as const,
        heldUntil: event.type === 'channel.changed' ? event.heldUntil : null,
      },
    })),
    shared: assign((_, both: NonNullable<Context['both']>) => ({ both })),
    ended: assign({ end: 'changed' }),
    endedVerified: assign({ end: 'verified' }),
  },
})
