import { assign } from 'xstate'
import { readEmail } from '../../src/domain/address-in-text.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import {
  calling,
  checkingHuman,
  chose,
  cleared,
  end,
  flowSetup,
  isReturnOf,
  note,
  working,
  type At,
} from '../../src/flow/flow-setup.ts'
import { asksHowLong, unsureIn } from '../words/consent.ts'
import { isDoubted, isPlainReset } from '../words/telling.ts'
import { answerIn, unlessSeveral } from '../words/value-entry.ts'
import type { Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-email', 'confirm-email', 'wait-for-page'] as const

function emailRead(event: FlowEvent) {
  const text = answerIn(event)
  return text === null ? null : readEmail(text)
}

/** An address with a doubt beside it is asked about before anything is sent there. */
const takingEmail = [
  { guard: 'holdsDoubtedEmail', target: 'confirmingEmail', actions: 'take' },
  { guard: 'holdsEmail', target: 'checkingHuman', actions: 'take' },
] as const

const tellsDoubt = (event: FlowEvent): boolean =>
  event.type === 'user.answered' && isDoubted(event.text)

function holdsOther({ email }: Context, event: FlowEvent): boolean {
  const read = emailRead(event)
  return read?.outcome === 'one' && read.value !== email
}

const flow = flowSetup<Context, 'reset-password', (typeof prompts)[number]>().extend({
  guards: {
    isGiven: ({ context }) => context.email !== null,
    holdsEmail: ({ event }) => emailRead(event)?.outcome === 'one',
    holdsDoubtedEmail: ({ event }) => tellsDoubt(event) && emailRead(event)?.outcome === 'one',
    holdsOtherEmail: ({ context, event }) => holdsOther(context, event),
    holdsOtherDoubtedEmail: ({ context, event }) => tellsDoubt(event) && holdsOther(context, event),
    /** The address once more, with no word beside it that an order for it would not have. */
    repeatsEmail: ({ event }) =>
      event.type === 'user.answered' &&
      emailRead(event)?.outcome === 'one' &&
      isPlainReset(event.text),
    asksHowLong: ({ event }) => event.type === 'user.answered' && asksHowLong(event.text),
    isChanged: ({ event }) => event.type === 'reset.ended' && event.isChanged,
    failedBy: ({ event }, why: 'directory' | 'unknown') =>
      event.type === 'reset.ended' && event.why === why,
    wasMailed: ({ context }) => context.linkExpiresAt !== null,
  },
  actions: {
    take: assign(({ context, event }) => {
      const read = emailRead(event)
      if (read?.outcome !== 'one') return {}
      const { value: email } = read
      // A link that went to another address does not count for this one, so its expiry is forgotten.
      const linkExpiresAt = email === context.email ? context.linkExpiresAt : null
      return { email, linkExpiresAt, notice: null, misses: 0 }
    }),
    miss: assign(({ context, event }) => {
      const email = emailRead(event)
      if (email === null || email.outcome === 'one') return {}
      if (email.outcome === 'several') {
        return { notice: { kind: 'several', values: [...email.values] } as const, misses: 0 }
      }
      const bad = { kind: 'bad-email', reason: email.refusal } as const
      return {
        notice: unlessSeveral<Context['notice']>(context.notice, bad),
        misses: context.misses + 1,
      }
    }),
    remind: assign(({ context }) => ({
      notice: { kind: 'reminded' } as const,
      misses: context.misses + 1,
    })),
    mailed: assign(({ event }, notice: Context['notice']) =>
      event.type === 'reset.mailed' ? { linkExpiresAt: event.expiresAt, notice, misses: 0 } : {},
    ),
    wait: assign(({ event }) => {
      if (event.type !== 'code.delayed') return {}
      // A mail goes to no country.
      const kind = event.reason === 'country' ? 'paused' : event.reason
      return { notice: { kind, until: event.until }, misses: 0 }
    }),
    comeBack: assign(({ event }) => {
      if (!isReturnOf(event, 'retrieve-account')) return {}
      const notice = { kind: 'back-from-search', end: event.output?.end ?? 'left' } as const
      return { notice, misses: 0 }
    }),
  },
})

/** Choices that are advice rather than a step. */
const advice = [
  { guard: chose('no-email'), actions: note({ kind: 'no-email' }) },
  { guard: chose('sub-user'), actions: note({ kind: 'sub-user' }) },
] as const

const toSearch = { guard: chose('unknown-email'), target: 'searching' } as const

/** Mails a link, and says so; `delayed` is where the person hears that it takes until later. */
const mailing = <const N, const D>(notice: N, delayed: D) =>
  working('reset.mail', ({ context }: At<Context>) => ({ email: context.email ?? '' }), {
    'reset.mailed': { target: 'askingForPage', actions: { type: 'mailed', params: notice } },
    'code.delayed': delayed,
  })

/**
 * Reset a forgotten password (S36 to S48): the chat asks for the login email and mails a link; everything secret
 * happens on the page behind it, which tells this flow how it ended. Whoever the address belongs to, or nobody, the
 * words are the same.
 */
export const machine = flow.createMachine({
  id: 'reset-password',
  context: ({ input: { given } }) => ({
    email: given !== null && 'email' in given ? given.email : null,
    linkExpiresAt: null,
    notice: null,
    misses: 0,
    end: null,
  }),
  output: ({ context }) => ({ end: context.end ?? 'left' }),
  initial: 'starting',
  states: {
    starting: {
      always: [{ guard: 'isGiven', target: 'confirmingEmail' }, { target: 'askingEmail' }],
    },
    askingEmail: {
      tags: 'asking',
      meta: { prompt: 'ask-email' },
      on: {
        'user.answered': [...takingEmail, { actions: 'miss' }],
        'user.chose': [...takingEmail, toSearch, ...advice],
        'user.wentBack': { target: 'finished' },
      },
    },
    confirmingEmail: {
      tags: 'asking',
      meta: { prompt: 'confirm-email' },
      on: {
        'user.answered': [
          { guard: 'holdsOtherDoubtedEmail', actions: 'take' },
          { guard: 'holdsOtherEmail', target: 'checkingHuman', actions: 'take' },
          { guard: 'repeatsEmail', target: 'checkingHuman', actions: cleared },
          // Only a plain yes or no answers here; what was said instead is answered.
          {
            actions: {
              type: 'note',
              params: ({ event }: At<Context>) => ({ kind: unsureIn(event) }),
            },
          },
        ],
        'user.chose': [
          { guard: chose('yes'), target: 'checkingHuman', actions: cleared },
          { guard: chose('no'), target: 'askingEmail', actions: cleared },
        ],
        'user.wentBack': { target: 'askingEmail', actions: cleared },
      },
    },
    // A person who forgot the address looks for the account first and comes back (S38, S75).
    searching: calling('retrieve-account', null, { target: 'askingEmail', actions: 'comeBack' }),
    checkingHuman: checkingHuman('mailing', { target: 'askingEmail', actions: cleared }),
    mailing: mailing(null, [
      { guard: 'wasMailed', target: 'askingForPage', actions: 'wait' },
      { target: 'askingEmail', actions: 'wait' },
    ]),
    mailingAgain: mailing({ kind: 'mailed-again' }, { target: 'askingForPage', actions: 'wait' }),
    askingForPage: {
      tags: 'asking',
      meta: { prompt: 'wait-for-page' },
      on: {
        'reset.ended': [
          { guard: 'isChanged', ...end('changed') },
          { guard: { type: 'failedBy', params: 'directory' }, ...end('directory') },
          { guard: { type: 'failedBy', params: 'unknown' }, ...end('unknown') },
          end('stopped'),
        ],
        'user.chose': [
          { guard: chose('resend'), target: 'mailingAgain' },
          { guard: chose('different-email'), target: 'askingEmail', actions: cleared },
          { guard: chose('button-broken'), actions: note({ kind: 'button-broken' }) },
          toSearch,
        ],
        'user.answered': [
          // Another address than the message went to is a correction.
          { guard: 'holdsOtherDoubtedEmail', target: 'confirmingEmail', actions: 'take' },
          { guard: 'holdsOtherEmail', target: 'checkingHuman', actions: 'take' },
          { guard: 'asksHowLong', actions: note({ kind: 'how-long' }) },
          { actions: 'remind' },
        ],
        'user.wentBack': { target: 'askingEmail', actions: cleared },
      },
    },
    finished: { type: 'final' },
  },
})
