import { assign } from 'xstate'
import type { ClaimField } from '../../src/domain/claim.ts'
import { redacted } from '../../src/domain/redact.ts'
import { flowSetup } from '../../src/flow/flow-setup.ts'
import { unsureIn } from '../words/consent.ts'
import { accountNamed, type Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = [
  'ask-claim-account',
  'ask-claim-company',
  'ask-claim-since',
  'ask-claim-holder',
  'ask-claim-evidence',
  'ask-claim-reach',
  'confirm-claim',
] as const

/** Fewer characters than this are no answer. */
const shortestAnswer = 2

/** What somebody may honestly not know. */
export const dispensable: ReadonlySet<ClaimField> = new Set(['account', 'since', 'holder'])

/** The chart's guards and actions. */
export const flow = flowSetup<Context, 'claim-account', (typeof prompts)[number]>().extend({
  guards: {
    says: ({ event }) =>
      event.type === 'user.answered' && Array.from(event.text.trim()).length >= shortestAnswer,
    mayPass: ({ event }, field: ClaimField) =>
      event.type === 'user.chose' && event.choice === 'not-known' && dispensable.has(field),
    isAdded: ({ event }) => event.type === 'case.opened' && !event.isNew,
  },
  actions: {
    take: assign(({ context, event }, field: ClaimField) => {
      if (event.type !== 'user.answered') return {}
      const text = event.text.trim()
      const claim = { ...context.claim, [field]: redacted(text, context.region) }
      const named = field === 'account' ? accountNamed(text) : context.named
      return { claim, named, notice: null, misses: 0 }
    }),
    skip: assign(({ context }, field: ClaimField) => ({
      claim: { ...context.claim, [field]: null },
      named: field === 'account' ? null : context.named,
      notice: null,
      misses: 0,
    })),
    miss: assign(({ context }) => ({ notice: 'too-short' as const, misses: context.misses + 1 })),
    doubt: assign(({ context, event }) => ({
      notice: unsureIn(event),
      misses: context.misses + 1,
    })),
    opened: assign(({ event }) =>
      event.type === 'case.opened'
        ? { number: event.number, until: event.answersAt, timeZone: event.timeZone }
        : {},
    ),
    held: assign(({ event }) => (event.type === 'case.delayed' ? { until: event.until } : {})),
  },
})
