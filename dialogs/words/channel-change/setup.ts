import { assign } from 'xstate'
import { z } from 'zod'
import { parseEmail } from '../../../src/domain/email.ts'
import { parseMobile } from '../../../src/domain/mobile.ts'
import type { Effect } from '../../../src/flow/effect.ts'
import type { FlowEvent } from '../../../src/flow/event.ts'
import { flowSetup } from '../../../src/flow/flow-setup.ts'
import {
  channelOf,
  contactOf,
  otherRole,
  type Context,
  type Notice,
  type Output,
  type Role,
} from './context.ts'

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

interface At {
  readonly context: Context
  readonly event: FlowEvent
}

const signedInSchema = z.object({ signedIn: z.literal(true) })
const provenSchema = z.object({ proven: z.literal(true) })
const reasonSchema = z.object({ reason: z.string() })

const purposes = { contact: 'change-contact', recovery: 'change-recovery' } as const

/** Each effect that a change of a channel in this role wants. */
export const requestsFor = (role: Role) => ({
  identity: (): Effect => ({
    type: 'flow.call',
    flow: 'verify-identity',
    given: { purpose: purposes[role] },
  }),

  check: ({ context }: At): Effect => ({
    type: 'channel.check',
    channel: channelOf(role, context),
    address: context.address ?? '',
  }),

  verify: ({ context }: At): Effect => {
    const { address, after: mask } = context
    const medium = context.medium ?? 'sms'
    const channel = channelOf(role, context)
    const given = { channel, address, medium, mask }
    return { type: 'flow.call', flow: 'verify-channel', given }
  },

  change: ({ context }: At): Effect => ({
    type: 'channel.change',
    purpose: purposes[role],
    channel: channelOf(role, context),
    address: context.address,
    // The same run may correct the value, or put it in the other role as well.
    keepsProof: true,
  }),

  confirm: ({ context }: At): Effect => ({
    type: 'channel.confirm',
    channel: contactOf(context),
    address: context.address,
  }),

  /** The same value for the other role, with the proof of identity that this run began with. */
  share: ({ context }: At): Effect => ({
    type: 'channel.change',
    purpose: purposes[role],
    channel: channelOf(otherRole(role), context),
    address: context.address,
    keepsProof: false,
  }),
})

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

const wantsOther = (event: FlowEvent): boolean =>
  event.type === 'flow.returned' && reasonSchema.safeParse(event.output).data?.reason === 'other'

/** A new value always has an address; without one the waiting channel is meant. */
const onlyVerifies = ({ after, address }: Context): boolean => after !== '' && address === null

/** The words of both charts. */
export const flow = flowSetup<Context, 'change-contact' | 'change-recovery', Prompt>().extend({
  guards: {
    chose: ({ event }, choice: string) => event.type === 'user.chose' && event.choice === choice,
    isSignedIn: ({ event }) =>
      event.type === 'flow.returned' && signedInSchema.safeParse(event.output).success,
    /** Signed in, and there is a channel that only waits to be verified. */
    isWaiting: ({ context, event }) =>
      event.type === 'flow.returned' &&
      signedInSchema.safeParse(event.output).success &&
      onlyVerifies(context),
    onlyVerifies: ({ context }) => onlyVerifies(context),
    isProven: ({ event }) =>
      event.type === 'flow.returned' && provenSchema.safeParse(event.output).success,
    /** Proven, and the caller said already which medium is to be changed. */
    isProvenFor: ({ context, event }, medium: 'sms' | 'email') =>
      event.type === 'flow.returned' &&
      provenSchema.safeParse(event.output).success &&
      context.medium === medium,
    /** Another value is to be typed. */
    isOther: ({ event }) => wantsOther(event),
    isOtherMobile: ({ context, event }) => wantsOther(event) && context.medium === 'sms',
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
    note: assign((_, notice: Notice | null) => ({ notice, misses: 0 })),
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
    end: assign((_, end: Output['end']) => ({ end })),
    ended: assign({ end: 'changed' }),
    endedVerified: assign({ end: 'verified' }),
    because: assign(({ event }, end: Output['end']) => {
      if (event.type === 'channel.refused') return { end, why: event.reason }
      const told = event.type === 'flow.returned' ? reasonSchema.safeParse(event.output) : null
      return { end, why: told?.data?.reason ?? 'left' }
    }),
  },
})
