import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import type { Conversations } from '../conversation/turn.ts'
import { isOpenState, isOverdue } from '../domain/support-case.ts'
import { hourMs } from '../domain/durations.ts'
import { ServiceError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { Store } from '../ports/store.ts'
import { alarmKinds, recentAlarms } from '../services/budgets.ts'
import { deskTellingAt } from '../services/cases/tell-desks.ts'

/** The program's metrics; no label identifies a person. */
export interface Metrics {
  readonly registry: Registry
  /** The same conversations with their turns counted. */
  counted<T extends Conversations>(conversations: T): T
}

/** Makes the registry that `/metrics` shows (Prometheus text). */
export function createMetrics(deps: FigureDeps): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  // A version tells an attacker which faults to try (ASVS 13.4.6).
  registry.removeSingleMetric('nodejs_version_info')
  addCaseMetrics(registry, deps)
  addAlarmMetric(registry, deps)
  const turns = new Counter({
    name: 'latchkey_turns_total',
    help: 'Turns received, by the prompt that waited afterwards.',
    labelNames: ['flow', 'prompt'],
    registers: [registry],
  })
  return {
    registry,
    counted: (conversations) => ({
      ...conversations,
      async receive(turn) {
        const said = await conversations.receive(turn)
        const step = said.at(-1)?.step
        turns.inc({ flow: step?.flow ?? 'none', prompt: step?.prompt ?? 'none' })
        return said
      },
    }),
  }
}

/** What the gauges of support are computed from. */
interface CaseFigures {
  readonly open: readonly CaseRow[]
  readonly tellings: number
  readonly at: number
}

interface FigureDeps {
  readonly store: Pick<Store, 'find' | 'due' | 'get'>
  readonly clock: Clock
}

const alarmShownMs = hourMs

/** Adds the gauge of budgets that were used up; it is read at each scrape, eight rows by their keys. */
function addAlarmMetric(registry: Registry, { store, clock }: FigureDeps): void {
  const gauge = new Gauge({
    name: 'latchkey_limit_alarm',
    help: 'Whether a budget of the whole program was used up in the last hour, by kind.',
    labelNames: ['kind'],
    registers: [],
    async collect() {
      gauge.reset()
      const now = clock.now()
      const alarms = await recentAlarms(store, now).catch(() => null)
      if (alarms === null) return
      for (const kind of alarmKinds) gauge.set({ kind }, 0)
      for (const { kind, at } of alarms) gauge.set({ kind }, now - at < alarmShownMs ? 1 : 0)
    },
  })
  registry.registerMetric(gauge)
}

/** For how long figures are kept, so that frequent scrapes do not load the store. */
const freshMs = 10_000
/** Beyond these a figure says "so many or more". */
const mostCases = 5_000
const mostTellings = 1_000

async function read({ store, clock }: FigureDeps): Promise<CaseFigures> {
  const at = clock.now()
  const living = await store.find('cases', 'living', { value: 'living', limit: mostCases })
  const waiting = await store.due('outbox', {
    before: Number.MAX_SAFE_INTEGER,
    limit: mostTellings,
  })
  return {
    open: living.map(({ row }) => row).filter(({ state }) => isOpenState(state)),
    tellings: waiting.filter(({ row }) => deskTellingAt(row) !== null).length,
    at,
  }
}

/** The figures, at most ten seconds old; null while the store is unavailable. */
function figuresOf(deps: FigureDeps): () => Promise<CaseFigures | null> {
  let held: { readonly from: number; readonly figures: Promise<CaseFigures | null> } | null = null
  return async () => {
    const now = deps.clock.now()
    if (held === null || now - held.from >= freshMs) {
      const figures = read(deps).catch((error: unknown) => {
        if (error instanceof ServiceError) return null
        throw error
      })
      held = { from: now, figures }
    }
    return held.figures
  }
}

function oldestUnansweredSeconds({ open, at }: CaseFigures): number {
  const unanswered = open.filter(({ firstReplyAt }) => firstReplyAt === null)
  const oldest = unanswered.reduce((least, { openedAt }) => Math.min(least, openedAt), at)
  return (at - oldest) / 1000
}

/** A number of support: what it is called, and how it is read out of the figures. */
interface Measure {
  readonly name: string
  readonly help: string
  readonly labels: readonly ('severity' | 'state')[]
  readonly fill: (gauge: Gauge<'severity' | 'state'>, figures: CaseFigures) => void
}

const measures: readonly Measure[] = [
  {
    name: 'latchkey_cases_open',
    help: 'Open support cases, by severity and state.',
    labels: ['severity', 'state'],
    fill(gauge, { open }) {
      for (const { state, memory } of open) gauge.inc({ severity: memory.severity, state })
    },
  },
  {
    name: 'latchkey_cases_oldest_unanswered_seconds',
    help: 'Age of the oldest open case that no agent has answered; 0 without one.',
    labels: [],
    fill: (gauge, figures) => gauge.set(oldestUnansweredSeconds(figures)),
  },
  {
    name: 'latchkey_cases_late',
    help: 'Open cases whose answer or solution is late.',
    labels: [],
    fill: (gauge, { open, at }) =>
      gauge.set(open.filter(({ memory }) => isOverdue(memory, at)).length),
  },
  {
    name: 'latchkey_desk_tellings_waiting',
    help: 'Cases of which a desk waits to be told.',
    labels: [],
    fill: (gauge, { tellings }) => gauge.set(tellings),
  },
]

/** Adds the gauges of support to a registry; they are computed at each scrape. */
function addCaseMetrics(registry: Registry, deps: FigureDeps): void {
  const figures = figuresOf(deps)
  for (const { name, help, labels, fill } of measures) {
    const gauge = new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [],
      async collect() {
        const found = await figures()
        gauge.reset()
        if (found !== null) fill(gauge, found)
        // Nothing is reported while the number is not known; zero would be wrong.
        else if (labels.length === 0) gauge.remove()
      },
    })
    registry.registerMetric(gauge)
  }
}
