import { initialContext } from './context.ts'
import { badChoice, heard, numberOf, says, starsOf } from './parts.ts'
import { cleared, endsAs, flow, notes } from './setup.ts'

/**
 * Handing over to a person (S79, S83, S84, S92): what happened, a look at what is shared, a number to keep; then the talk
 * itself while a person has the case in hand, and in the end what the person thinks of it.
 */
export const machine = flow.createMachine({
  id: 'talk-to-support',
  context: ({ input }) => initialContext(input),
  output: ({ context: { end, number, agent, until, timeZone } }) => ({
    end,
    number,
    agent,
    until,
    timeZone,
  }),
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
    lookingForCase: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'case.find' } },
      on: {
        'case.found': [
          { guard: 'isInHand', target: 'returning', actions: 'know' },
          { target: 'askingProblem', actions: 'know' },
        ],
        'case.unknown': { target: 'askingProblem' },
      },
    },
    askingProblem: {
      tags: 'asking',
      meta: { prompt: 'ask-problem' },
      on: {
        'user.answered': [
          { guard: 'describes', target: 'confirmingCase', actions: 'take' },
          { actions: notes({ kind: 'too-short' }) },
        ],
        'user.wentBack': { target: 'finished' },
        ...heard,
      },
    },
    confirmingCase: {
      tags: 'asking',
      meta: { prompt: 'confirm-case' },
      on: {
        'user.chose': [
          { guard: says('yes'), target: 'openingCase', actions: cleared },
          { guard: says('rewrite'), target: 'askingProblem', actions: cleared },
          { guard: says('no'), target: 'finished' },
        ],
        'user.answered': badChoice,
        'user.wentBack': { target: 'askingProblem', actions: cleared },
        ...heard,
      },
    },
    openingCase: {
      tags: 'working',
      entry: {
        type: 'request',
        params: ({ context }) => ({
          type: 'case.open',
          problem: context.problem ?? '',
          from: context.from,
        }),
      },
      on: {
        'case.opened': [
          { guard: 'isAdded', target: 'finished', actions: ['opened', endsAs('appended')] },
          { target: 'finished', actions: ['opened', endsAs('opened')] },
        ],
        'case.delayed': { target: 'finished', actions: ['held', endsAs('delayed')] },
      },
    },
    returning: {
      tags: 'working',
      entry: {
        type: 'request',
        params: ({ context }) => ({
          type: 'case.mark',
          number: numberOf(context),
          what: 'returned',
          flow: null,
        }),
      },
      on: {
        'case.told': [
          { guard: 'isOpenedUp', target: 'withSupport', actions: notes({ kind: 'granted' }) },
          { target: 'withSupport', actions: notes({ kind: 'back' }) },
        ],
      },
    },
    withSupport: {
      tags: 'asking',
      meta: { prompt: 'with-support' },
      on: {
        'user.answered': [{ guard: 'says', target: 'telling' }, { actions: cleared }],
        'user.wentBack': { target: 'leaving', actions: cleared },
        'user.chose': [
          { guard: says('hand-back'), target: 'leaving', actions: cleared },
          { guard: 'choseOffer', target: 'runningStep', actions: cleared },
          { guard: 'mayReset', target: 'offeringPage', actions: cleared },
        ],
        'reset.ended': [
          { guard: 'isChanged', actions: ['used', notes({ kind: 'password-set' })] },
          { actions: 'used' },
        ],
        ...heard,
        'support.nudged': { actions: 'hear' },
        'support.left': { target: 'finished', actions: endsAs('released') },
        'support.ended': [
          { guard: 'isSilent', target: 'askingRating', actions: notes({ kind: 'silent' }) },
          { target: 'askingRating', actions: notes({ kind: 'ended' }) },
        ],
      },
    },
    offeringPage: {
      tags: 'working',
      entry: {
        type: 'request',
        params: ({ context }) => ({ type: 'case.recover', number: numberOf(context) }),
      },
      on: {
        'page.offered': { target: 'withSupport', actions: notes({ kind: 'page' }) },
        'case.unknown': {
          target: 'withSupport',
          actions: ['used', notes({ kind: 'way-closed' })],
        },
      },
    },
    telling: {
      tags: 'working',
      entry: {
        type: 'request',
        params: ({ context, event }) => ({
          type: 'case.say',
          number: numberOf(context),
          text: event.type === 'user.answered' ? event.text : '',
        }),
      },
      on: {
        'case.told': { target: 'withSupport', actions: cleared },
        'case.delayed': { target: 'withSupport', actions: 'held' },
        'case.unknown': { target: 'finished', actions: endsAs('over') },
      },
    },
    leaving: {
      tags: 'working',
      entry: {
        type: 'request',
        params: ({ context }) => ({
          type: 'case.mark',
          number: numberOf(context),
          what: 'left',
          flow: null,
        }),
      },
      on: { 'case.told': { target: 'finished', actions: endsAs('handed-back') } },
    },
    runningStep: {
      tags: 'working',
      entry: {
        type: 'request',
        params: ({ context }) => ({
          type: 'flow.call',
          flow: context.offered ?? 'retrieve-account',
          given: null,
        }),
      },
      on: { 'flow.returned': { target: 'reportingStep' } },
    },
    reportingStep: {
      tags: 'working',
      entry: {
        type: 'request',
        params: ({ context }) => ({
          type: 'case.mark',
          number: numberOf(context),
          what: 'finished-step',
          flow: context.offered,
        }),
      },
      on: { 'case.told': { target: 'withSupport', actions: 'stepDone' } },
    },
    askingRating: {
      tags: 'asking',
      meta: { prompt: 'ask-rating' },
      on: {
        'user.chose': [
          { guard: 'choseStars', target: 'askingComment', actions: 'grade' },
          { guard: says('reopen'), target: 'reopening', actions: cleared },
        ],
        'user.wentBack': { target: 'finished', actions: endsAs('skipped') },
        'user.answered': badChoice,
        ...heard,
        'support.ended': { actions: notes({ kind: 'ended' }) },
      },
    },
    askingComment: {
      tags: 'asking',
      meta: { prompt: 'ask-comment' },
      on: {
        'user.answered': { target: 'rating', actions: 'comment' },
        'user.chose': { guard: says('skip'), target: 'rating', actions: 'silence' },
        'user.wentBack': { target: 'askingRating', actions: cleared },
        ...heard,
      },
    },
    rating: {
      tags: 'working',
      entry: {
        type: 'request',
        params: ({ context }) => ({
          type: 'case.rate',
          number: numberOf(context),
          stars: starsOf(context),
          comment: context.problem,
        }),
      },
      on: { 'case.told': { target: 'finished', actions: endsAs('rated') } },
    },
    reopening: {
      tags: 'working',
      entry: {
        type: 'request',
        params: ({ context }) => ({ type: 'case.reopen', number: numberOf(context) }),
      },
      on: {
        'case.told': { target: 'finished', actions: endsAs('reopened') },
        'case.unknown': { target: 'finished', actions: endsAs('too-late') },
      },
    },
    finished: { type: 'final' },
  },
})
