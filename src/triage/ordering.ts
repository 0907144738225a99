import type { ConversationRoom } from '../conversation/conversations.ts'
import type { Assistant, FlowSettings } from '../flow/assistant.ts'
import type { DeskDone, DeskFace, DeskRefusal, RefusalFacts } from '../flow/desk-face.ts'
import type { DeskCard } from '../flow/desk.ts'
import type { Locale } from '../flow/locale.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskChannel } from '../ports/desk-channel.ts'
import type { Log } from '../ports/log.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { DeskRow } from '../ports/records/desk.ts'
import type { Store } from '../ports/store.ts'
import { systemChain, type AuditFact } from '../services/audit-trail.ts'
import type { LimitRules } from '../services/limits.ts'
import type { ServiceDeps } from '../services/use-case.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import type { Agent } from './agents.ts'
import type { Order } from './order.ts'

/** What the triage desk needs of the rest of the program. */
export interface DeskDeps extends ServiceDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly rules: LimitRules
  readonly channel: DeskChannel
  readonly face: DeskFace
  readonly assistant: Pick<Assistant, 'texts'>
  readonly defaultLocale: Locale
  readonly settings: FlowSettings
  /** Joins a conversation as a triage channel; null where none can join. */
  readonly triageKey: string | null
  /** Work in a turn of its own, committed once; see conversations.ts. */
  readonly within: ConversationRoom['within']
  /** Tells a user's chat what agents did; null when there is no chat to tell. */
  readonly tellSupport: ConversationRoom['tellSupport']
}

/** One order of one agent, inside its unit of work. */
export interface Ordering {
  readonly deps: DeskDeps
  readonly work: UnitOfWork
  readonly desk: DeskRow
  readonly agent: Agent
  readonly order: Order
  readonly locale: Locale
}

/** What came of an order: done, refused with a reason, or something to look at. */
export type Outcome =
  | { readonly kind: 'done'; readonly done: DeskDone }
  | { readonly kind: 'refused'; readonly why: DeskRefusal; readonly facts: RefusalFacts }
  | { readonly kind: 'card'; readonly card: DeskCard }
  | { readonly kind: 'text'; readonly text: string }

/** An order that was carried out. */
export const done = (what: DeskDone): Outcome => ({ kind: 'done', done: what })

/** An order that was refused, with the facts that the sentence about it may tell. */
export function refused(why: DeskRefusal, facts: Partial<RefusalFacts> = {}): Outcome {
  return { kind: 'refused', why, facts: { number: null, state: null, name: null, ...facts } }
}

/** An order that means nothing in the state a case is in; the agent is told who has the case. */
export function refusedNow({ number, state, memory }: CaseRow): Outcome {
  return refused('not-now', { number, state, name: memory.assignee?.name ?? null })
}

/** Writes to the audit trail what an agent did: to the chain of an account, or without one to the system's. */
export function noteBy(
  work: UnitOfWork,
  agent: string,
  {
    account = null,
    ...fact
  }: Pick<AuditFact, 'action' | 'details'> & { readonly account?: string | null },
): Promise<void> {
  return work.note({ chain: account ?? systemChain, actor: `agent:${agent}`, ...fact })
}
