import { assign } from 'xstate'
import { wayIds } from '../../../src/flow/code.ts'
import type { At } from '../../../src/flow/flow-setup.ts'
import { codeSetup } from '../../words/code-entry.ts'
import { otherWays, type Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-code', 'ask-verification-method'] as const

function chosenWay({ context, event }: At<Context>): Context['way'] {
  if (event.type !== 'user.chose') return null
  const id = wayIds.find((each) => event.choice === `way:${each}`)
  return otherWays(context).some((other) => other.id === id) ? (id ?? null) : null
}

/** The chart's guards and actions. */
export const flow = codeSetup<Context, 'verify-identity', (typeof prompts)[number]>().extend({
  guards: {
    isForStranger: ({ context }) => context.lookup !== null,
    hasWays: ({ event }) => event.type === 'identity.ways' && event.ways.length > 0,
    choseWay: (at) => chosenWay(at) !== null,
  },
  actions: {
    takeWays: assign(({ event }) =>
      event.type === 'identity.ways'
        ? { ways: event.ways.map((each) => ({ ...each })), way: event.ways[0]?.id ?? null }
        : {},
    ),
    /** A code that was sent another way does not count for this one, so its expiry is forgotten. */
    takeWay: assign((at) => ({
      way: chosenWay(at) ?? at.context.way,
      codeExpiresAt: null,
      notice: null,
      misses: 0,
    })),
    prove: assign({ proven: true }),
    failWithoutWay: assign(({ event }) => ({
      reason: (event.type === 'identity.ways' ? event.obstacle : null) ?? 'no-way',
    })),
    fail: assign((_, reason: NonNullable<Context['reason']>) => ({ reason })),
  },
})
