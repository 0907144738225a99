import { assign } from 'xstate'
import { z } from 'zod'
import { parseEmail } from '../../src/domain/email.ts'
import type { Effect } from '../../src/flow/effect.ts'
import { flowSetup } from '../../src/flow/flow-setup.ts'
import { searchEnd, type Context, type Output } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-email', 'wait-for-page'] as const

const passedSchema = z.object({ passed: z.literal(true) })

const mail = ({ context }: { readonly context: Context }): Effect => ({
  type: 'reset.mail',
  email: context.email ?? '',
})

const flow = flowSetup<Context, 'reset-password', (typeof prompts)[number]>().extend({
  guards: {
    chose: ({ event }, choice: string) => event.type === 'user.chose' && event.choice === choice,
    holdsEmail: ({ event }) =>
      event.type === 'user.answered' && parseEmail(event.text).outcome === 'parsed',
    isHuman: ({ event }) =>
      event.type === 'flow.returned' && passedSchema.safeParse(event.output).success,
    isChanged: ({ event }) => event.type === 'reset.ended' && event.isChanged,
    wasMailed: ({ context }) => context.linkExpiresAt !== null,
  },
  actions: {
    note: assign((_, notice: Context['notice']) => ({ notice, misses: 0 })),
    take: assign(({ context, event }) => {
      if (event.type !== 'user.answered') return {}
      const parsed = parseEmail(event.text)
      if (parsed.outcome === 'refused') return {}
      const { email } = parsed
      // A link that went to another address is none for this one, so it is not spoken of any more.
      const linkExpiresAt = email === context.email ? context.linkExpiresAt : null
      return { email, linkExpiresAt, notice: null, misses: 0 }
    }),
    miss: assign(({ context, event }) => {
      if (event.type !== 'user.answered') return {}
      const email = parseEmail(event.text)
      if (email.outcome === 'parsed') return {}
      const notice = { kind: 'bad-email', reason: email.reason } as const
      return { notice, misses: context.misses + 1 }
    }),
    mailed: assign(({ event }, notice: Context['notice']) =>
      event.type === 'reset.mailed' ? { linkExpiresAt: event.expiresAt, notice, misses: 0 } : {},
    ),
    wait: assign(({ event }) => {
      if (event.type !== 'code.delayed') return {}
      return { notice: { kind: event.reason, until: event.until }, misses: 0 }
    }),
    comeBack: assign(({ event }) => {
      if (event.type !== 'flow.returned') return {}
      const notice = { kind: 'back-from-search', end: searchEnd(event.output) } as const
      return { notice, misses: 0 }
    }),
    end: assign((_, end: Output['end']) => ({ end })),
  },
})

const cleared = { type: 'note', params: null } as const

/** Choices that are advice rather than a step. */
const advice = [
  {
    guard: { type: 'chose', params: 'no-email' },
    actions: { type: 'note', params: { kind: 'no-email' } },
  },
  {
    guard: { type: 'chose', params: 'sub-user' },
    actions: { type: 'note', params: { kind: 'sub-user' } },
  },
] as const

const toSearch = {
  guard: { type: 'chose', params: 'unknown-email' },
  target: 'searching',
} as const

const sayMailed = <N extends { kind: 'mailed-again' } | null>(params: N) =>
  ({ target: 'askingForPage', actions: { type: 'mailed', params } }) as const

/**
 * Reset a forgotten password (S36 to S48): the chat asks for the login email and mails a link; everything secret
 * happens on the page behind it, which tells this flow how it ended. Whoever the address belongs to, or nobody, the
 * words are the same.
 */
export const machine = flow.createMachine({
  id: 'reset-password',
  context: { email: null, linkExpiresAt: null, notice: null, misses: 0, end: null },
  output: ({ context }) => ({ end: context.end ?? 'left' }),
  initial: 'askingEmail',
  states: {
    askingEmail: {
      tags: 'asking',
      meta: { prompt: 'ask-email' },
      on: {
        'user.answered': [
          { guard: 'holdsEmail', target: 'checkingHuman', actions: 'take' },
          { actions: 'miss' },
        ],
        'user.chose': [toSearch, ...advice],
        'user.wentBack': { target: 'finished' },
      },
    },
    // He who forgot the address looks for the account first and comes back (S38, S75).
    searching: {
      tags: 'working',
      entry: {
        type: 'request',
        params: { type: 'flow.call', flow: 'retrieve-account', given: null },
      },
      on: {
        'flow.returned': { target: 'askingEmail', actions: 'comeBack' },
      },
    },
    checkingHuman: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'flow.call', flow: 'human-check', given: null } },
      on: {
        'flow.returned': [
          { guard: 'isHuman', target: 'mailing' },
          { target: 'askingEmail', actions: cleared },
        ],
      },
    },
    mailing: {
      tags: 'working',
      entry: { type: 'request', params: mail },
      on: {
        'reset.mailed': sayMailed(null),
        'code.delayed': [
          { guard: 'wasMailed', target: 'askingForPage', actions: 'wait' },
          { target: 'askingEmail', actions: 'wait' },
        ],
      },
    },
    mailingAgain: {
      tags: 'working',
      entry: { type: 'request', params: mail },
      on: {
        'reset.mailed': sayMailed({ kind: 'mailed-again' }),
        'code.delayed': { target: 'askingForPage', actions: 'wait' },
      },
    },
    askingForPage: {
      tags: 'asking',
      meta: { prompt: 'wait-for-page' },
      on: {
        'reset.ended': [
          {
            guard: 'isChanged',
            target: 'finished',
            actions: { type: 'end', params: 'changed' },
          },
          { target: 'finished', actions: { type: 'end', params: 'stopped' } },
        ],
        'user.chose': [
          { guard: { type: 'chose', params: 'resend' }, target: 'mailingAgain' },
          {
            guard: { type: 'chose', params: 'different-email' },
            target: 'askingEmail',
            actions: cleared,
          },
          {
            guard: { type: 'chose', params: 'button-broken' },
            actions: { type: 'note', params: { kind: 'button-broken' } },
          },
          toSearch,
        ],
        'user.answered': { actions: { type: 'note', params: { kind: 'reminded' } } },
        'user.wentBack': { target: 'askingEmail', actions: cleared },
      },
    },
    finished: { type: 'final' },
  },
})
