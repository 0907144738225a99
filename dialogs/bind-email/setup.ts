import { assign } from 'xstate'
import { readEmail } from '../../src/domain/address-in-text.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import { flowSetup, isProof, reasonOf } from '../../src/flow/flow-setup.ts'
import { answerIn } from '../words/value-entry.ts'
import type { Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-kind', 'ask-new-email', 'confirm-change', 'wait-for-page'] as const

function emailRead(event: FlowEvent) {
  const text = answerIn(event)
  return text === null ? null : readEmail(text)
}

function emailIn(event: FlowEvent): string | null {
  const email = emailRead(event)
  return email?.outcome === 'one' ? email.value : null
}

/** The chart's guards and actions. */
export const flow = flowSetup<Context, 'bind-email', (typeof prompts)[number]>().extend({
  guards: {
    isProvenToUnbind: ({ context, event }) => context.unbinds && isProof(event),
    isBound: ({ event }) =>
      event.type === 'account.viewed' &&
      event.account.channels.some(({ channel }) => channel === 'loginEmail'),
    isSame: ({ event }) => event.type === 'channel.refused' && event.reason === 'same',
    isOther: ({ event }) => reasonOf(event) === 'other',
    corrects: ({ context, event }) => !context.unbinds && emailIn(event) !== null,
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
    miss: assign(({ context, event }) => {
      const email = emailRead(event)
      return email?.outcome === 'several'
        ? { notice: 'several' as const, candidates: [...email.values], misses: 0 }
        : { notice: 'bad-email' as const, misses: context.misses + 1 }
    }),
    bound: assign({ end: 'bound' }),
    passwordSet: assign({ setPassword: true }),
  },
})
