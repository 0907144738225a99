import type { DeskDone, DeskRefusal, RefusalFacts } from '../flow/desk-face.ts'
import type { DeskCard } from '../flow/desk.ts'
import type { Locale } from '../flow/locale.ts'
import type { DeskRow } from '../ports/records/desk.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import type { Agent } from './agents.ts'
import type { DeskDeps } from './desk-deps.ts'
import type { Order } from './order.ts'

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

/** Nothing that a sentence of refusal could tell. */
const noFacts: RefusalFacts = { number: null, state: null, name: null }

export function refused(why: DeskRefusal, facts: Partial<RefusalFacts> = {}): Outcome {
  return { kind: 'refused', why, facts: { ...noFacts, ...facts } }
}

/** An order that was carried out. */
export const done = (what: DeskDone): Outcome => ({ kind: 'done', done: what })
