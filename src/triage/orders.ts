import type { DeskRole } from '../domain/support-case.ts'
import type { DeskVerb } from '../flow/desk.ts'
import type { CaseRow } from '../ports/records/case.ts'
import { isOwnCase, mayAs } from './agents.ts'
import {
  assign,
  defer,
  grade,
  note,
  release,
  reopen,
  resolve,
  snooze,
  take,
} from './case-orders.ts'
import { setLanguage, setRole, unregister } from './desk-orders.ts'
import { counts, exportAll, list, search, show, transcript } from './look-orders.ts'
import { concernsCase } from './order.ts'
import { done, refused, type Ordering, type Outcome } from './ordering.ts'
import { approveRecovery, askRecovery, refuseRecovery } from './recovery.ts'
import { offer, speak } from './talk-orders.ts'

/** What each order asks of whoever gives it. */
const needed: Readonly<Record<DeskVerb, DeskRole>> = {
  register: 'viewer',
  help: 'viewer',
  cases: 'viewer',
  search: 'viewer',
  show: 'viewer',
  counts: 'viewer',
  'self-test': 'viewer',
  language: 'agent',
  transcript: 'agent',
  take: 'agent',
  assign: 'agent',
  release: 'agent',
  reply: 'agent',
  ask: 'agent',
  note: 'agent',
  offer: 'agent',
  severity: 'agent',
  snooze: 'agent',
  wait: 'agent',
  resolve: 'agent',
  reopen: 'agent',
  recover: 'agent',
  approve: 'agent',
  refuse: 'agent',
  export: 'lead',
  unregister: 'lead',
  role: 'lead',
}

/** Orders that only look; a card of an older state is good enough for them, and words must not be lost to one. */
const unhurried = new Set<DeskVerb>(['show', 'transcript', 'reply', 'ask', 'note'])

/** That a card is about to be posted and taken back; it is, once the order is kept. */
async function tryOut({ work, desk, agent }: Ordering): Promise<Outcome> {
  await work.note({
    chain: 'system',
    action: 'desk.self-test',
    actor: `agent:${agent.row.key}`,
    details: { desk: desk.key.slice(0, 12) },
  })
  return done({ kind: 'self-test' })
}

type CaseOrder = (ordering: Ordering, row: CaseRow) => Promise<Outcome>

const caseOrders: Readonly<Partial<Record<DeskVerb, CaseOrder>>> = {
  show,
  take,
  assign,
  release,
  reply: speak,
  ask: speak,
  note,
  offer,
  severity: grade,
  snooze,
  wait: defer,
  resolve,
  reopen,
  transcript,
  recover: askRecovery,
  approve: approveRecovery,
  refuse: refuseRecovery,
}

const deskOrders: Readonly<Partial<Record<DeskVerb, (ordering: Ordering) => Promise<Outcome>>>> = {
  cases: list,
  search,
  counts,
  export: exportAll,
  language: setLanguage,
  role: setRole,
  unregister,
  help: async ({ deps, locale }) => ({ kind: 'text', text: deps.face.help(locale) }),
  'self-test': tryOut,
}

/** Keeps that somebody was refused, whatever for. */
async function noted(ordering: Ordering, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind !== 'refused') return outcome
  const { work, agent, order } = ordering
  await work.note({
    chain: 'system',
    action: 'desk.refused',
    actor: `agent:${agent.row.key}`,
    details: { reason: outcome.why, order: order.verb, number: order.number },
  })
  return outcome
}

/** Why somebody may not do this to this case at this moment; null when they may. */
async function objection(ordering: Ordering, row: CaseRow): Promise<Outcome | null> {
  const { work, agent, order } = ordering
  const { number, state, memory } = row
  const name = memory.assignee?.name ?? null
  const looks = order.verb === 'show'
  if (!looks && (await isOwnCase(work, agent, row))) return refused('own-account', { number })
  const isStale = order.revision !== null && order.revision !== row.revision
  if (isStale && !unhurried.has(order.verb)) return refused('stale-card', { number, state, name })
  return null
}

async function caseOrder(ordering: Ordering, run: CaseOrder): Promise<Outcome> {
  const { work, order } = ordering
  if (order.number === null) return refused('no-number')
  const row = await work.get('cases', String(order.number))
  if (row === null) return refused('unknown-case', { number: order.number })
  const denied = await objection(ordering, row)
  return denied ?? run(ordering, row)
}

/**
 * Carries out an order if whoever gives it may: their role is read at this moment, and what a button says is believed
 * no more than what is typed (attacks I10, ASVS 8.3.1).
 */
export async function carryOutOrder(ordering: Ordering): Promise<Outcome> {
  return noted(ordering, await carriedOut(ordering))
}

async function carriedOut(ordering: Ordering): Promise<Outcome> {
  const { order, agent } = ordering
  if (!mayAs(agent.row.role, needed[order.verb])) {
    return refused('not-allowed', { number: order.number })
  }
  const ofCase = caseOrders[order.verb]
  if (concernsCase(order.verb) && ofCase !== undefined) return caseOrder(ordering, ofCase)
  return (await deskOrders[order.verb]?.(ordering)) ?? refused('unknown-order')
}
