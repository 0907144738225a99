import type { ClaimField } from '../../src/domain/claim.ts'
import { claimWords } from '../../src/domain/claim.ts'
import { chose, cleared, end, working, type At } from '../../src/flow/flow-setup.ts'
import { initialContext, type Context } from './context.ts'
import { flow } from './setup.ts'

const endsAs = <const E extends Context['end']>(params: E) => ({ type: 'end', params }) as const

/** One question of the form; what is not known may be left out where the desk can do without it. */
const asking = <F extends ClaimField, const N extends string, const B>(
  field: F,
  next: N,
  back: B,
) =>
  ({
    tags: 'asking',
    meta: { prompt: `ask-claim-${field}` as const },
    on: {
      'user.answered': [
        { guard: 'says', target: next, actions: { type: 'take', params: field } },
        { actions: 'miss' },
      ],
      'user.chose': {
        guard: { type: 'mayPass', params: field },
        target: next,
        actions: { type: 'skip', params: field },
      },
      'user.wentBack': back,
    },
  }) as const

const backTo = <const T extends string>(target: T) => ({ target, actions: cleared }) as const

/**
 * The evidence form of somebody whose company's account left with an employee (S92): one question at a time, a look at
 * the whole, and a case with it at the desk. Nothing in it proves anything; people decide.
 */
export const machine = flow.createMachine({
  id: 'claim-account',
  context: ({ input }) => initialContext(input),
  output: ({ context: { end: how, number, until, timeZone } }) => ({
    end: how,
    number,
    until,
    timeZone,
  }),
  initial: 'askingAccount',
  states: {
    askingAccount: asking('account', 'askingCompany', end('left')),
    askingCompany: asking('company', 'askingSince', backTo('askingAccount')),
    askingSince: asking('since', 'askingHolder', backTo('askingCompany')),
    askingHolder: asking('holder', 'askingEvidence', backTo('askingSince')),
    askingEvidence: asking('evidence', 'askingReach', backTo('askingHolder')),
    askingReach: asking('reach', 'confirming', backTo('askingEvidence')),
    confirming: {
      tags: 'asking',
      meta: { prompt: 'confirm-claim' },
      on: {
        'user.chose': [
          { guard: chose('yes'), target: 'openingCase', actions: cleared },
          { guard: chose('rewrite'), ...backTo('askingAccount') },
          { guard: chose('no'), ...end('left') },
        ],
        'user.answered': { actions: 'doubt' },
        'user.wentBack': backTo('askingReach'),
      },
    },
    openingCase: working(
      'case.open',
      ({ context: { claim, named } }: At<Context>) => ({
        problem: claimWords(claim),
        from: 'claim-account',
        claim,
        named,
      }),
      {
        'case.opened': [
          { guard: 'isAdded', target: 'finished', actions: ['opened', endsAs('appended')] },
          { target: 'finished', actions: ['opened', endsAs('opened')] },
        ],
        'case.delayed': { target: 'finished', actions: ['held', endsAs('delayed')] },
      },
    ),
    finished: { type: 'final' },
  },
})
