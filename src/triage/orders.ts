import type { DeskRole } from '../domain/support-case.ts'
import type { CaseVerb, DeskVerb } from '../flow/desk.ts'
import type { CaseRow } from '../ports/records/case.ts'
import { isOwnCase, mayAs } from './agents.ts'
import {
  assign,
  defer,
  grade,
  note,
  offer,
  release,
  reopen,
  resolve,
  snooze,
  speak,
  take,
} from './case-orders.ts'
import { setLanguage, setRole, tryOut, unregister } from './desk-orders.ts'
import { counts, exportAll, list, search, show, transcript } from './look-orders.ts'
import { concernsCase } from './order.ts'
import { noteBy, refused, type Ordering, type Outcome } from './ordering.ts'
import { approveRecovery, askRecovery, refuseRecovery } from './recovery.ts'

type CaseOrder = (ordering: Ordering, row: CaseRow) => Promise<Outcome>
type DeskOrder = (ordering: Ordering) => Promise<Outcome>

/** The orders about a case: the least role that may give each, and what carries it out. */
const caseOrders: Readonly<Record<CaseVerb, readonly [DeskRole, CaseOrder]>> = {
  show: ['viewer', show],
  transcript: ['agent', transcript],
  take: ['agent', take],
  assign: ['agent', assign],
  release: ['agent', release],
  reply: ['agent', speak],
  ask: ['agent', speak],
  note: ['agent', note],
  offer: ['agent', offer],
  severity: ['agent', grade],
  snooze: ['agent', snooze],
  wait: ['agent', defer],
  resolve: ['agent', resolve],
  reopen: ['agent', reopen],
  recover: ['agent', askRecovery],
  approve: ['agent', approveRecovery],
  refuse: ['agent', refuseRecovery],
}

/** The orders about no single case; `register` is carried out in desk-orders.ts before there is a desk. */
const deskOrders: Readonly<
  Record<Exclude<DeskVerb, CaseVerb | 'register'>, readonly [DeskRole, DeskOrder]>
> = {
  help: ['viewer', async ({ deps, locale }) => ({ kind: 'text', text: deps.face.help(locale) })],
  cases: ['viewer', list],
  search: ['viewer', search],
  counts: ['viewer', counts],
  'self-test': ['viewer', tryOut],
  language: ['agent', setLanguage],
  export: ['lead', exportAll],
  unregister: ['lead', unregister],
  role: ['lead', setRole],
}

/** Orders for which the card of an older revision is good enough: they only look, or hold words that must not be lost. */
const takesOldCards = new Set<DeskVerb>(['show', 'transcript', 'reply', 'ask', 'note'])

/** Why an agent may not do this to this case at this moment; null when they may. */
async function objection(ordering: Ordering, row: CaseRow): Promise<Outcome | null> {
  const { work, agent, order } = ordering
  const { number, state, memory } = row
  const name = memory.assignee?.name ?? null
  const looks = order.verb === 'show'
  if (!looks && (await isOwnCase(work, agent, row))) return refused('own-account', { number })
  const isStale = order.revision !== null && order.revision !== row.revision
  const mayBeStale = takesOldCards.has(order.verb)
  return isStale && !mayBeStale ? refused('stale-card', { number, state, name }) : null
}

/** Carries out an order about a case that is there and that the agent may work on. */
async function onCase(ordering: Ordering, run: CaseOrder): Promise<Outcome> {
  const { work, order } = ordering
  if (order.number === null) return refused('no-number')
  const row = await work.get('cases', String(order.number))
  if (row === null) return refused('unknown-case', { number: order.number })
  return (await objection(ordering, row)) ?? run(ordering, row)
}

async function carriedOut(ordering: Ordering): Promise<Outcome> {
  const { number, verb } = ordering.order
  const isAllowed = (needed: DeskRole): boolean => mayAs(ordering.agent.row.role, needed)
  if (concernsCase(verb)) {
    const [needed, run] = caseOrders[verb]
    return isAllowed(needed) ? onCase(ordering, run) : refused('not-allowed', { number })
  }
  if (verb === 'register') return refused('unknown-order')
  const [needed, run] = deskOrders[verb]
  return isAllowed(needed) ? run(ordering) : refused('not-allowed', { number })
}

/**
 * Carries out an order if the agent's role, read at this moment, allows it; a button is checked like a typed command
 * (attacks I10, ASVS 8.3.1). A refusal is written to the audit trail.
 */
export async function carryOutOrder(ordering: Ordering): Promise<Outcome> {
  const outcome = await carriedOut(ordering)
  if (outcome.kind !== 'refused') return outcome
  const { work, agent, order } = ordering
  const details = { reason: outcome.why, order: order.verb, number: order.number }
  await noteBy(work, agent.row.key, { action: 'desk.refused', details })
  return outcome
}
