import { collectDefaultMetrics, Counter, Registry } from 'prom-client'
import { addCaseMetrics } from './case-metrics.ts'
import type { Conversations } from '../conversation/turn.ts'

/** What is counted, without a label that names anybody. */
export interface Metrics {
  readonly registry: Registry
  /** The same conversations, counted. */
  counted<T extends Conversations>(conversations: T): T
}

/** Makes the registry that `/metrics` shows (Prometheus text). */
export function createMetrics(deps: Parameters<typeof addCaseMetrics>[1]): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  // A version tells an attacker which faults to try (ASVS 13.4.6).
  registry.removeSingleMetric('nodejs_version_info')
  addCaseMetrics(registry, deps)
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
