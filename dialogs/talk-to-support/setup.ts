import { assign } from 'xstate'
import { redacted } from '../../src/domain/redact.ts'
import type { FlowEvent, SupportEvent } from '../../src/flow/event.ts'
import { flowSetup, note, type At } from '../../src/flow/flow-setup.ts'
import { additionIn } from '../words/addition.ts'
import { unsureIn } from '../words/consent.ts'
import type { Context, Notice } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = [
  'ask-problem',
  'confirm-case',
  'with-support',
  'ask-rating',
  'ask-comment',
] as const

/** Fewer characters than this describe no problem. */
const shortestProblem = 4

/** The number of stars in a choice's id, such as `stars:4`; null for any other. */
function starsIn(choice: string): number | null {
  const stars = /^stars:([1-5])$/.exec(choice)?.[1]
  return stars === undefined ? null : Number(stars)
}

/** More is not added: a case can be written to again once it is open. */
const longestProblem = 4_000

/** What is to be added to a text that is long enough for a case; null for nothing. */
const toAdd = (event: FlowEvent): string | null =>
  event.type === 'user.answered' ? additionIn(event.text) : null

/** The text of a case with more behind it. */
const withMore = ({ problem }: Context, more: string): string =>
  problem === null ? more : `${problem}\n${more}`

const isSupport = (event: FlowEvent): event is SupportEvent => event.type.startsWith('support.')

/** What the person is to hear of it; an end is told by the state it leads to. */
function noticeOf(event: SupportEvent): Notice | null {
  switch (event.type) {
    case 'support.said':
      return { kind: 'said', text: event.text }
    case 'support.joined':
      return { kind: 'joined' }
    case 'support.offered':
      return { kind: 'offered' }
    case 'support.granted':
      return { kind: 'granted' }
    case 'support.nudged':
      return { kind: 'nudged' }
    case 'support.left':
    case 'support.ended':
      return null
    default:
      return event satisfies never
  }
}

function heardOf(event: SupportEvent): Partial<Context> {
  const { number } = event
  return {
    number,
    notice: noticeOf(event),
    ...('name' in event ? { agent: event.name } : {}),
    ...(event.type === 'support.offered' ? { offered: event.flow } : {}),
    ...(event.type === 'support.granted' ? { isGranted: true } : {}),
  }
}

/** The chart's guards and actions. */
export const flow = flowSetup<Context, 'talk-to-support', (typeof prompts)[number]>().extend({
  guards: {
    cameFor: ({ context }, entrance: Context['entrance']) => context.entrance === entrance,
    choseStars: ({ event }) => event.type === 'user.chose' && starsIn(event.choice) !== null,
    choseOffer: ({ context, event }) =>
      context.offered !== null &&
      event.type === 'user.chose' &&
      event.choice === `offer:${context.offered}`,
    describes: ({ event }) =>
      event.type === 'user.answered' && Array.from(event.text.trim()).length >= shortestProblem,
    hasProblem: ({ context }) => context.problem !== null,
    adds: ({ context, event }) =>
      (toAdd(event) ?? '') !== '' && (context.problem ?? '').length < longestProblem,
    wantsToAdd: ({ event }) => toAdd(event) === '',
    says: ({ event }) => event.type === 'user.answered' && event.text.trim() !== '',
    isInHand: ({ event }) => event.type === 'case.found' && event.support.agent !== null,
    isAdded: ({ event }) => event.type === 'case.opened' && !event.isNew,
    mayReset: ({ context, event }) =>
      context.isGranted && event.type === 'user.chose' && event.choice === 'set-password',
    isOpenedUp: ({ context }) => context.isGranted,
    isChanged: ({ event }) => event.type === 'reset.ended' && event.isChanged,
    isSilent: ({ event }) => event.type === 'support.ended' && event.isSilent,
  },
  actions: {
    take: assign(({ context, event }) =>
      event.type === 'user.answered'
        ? { problem: withMore(context, redacted(event.text.trim(), context)), notice: null }
        : {},
    ),
    add: assign(({ context, event }) => ({
      problem: withMore(context, redacted(toAdd(event) ?? '', context)),
      notice: { kind: 'added' as const },
    })),
    forget: assign({ problem: null, notice: null }),
    know: assign(({ event }) =>
      event.type === 'case.found'
        ? {
            number: event.support.number,
            agent: event.support.agent,
            isGranted: event.isGranted,
          }
        : {},
    ),
    opened: assign(({ event }) =>
      event.type === 'case.opened'
        ? { number: event.number, until: event.answersAt, timeZone: event.timeZone }
        : {},
    ),
    held: assign(({ event }) =>
      event.type === 'case.delayed'
        ? { until: event.until, notice: { kind: 'delayed' as const, until: event.until } }
        : {},
    ),
    /** Who speaks is whom the person talks with from now on. */
    hear: assign(({ event }) => (isSupport(event) ? heardOf(event) : {})),
    stepDone: assign({ offered: null, notice: { kind: 'step-done' } }),
    used: assign({ isGranted: false }),
    grade: assign(({ event }) =>
      event.type === 'user.chose' ? { stars: starsIn(event.choice), notice: null } : {},
    ),
    comment: assign(({ context, event }) =>
      event.type === 'user.answered' ? { problem: redacted(event.text, context) } : {},
    ),
    silence: assign({ problem: null }),
  },
})

/** The number of the case that is talked about; every state that asks for it comes after one that learnt it. */
export function numberOf({ number }: Context): number {
  if (number === null) throw new Error('a talk without a case')
  return number
}

/** The stars that were given; only a state behind the question asks for them. */
export function starsOf({ stars }: Context): number {
  if (stars === null) throw new Error('a rating without stars')
  return stars
}

/** Words that are no answer. */
export const badChoice = { actions: note({ kind: 'bad-choice' }) } as const

/** Only a plain yes or no answers here; what was said instead is answered. */
export const unsure = {
  actions: { type: 'note', params: ({ event }: At<Context>) => ({ kind: unsureIn(event) }) },
} as const

/** What the people of support do reaches the person wherever the talk is. */
export const heard = {
  'support.joined': { target: 'withSupport', actions: 'hear' },
  'support.said': { target: 'withSupport', actions: 'hear' },
  'support.offered': { target: 'withSupport', actions: 'hear' },
  'support.granted': { target: 'withSupport', actions: 'hear' },
} as const
