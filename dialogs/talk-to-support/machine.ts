import { cleared, chose, end, note, working, type At } from '../../src/flow/flow-setup.ts'
import { call } from '../../src/flow/flow-call.ts'
import { initialContext, outputOf, type Context } from './context.ts'
import { badChoice, flow, heard, numberOf, starsOf, unsure } from './setup.ts'

type Now = At<Context>

const endsAs = <const E extends Context['end']>(params: E) => ({ type: 'end', params }) as const

/** Tells the people of the case what the user did. */
const marking = <const On>(what: 'left' | 'returned' | 'finished-step', told: On) =>
  working(
    'case.mark',
    ({ context }: Now) => ({
      number: numberOf(context),
      what,
      flow: what === 'finished-step' ? context.offered : null,
    }),
    { 'case.told': told },
  )

/**
 * Handing over to a person (S79, S83, S84, S92): what happened, a look at what is shared, a number to keep; then the talk
 * itself while a person has the case in hand, and in the end what the person thinks of it.
 */
export const machine = flow.createMachine({
  id: 'talk-to-support',
  context: ({ input }) => initialContext(input),
  output: ({ context }) => outputOf(context),
  initial: 'arriving',
  states: {
    arriving: {
      always: [
        { guard: { type: 'cameFor', params: 'held' }, target: 'withSupport' },
        { guard: { type: 'cameFor', params: 'ended' }, target: 'askingRating' },
        { guard: { type: 'cameFor', params: 'reopen' }, target: 'reopening' },
        { target: 'lookingForCase' },
      ],
    },
    lookingForCase: working('case.find', null, {
      'case.found': [
        { guard: 'isInHand', target: 'returning', actions: 'know' },
        { target: 'askingProblem', actions: 'know' },
      ],
      'case.unknown': { target: 'askingProblem' },
    }),
    askingProblem: {
      tags: 'asking',
      meta: { prompt: 'ask-problem' },
      on: {
        'user.answered': [
          { guard: 'describes', target: 'confirmingCase', actions: 'take' },
          { actions: note({ kind: 'too-short' }) },
        ],
        'user.wentBack': [
          { guard: 'hasProblem', target: 'confirmingCase', actions: cleared },
          { target: 'finished' },
        ],
        ...heard,
      },
    },
    confirmingCase: {
      tags: 'asking',
      meta: { prompt: 'confirm-case' },
      on: {
        'user.chose': [
          { guard: chose('yes'), target: 'openingCase', actions: cleared },
          { guard: chose('rewrite'), target: 'askingProblem', actions: 'forget' },
          { guard: chose('no'), target: 'finished' },
        ],
        'user.answered': [
          // Seen again with what was added, before anybody is asked for a yes.
          { guard: 'adds', actions: 'add' },
          { guard: 'wantsToAdd', target: 'askingProblem', actions: cleared },
          unsure,
        ],
        'user.wentBack': { target: 'askingProblem', actions: 'forget' },
        ...heard,
      },
    },
    openingCase: working(
      'case.open',
      ({ context: { problem, from } }: Now) => ({ problem: problem ?? '', from }),
      {
        'case.opened': [
          { guard: 'isAdded', target: 'finished', actions: ['opened', endsAs('appended')] },
          { target: 'finished', actions: ['opened', endsAs('opened')] },
        ],
        'case.delayed': { target: 'finished', actions: ['held', endsAs('delayed')] },
      },
    ),
    returning: marking('returned', [
      { guard: 'isOpenedUp', target: 'withSupport', actions: note({ kind: 'granted' }) },
      { target: 'withSupport', actions: note({ kind: 'back' }) },
    ]),
    withSupport: {
      tags: 'asking',
      meta: { prompt: 'with-support' },
      on: {
        'user.answered': [{ guard: 'says', target: 'telling' }, { actions: cleared }],
        'user.wentBack': { target: 'leaving', actions: cleared },
        'user.chose': [
          { guard: chose('hand-back'), target: 'leaving', actions: cleared },
          { guard: 'choseOffer', target: 'runningStep', actions: cleared },
          { guard: 'mayReset', target: 'offeringPage', actions: cleared },
        ],
        'reset.ended': [
          { guard: 'isChanged', actions: ['used', note({ kind: 'password-set' })] },
          { actions: 'used' },
        ],
        ...heard,
        'support.nudged': { actions: 'hear' },
        'support.left': end('released'),
        'support.ended': [
          { guard: 'isSilent', target: 'askingRating', actions: note({ kind: 'silent' }) },
          { target: 'askingRating', actions: note({ kind: 'ended' }) },
        ],
      },
    },
    offeringPage: working('case.recover', ({ context }: Now) => ({ number: numberOf(context) }), {
      'page.offered': { target: 'withSupport', actions: note({ kind: 'page' }) },
      'case.unknown': { target: 'withSupport', actions: ['used', note({ kind: 'way-closed' })] },
    }),
    telling: working(
      'case.say',
      ({ context, event }: Now) => ({
        number: numberOf(context),
        text: event.type === 'user.answered' ? event.text : '',
      }),
      {
        'case.told': { target: 'withSupport', actions: cleared },
        'case.delayed': { target: 'withSupport', actions: 'held' },
        'case.unknown': end('over'),
      },
    ),
    leaving: marking('left', end('handed-back')),
    runningStep: working(
      'flow.call',
      ({ context }: Now) => call(context.offered ?? 'retrieve-account'),
      {
        'flow.returned': { target: 'reportingStep' },
      },
    ),
    reportingStep: marking('finished-step', { target: 'withSupport', actions: 'stepDone' }),
    askingRating: {
      tags: 'asking',
      meta: { prompt: 'ask-rating' },
      on: {
        'user.chose': [
          { guard: 'choseStars', target: 'askingComment', actions: 'grade' },
          { guard: chose('reopen'), target: 'reopening', actions: cleared },
        ],
        'user.wentBack': end('skipped'),
        'user.answered': badChoice,
        ...heard,
        'support.ended': { actions: note({ kind: 'ended' }) },
      },
    },
    askingComment: {
      tags: 'asking',
      meta: { prompt: 'ask-comment' },
      on: {
        'user.answered': { target: 'rating', actions: 'comment' },
        'user.chose': { guard: chose('skip'), target: 'rating', actions: 'silence' },
        'user.wentBack': { target: 'askingRating', actions: cleared },
        ...heard,
      },
    },
    rating: working(
      'case.rate',
      ({ context }: Now) => ({
        number: numberOf(context),
        stars: starsOf(context),
        comment: context.problem,
      }),
      { 'case.told': end('rated') },
    ),
    reopening: working('case.reopen', ({ context }: Now) => ({ number: numberOf(context) }), {
      'case.told': end('reopened'),
      'case.unknown': end('too-late'),
    }),
    finished: { type: 'final' },
  },
})
