import { assign } from 'xstate'
import { readCode } from '../../../src/domain/one-time-code.ts'
import {
  identityPurposes,
  wayIds,
  type Effect,
  type IdentityPurpose,
} from '../../../src/flow/effect.ts'
import type { FlowEvent } from '../../../src/flow/event.ts'
import { flowSetup } from '../../../src/flow/flow-setup.ts'
import type { IdentityNotice } from '../../../src/flow/identity-notice.ts'
import { otherWays, targetOf, type Context, type Output } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-code', 'ask-verification-method'] as const

interface At {
  readonly context: Context
  readonly event: FlowEvent
}

const isIdentityPurpose = (purpose: string): purpose is IdentityPurpose =>
  identityPurposes.some((each) => each === purpose)

/** Each effect this flow wants. */
export const requests = {
  ways: (): Effect => ({ type: 'identity.ways' }),

  sendCode: ({ context }: At): Effect => ({
    type: 'code.send',
    purpose: context.purpose,
    target: targetOf(context),
  }),

  checkCode: ({ context, event }: At): Effect => ({
    type: 'code.check',
    purpose: context.purpose,
    target: targetOf(context),
    code: event.type === 'user.answered' ? (readCode(event.text) ?? '') : '',
  }),

  /** What an accepted code is turned into: a session, or a proof for the caller. */
  prove: ({ context }: At): Effect => {
    const { purpose, lookup, way } = context
    if (isIdentityPurpose(purpose)) {
      return { type: 'identity.prove', purpose, way: way ?? 'recoveryMobile' }
    }
    return { type: 'session.open', lookup: lookup ?? { by: 'account-id', value: '' } }
  },
}

function chosenWay({ context, event }: At): Context['way'] {
  if (event.type !== 'user.chose') return null
  const id = wayIds.find((each) => event.choice === `way:${each}`)
  return otherWays(context).some((other) => other.id === id) ? (id ?? null) : null
}

/** The words of this flow's chart. */
export const flow = flowSetup<Context, Output, (typeof prompts)[number]>().extend({
  guards: {
    chose: ({ event }, choice: string) => event.type === 'user.chose' && event.choice === choice,
    isForStranger: ({ context }) => context.lookup !== null,
    hasWays: ({ event }) => event.type === 'identity.ways' && event.ways.length > 0,
    hasOthers: ({ context }) => otherWays(context).length > 0,
    choseWay: (at) => chosenWay(at) !== null,
    holdsCode: ({ event }) => event.type === 'user.answered' && readCode(event.text) !== null,
    stands: ({ event }) => event.type === 'code.sent' && !event.fresh,
    tooMany: ({ event }) => event.type === 'code.delayed' && event.reason === 'too-many',
  },
  actions: {
    takeWays: assign(({ event }) =>
      event.type === 'identity.ways'
        ? { ways: event.ways.map((each) => ({ ...each })), way: event.ways[0]?.id ?? null }
        : {},
    ),
    /** The code that went another way is none for this one, so it is not spoken of any more. */
    takeWay: assign((at) => ({
      way: chosenWay(at) ?? at.context.way,
      codeExpiresAt: null,
      notice: null,
      misses: 0,
    })),
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
