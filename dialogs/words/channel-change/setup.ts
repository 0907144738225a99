import { assign } from 'xstate'
import { readEmail } from '../../../src/domain/address-in-text.ts'
import { correctedTail } from '../../../src/domain/tail-correction.ts'
import { readMobile } from '../../../src/domain/value-in-text.ts'
import {
  flowSetup,
  isProof,
  isReturnOf,
  reasonOf,
  type At as AtState,
} from '../../../src/flow/flow-setup.ts'
import { answerIn } from '../value-entry.ts'
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

function readAs(medium: Context['medium'], text: string, region: string) {
  return medium === 'sms' ? readMobile(text, region) : readEmail(text)
}

function addressRead({ context, event }: At) {
  const text = answerIn(event)
  return text === null ? null : readAs(context.medium, text, context.region)
}

function addressIn(at: At): string | null {
  const read = addressRead(at)
  return read?.outcome === 'one' ? read.value : null
}

/** Another value, or another end of the number that is to be confirmed; the person confirms it anew. */
function corrected(at: At): string | null {
  const { medium, address } = at.context
  const text = answerIn(at.event)
  const typed = addressIn(at)
  if (typed !== null || text === null || address === null || medium !== 'sms') return typed
  return correctedTail(text, address)
}

function refusalOf(at: At): Notice {
  const read = addressRead(at)
  if (read?.outcome === 'several') return { kind: 'several', values: [...read.values] }
  if (at.context.medium !== 'sms' || read?.outcome !== 'none') return { kind: 'bad-email' }
  return { kind: 'bad-mobile', reason: read.refusal }
}

/** A new value that was typed where its kind was asked for; null unless it is the only one there. */
function valueAndKind({ context, event }: At): Pick<Context, 'medium' | 'address'> | null {
  const text = answerIn(event)
  if (text === null) return null
  const [mobile, email] = [readMobile(text, context.region), readEmail(text)]
  if (email.outcome === 'one' && mobile.outcome === 'none') {
    return { medium: 'email', address: email.value }
  }
  const isMobile = mobile.outcome === 'one' && email.outcome === 'none'
  return isMobile ? { medium: 'sms', address: mobile.value } : null
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
    /** Proven, and the new value was told before. */
    isProvenForValue: ({ context, event }) => isProof(event) && context.address !== null,
    holdsValue: (at) => valueAndKind(at) !== null,
    corrects: (at) => corrected(at) !== null && corrected(at) !== at.context.address,
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
    takeValue: assign((at) => ({ ...valueAndKind(at), notice: null, misses: 0 })),
    correct: assign((at) => ({
      address: corrected(at),
      notice: { kind: 'corrected' } as const,
      misses: 0,
    })),
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
