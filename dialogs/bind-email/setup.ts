import { assign } from 'xstate'
import { z } from 'zod'
import { parseEmail } from '../../src/domain/email.ts'
import type { Effect } from '../../src/flow/effect.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import { flowSetup } from '../../src/flow/flow-setup.ts'
import type { Context, Output } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-kind', 'ask-new-email', 'confirm-change', 'wait-for-page'] as const

interface At {
  readonly context: Context
  readonly event: FlowEvent
}

const signedInSchema = z.object({ signedIn: z.literal(true) })
const provenSchema = z.object({ proven: z.literal(true) })
const reasonSchema = z.object({ reason: z.string() })

/** Each effect this flow wants. */
export const requests = {
  identity: (): Effect => ({
    type: 'flow.call',
    flow: 'verify-identity',
    given: { purpose: 'bind-email' },
  }),

  check: ({ context }: At): Effect => ({
    type: 'channel.check',
    channel: 'loginEmail',
    address: context.address ?? '',
  }),

  verify: ({ context }: At): Effect => {
    const { address, after: mask } = context
    const given = { channel: 'loginEmail', address, medium: 'email', mask } as const
    return { type: 'flow.call', flow: 'verify-channel', given }
  },

  change: ({ context }: At): Effect => ({
    type: 'channel.change',
    purpose: 'bind-email',
    channel: 'loginEmail',
    address: context.address,
    // The first password is set with the same proof.
    keepsProof: !context.hasPassword && !context.unbinds,
  }),

  setPassword: ({ event }: At): Effect => ({
    type: 'password.change',
    purpose: 'bind-email',
    hash: event.type === 'password.chosen' ? event.hash : null,
  }),
}

function emailIn(event: FlowEvent): string | null {
  if (event.type !== 'user.answered') return null
  const email = parseEmail(event.text)
  return email.outcome === 'parsed' ? email.email : null
}

const reasonOf = (event: FlowEvent): string | null =>
  event.type === 'flow.returned'
    ? (reasonSchema.safeParse(event.output).data?.reason ?? null)
    : null

/** The words of this flow's chart. */
export const flow = flowSetup<Context, Output, (typeof prompts)[number]>().extend({
  guards: {
    chose: ({ event }, choice: string) => event.type === 'user.chose' && event.choice === choice,
    isSignedIn: ({ event }) =>
      event.type === 'flow.returned' && signedInSchema.safeParse(event.output).success,
    isProven: ({ event }) =>
      event.type === 'flow.returned' && provenSchema.safeParse(event.output).success,
    isProvenToUnbind: ({ context, event }) =>
      context.unbinds &&
      event.type === 'flow.returned' &&
      provenSchema.safeParse(event.output).success,
    isBound: ({ event }) =>
      event.type === 'account.viewed' &&
      event.account.channels.some(({ channel }) => channel === 'loginEmail'),
    isSame: ({ event }) => event.type === 'channel.refused' && event.reason === 'same',
    isOther: ({ event }) => reasonOf(event) === 'other',
    holdsEmail: ({ event }) => emailIn(event) !== null,
    choseToUnbind: ({ context, event }) =>
      context.unbinds && event.type === 'user.chose' && event.choice === 'yes',
    unbinds: ({ context }) => context.unbinds,
    lacksPassword: ({ context }) => !context.hasPassword,
  },
  actions: {
    takeAccount: assign(({ event }) => {
      if (event.type !== 'account.viewed') return {}
      const { channels, hasPassword } = event.account
      const login = channels.find(({ channel }) => channel === 'loginEmail')
      return { bound: login?.mask ?? null, hasPassword }
    }),
    unbind: assign({ unbinds: true, notice: null }),
    replace: assign({ unbinds: false, notice: null }),
    takeEmail: assign(({ event }) => ({ address: emailIn(event), notice: null, misses: 0 })),
    takeUsable: assign(({ event }) =>
      event.type === 'channel.usable' ? { after: event.after } : {},
    ),
    note: assign((_, notice: Context['notice']) => ({ notice, misses: 0 })),
    miss: assign(({ context }) => ({
      notice: 'bad-email' as const,
      misses: context.misses + 1,
    })),
    bound: assign({ end: 'bound' }),
    passwordSet: assign({ setPassword: true }),
    end: assign((_, end: Output['end']) => ({ end })),
    because: assign(({ event }, end: Output['end']) => ({
      end,
      why: event.type === 'channel.refused' ? event.reason : (reasonOf(event) ?? 'left'),
    })),
  },
})
