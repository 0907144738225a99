import { assign } from 'xstate'
import {
  identityPurposes,
  wayIds,
  type Effect,
  type IdentityPurpose,
} from '../../../src/flow/effect.ts'
import type { FlowEvent } from '../../../src/flow/event.ts'
import { flowSetup } from '../../../src/flow/flow-setup.ts'
import type { IdentityNotice } from '../../../src/flow/identity-notice.ts'
import { codeGuards, codeIn, codeMemory } from '../../words/code-entry.ts'
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
    code: codeIn(event),
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
export const flow = flowSetup<Context, 'verify-identity', (typeof prompts)[number]>().extend({
  guards: {
    ...codeGuards,
    isForStranger: ({ context }) => context.lookup !== null,
    hasWays: ({ event }) => event.type === 'identity.ways' && event.ways.length > 0,
    hasOthers: ({ context }) => otherWays(context).length > 0,
    choseWay: (at) => chosenWay(at) !== null,
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
    note: assign((at, notice: IdentityNotice | null) => codeMemory.note(at, notice)),
    miss: assign((at) => codeMemory.miss(at)),
    codeSent: assign((at, notice: IdentityNotice | null) => codeMemory.codeSent(at, notice)),
    codeStands: assign((at) => codeMemory.codeStands(at)),
    wait: assign((at) => codeMemory.wait(at)),
    codeRefused: assign((at) => codeMemory.codeRefused(at)),
    prove: assign({ proven: true }),
    fail: assign((_, reason: NonNullable<Output['reason']>) => ({ reason })),
  },
})
