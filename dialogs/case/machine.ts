import { assign } from 'xstate'
import type { AgentRef, CaseMemory } from '../../src/domain/support-case.ts'
import { caseSetup, type CaseEvent, type CaseTask } from '../../src/flow/case.ts'
import { awaiting, begun, dueClock, ended, graded, owing, settled, told } from './memory.ts'

function agentOf(event: CaseEvent): AgentRef | null {
  return 'agent' in event ? event.agent : null
}

const flow = caseSetup().extend({
  guards: {
    isLate: ({ context, event }) => dueClock(context, event.at) !== null,
    isAwake: ({ context, event }) =>
      context.snoozedUntil !== null && event.at >= context.snoozedUntil,
    isNudgeDue: ({ context, event }) => context.nudgeAt !== null && event.at >= context.nudgeAt,
    isOver: ({ context, event }) => context.endsAt !== null && event.at >= context.endsAt,
    isStillWarm: ({ context, event }) => context.endsAt !== null && event.at < context.endsAt,
    isLater: ({ event }) => event.type === 'agent.snoozed' && event.until > event.at,
    isStars: ({ event }) =>
      event.type === 'user.rated' &&
      Number.isInteger(event.stars) &&
      event.stars >= 1 &&
      event.stars <= 5,
  },
  actions: {
    claim: assign(({ context, event }) => ({ assignee: agentOf(event) ?? context.assignee })),
    drop: assign({ assignee: null }),
    begin: assign(({ context, event }) => begun(context, event)),
    owe: assign(({ context, event }) => owing(context, event)),
    await: assign(({ context, event }) => awaiting(context, event)),
    settle: assign(({ context, event }) => settled(context, event)),
    end: assign(({ context }) => ended(context)),
    grade: assign(({ context, event }) => graded(context, event)),
    mark: assign(({ context, event }) => told(context, event.at)),
    snooze: assign(({ event }) =>
      event.type === 'agent.snoozed' ? { snoozedUntil: event.until } : {},
    ),
    wake: assign({ snoozedUntil: null }),
    nudged: assign({ nudgeAt: null }),
    result: assign(({ event }) =>
      event.type === 'agent.resolved' ? { outcome: event.outcome } : { outcome: 'no-answer' },
    ),
    rate: assign(({ event }) => (event.type === 'user.rated' ? { rating: event.stars } : {})),
  },
})

const begins = { type: 'task', params: { type: 'talk.begin' } } as const
const endsAs = (why: Extract<CaseTask, { type: 'talk.end' }>['why']) =>
  ({ type: 'task', params: { type: 'talk.end', why } }) as const
const warns = {
  type: 'task',
  params: ({ context, event }: { context: CaseMemory; event: CaseEvent }): CaseTask => {
    const due = dueClock(context, event.at)
    if (due === null) throw new Error('a case warned of nothing')
    return { type: 'desk.warn', owed: due.clock.owed, level: due.level }
  },
} as const

/** What is due for every open case: the end of a snooze, a late answer. */
const clocks = [
  { guard: 'isAwake', actions: ['wake', { type: 'task', params: { type: 'desk.wake' } }] },
  { guard: 'isLate', actions: [warns, 'mark'] },
] as const

/** Events that every open state takes. */
const open = {
  'agent.assigned': { target: 'assigned', actions: ['claim', begins] },
  'agent.replied': { target: 'waiting-on-user', actions: ['claim', 'await', begins] },
  'agent.deferred': { target: 'waiting-on-team', actions: ['claim', 'owe', begins] },
  'agent.snoozed': { guard: 'isLater', actions: 'snooze' },
  'agent.graded': { actions: 'grade' },
  'agent.resolved': { target: 'resolved', actions: ['result', 'settle', endsAs('resolved')] },
  'user.withdrew': { target: 'withdrawn', actions: ['end', endsAs('withdrawn')] },
} as const

const released = { target: 'new', actions: ['drop', 'owe', endsAs('released')] } as const

/** One case from its opening to its end (S79, S83, S91); who may send an event is checked before it arrives here. */
export const machine = flow.createMachine({
  id: 'case',
  context: ({ input }) => input,
  initial: 'new',
  states: {
    new: {
      on: {
        ...open,
        'agent.took': { target: 'assigned', actions: ['claim', begins] },
        'user.wrote': { actions: 'owe' },
        'time.came': [...clocks],
      },
    },
    assigned: {
      on: {
        ...open,
        'agent.released': released,
        'user.wrote': { target: 'waiting-on-team', actions: 'owe' },
        'time.came': [...clocks],
      },
    },
    'waiting-on-user': {
      on: {
        ...open,
        'agent.assigned': { actions: ['claim', begins] },
        'agent.released': released,
        'user.wrote': { target: 'waiting-on-team', actions: 'owe' },
        'time.came': [
          {
            guard: 'isOver',
            target: 'resolved',
            actions: ['result', 'settle', endsAs('silence')],
          },
          {
            guard: 'isNudgeDue',
            actions: ['nudged', { type: 'task', params: { type: 'user.nudge' } }],
          },
          ...clocks,
        ],
      },
    },
    'waiting-on-team': {
      on: {
        ...open,
        'agent.assigned': { actions: ['claim', begins] },
        'agent.released': released,
        'user.wrote': { actions: 'owe' },
        'time.came': [...clocks],
      },
    },
    resolved: {
      on: {
        'agent.reopened': { target: 'reopened', actions: 'begin' },
        'user.reopened': { guard: 'isStillWarm', target: 'reopened', actions: 'begin' },
        'user.rated': { guard: 'isStars', actions: 'rate' },
        'time.came': { guard: 'isOver', target: 'closed', actions: 'end' },
      },
    },
    reopened: {
      on: {
        ...open,
        'agent.took': { target: 'assigned', actions: ['claim', begins] },
        'agent.released': released,
        'user.wrote': { actions: 'owe' },
        'time.came': [...clocks],
      },
    },
    closed: {
      on: { 'agent.reopened': { target: 'reopened', actions: 'begin' } },
    },
    withdrawn: { type: 'final' },
  },
})
