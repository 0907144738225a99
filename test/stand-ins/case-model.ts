import { machine } from '../../dialogs/case/machine.ts'
import { roundTheClock } from '../../src/domain/business-hours.ts'
import { deadlineFor } from '../../src/domain/service-level.ts'
import { caseDueAt, type CaseMemory, type Severity } from '../../src/domain/support-case.ts'
import {
  caseStepper,
  type CaseDeadlines,
  type CaseEvent,
  type CaseStanding,
  type CaseStepped,
} from '../../src/flow/case.ts'

const step = caseStepper(machine)

/** When every case of the model is opened, epoch ms. */
export const openedAt = 1_000_000_000
export const minute = 60_000
export const hour = 60 * minute

/** An event before it is known when it happens. */
export type Deed = WithoutTime<CaseEvent>

type WithoutTime<Event> = Event extends unknown ? Omit<Event, 'at' | 'deadlines'> : never

const mei = { key: 'mei', name: 'Mei' }

/** Everything that can happen to a case. */
export const deeds: readonly Deed[] = [
  { type: 'agent.took', agent: mei },
  { type: 'agent.assigned', agent: { key: 'tom', name: 'Tom' } },
  { type: 'agent.released' },
  { type: 'agent.replied', agent: mei },
  { type: 'agent.deferred', agent: mei },
  { type: 'agent.snoozed', until: 0 },
  { type: 'agent.graded', severity: 'urgent' },
  { type: 'agent.graded', severity: 'normal' },
  { type: 'agent.resolved', outcome: 'solved' },
  { type: 'agent.reopened' },
  { type: 'user.wrote' },
  { type: 'user.withdrew' },
  { type: 'user.reopened' },
  { type: 'user.rated', stars: 4 },
  { type: 'user.rated', stars: 6 },
  { type: 'time.came' },
]

function deadlines({ memory }: CaseStanding, deed: Deed, at: number): CaseDeadlines {
  const severity = deed.type === 'agent.graded' ? deed.severity : memory.severity
  const of = (owed: 'first-reply' | 'next-reply' | 'resolution') =>
    deadlineFor(roundTheClock, { severity, owed, from: at })
  const { resolution, pausedAt } = memory
  const waitedMs = pausedAt === null ? 0 : at - pausedAt
  const resumed =
    resolution === null || pausedAt === null
      ? null
      : { warnAt: resolution.warnAt + waitedMs, dueAt: resolution.dueAt + waitedMs }
  return {
    firstReply: of('first-reply'),
    nextReply: of('next-reply'),
    resolution: of('resolution'),
    resumed,
  }
}

/** What a deed does at a moment; a snooze is one of four hours. */
export function happens(standing: CaseStanding, deed: Deed, at: number): CaseStepped {
  const timed = deed.type === 'agent.snoozed' ? { ...deed, until: at + 4 * hour } : deed
  return step(standing, { ...timed, at, deadlines: deadlines(standing, deed, at) })
}

/** A case that was just opened. */
export function opened(severity: Severity = 'normal'): CaseStanding {
  const clock = (owed: 'first-reply' | 'resolution') =>
    ({
      owed,
      ...deadlineFor(roundTheClock, { severity, owed, from: openedAt }),
      told: 'nothing',
    }) as const
  const memory: CaseMemory = {
    severity,
    assignee: null,
    reply: clock('first-reply'),
    resolution: clock('resolution'),
    pausedAt: null,
    snoozedUntil: null,
    nudgeAt: null,
    endsAt: null,
    outcome: null,
    rating: null,
  }
  return { state: 'new', memory }
}

/** One configuration of a case as the exploration reached it. */
export interface Reached {
  readonly at: number
  readonly standing: CaseStanding
  readonly edges: {
    readonly deed: Deed
    readonly at: number
    readonly to: string
    readonly stepped: CaseStepped
  }[]
}

const side = (moment: number | null, at: number) => (moment === null ? 'none' : moment > at)

/** What tells two configurations apart: moments by whether they have come. */
function keyOf({ state, memory }: CaseStanding, at: number): string {
  const { severity, assignee, reply, resolution, pausedAt, outcome, rating } = memory
  const clocks = [reply, resolution].map((clock) =>
    clock === null ? null : [clock.owed, clock.told, clock.warnAt > at, clock.dueAt > at],
  )
  const moments = [memory.snoozedUntil, memory.nudgeAt, memory.endsAt].map((each) => side(each, at))
  const plain = [state, severity, assignee?.key, pausedAt === null, outcome, rating]
  return JSON.stringify([...plain, clocks, moments])
}

/** Moments at which something may happen next: soon, and when time itself brings something. */
function momentsAfter({ memory }: CaseStanding, at: number): readonly number[] {
  const due = caseDueAt(memory)
  return due === null ? [at + minute] : [at + minute, Math.max(due, at + minute)]
}

/** Walks every configuration a case can reach, breadth first. */
export function exploreCases(): ReadonlyMap<string, Reached> {
  const reached = new Map<string, Reached>()
  const queue: string[] = []
  const add = (standing: CaseStanding, at: number): string => {
    const key = keyOf(standing, at)
    if (reached.has(key)) return key
    // Through JSON, as it is stored: what does not survive that must not be relied upon.
    const { state, memory } = JSON.parse(JSON.stringify(standing)) as CaseStanding
    reached.set(key, { at, standing: { state, memory }, edges: [] })
    queue.push(key)
    return key
  }
  add(opened(), openedAt)
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    const from = reached.get(key)
    if (from === undefined) continue
    for (const at of momentsAfter(from.standing, from.at)) {
      for (const deed of deeds) {
        const stepped = happens(from.standing, deed, at)
        from.edges.push({ deed, at, to: add(stepped, at), stepped })
      }
    }
  }
  return reached
}
