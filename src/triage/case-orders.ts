import { caseOutcomes, severities, type CaseState } from '../domain/support-case.ts'
import { inertText } from '../domain/inert-text.ts'
import { redacted } from '../domain/redact.ts'
import type { CaseTask } from '../flow/case.ts'
import type { DeskDone } from '../flow/desk-face.ts'
import type { CaseRow } from '../ports/records/case.ts'
import { happening, hasRoom, type NewLine } from '../services/cases/case-entries.ts'
import { changeCase, type CaseChange } from '../services/cases/change-case.ts'
import { isOwnCase, nameKeyOf, refOf, type Agent } from './agents.ts'
import { carryOut } from './carry-out.ts'
import { keyByWord, stretchOf } from './order.ts'
import { done, refused, type Ordering, type Outcome } from './ordering.ts'

/** The most of a name that is looked for and told. */
export const longestName = 40

/** What an order does to a case. */
export interface CaseDeed {
  readonly happened: CaseChange['happened']
  readonly lines: readonly NewLine[]
  readonly done: DeskDone
}

function notNow(row: CaseRow): Outcome {
  const name = row.memory.assignee?.name ?? null
  return refused('not-now', { number: row.number, state: row.state, name })
}

/** Does something to a case, tells the user's chat what its chart wants told, and notes who did it. */
async function perform(
  ordering: Ordering,
  row: CaseRow,
  { happened, lines, done: what }: CaseDeed,
): Promise<Outcome> {
  const { deps, work, agent, order } = ordering
  // Words need room; what ends a case that is full is always taken.
  const hasWords = lines.some(({ kind }) => kind !== 'event')
  if (hasWords && !hasRoom(row)) return refused('full', { number: row.number })
  const changed = await changeCase(deps, work, { row, happened, lines })
  if (!changed.isTaken) return notNow(row)
  await carryOut(deps, work, { row: changed.row, tasks: tasksFor(row.state, changed.tasks) })
  await work.note({
    chain: row.account ?? 'system',
    action: `case.${order.verb}`,
    actor: `agent:${agent.row.key}`,
    details: { number: row.number, state: changed.row.state, revision: changed.row.revision },
  })
  return done(what)
}

/** A talk that is under way is not begun again with every word. */
function tasksFor(before: CaseState, tasks: readonly CaseTask[]): readonly CaseTask[] {
  const isTalking = before === 'waiting-on-user' || before === 'waiting-on-team'
  return isTalking ? tasks.filter(({ type }) => type !== 'talk.begin') : tasks
}

const event = (ordering: Ordering, code: Parameters<typeof happening>[1]): readonly NewLine[] => [
  happening('agent', code, ordering.agent.row.name),
]

/** Takes a case: whoever comes second is told who has it. */
export async function take(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  return perform(ordering, row, {
    happened: { type: 'agent.took', agent: refOf(ordering.agent) },
    lines: event(ordering, { code: 'taken' }),
    done: { kind: 'taken', number: row.number },
  })
}

/** Gives a case to somebody by name; nobody is given a case of their own account. */
export async function assign(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { work, order } = ordering
  const name = inertText(order.words.replace(/^(?:to\s+|给\s*|@\s*)/iu, ''), longestName)
  const found = await work.find('agents', 'name', nameKeyOf(name))
  const [agent, ...others] = found.filter(({ role }) => role !== 'viewer')
  if (agent === undefined) return refused('unknown-agent', { number: row.number, name })
  if (others.length > 0) return refused('unclear-agent', { number: row.number, name })
  const assignee: Agent = { row: agent, membership: { outcome: 'member', emails: [] } }
  if (await isOwnCase(work, assignee, row)) return refused('own-account', { number: row.number })
  return perform(ordering, row, {
    happened: { type: 'agent.assigned', agent: { key: agent.key, name: agent.name } },
    lines: event(ordering, { code: 'assigned', detail: agent.name }),
    done: { kind: 'assigned', number: row.number, name: agent.name },
  })
}

/** Puts a case back for somebody else. */
export async function release(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  return perform(ordering, row, {
    happened: { type: 'agent.released' },
    lines: event(ordering, { code: 'released' }),
    done: { kind: 'released', number: row.number },
  })
}

/** Marks that the team has to find something out first; a word about it is kept as a note. */
export async function defer(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const words = ordering.order.words === '' ? [] : [noteLine(ordering)]
  return perform(ordering, row, {
    happened: { type: 'agent.deferred', agent: refOf(ordering.agent) },
    lines: [...event(ordering, { code: 'deferred' }), ...words],
    done: { kind: 'deferred', number: row.number },
  })
}

function noteLine({ deps, order, agent }: Ordering): NewLine {
  const text = redacted(order.words, deps.defaultRegion)
  return { by: 'agent', kind: 'note', name: agent.row.name, text, event: null }
}

/** Keeps a note that users never see. */
export async function note(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  if (ordering.order.words === '') return refused('no-text', { number: row.number })
  return perform(ordering, row, {
    happened: null,
    lines: [noteLine(ordering)],
    done: { kind: 'noted', number: row.number },
  })
}

/** Sets how urgent a case is; what is owed to the user follows. */
export async function grade(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { face } = ordering.deps
  const severity = keyByWord(face.words.severity, ordering.order.words)?.key
  if (severity === undefined || !severities.includes(severity)) {
    return refused('bad-severity', { number: row.number })
  }
  return perform(ordering, row, {
    happened: { type: 'agent.graded', severity },
    lines: event(ordering, { code: 'graded', detail: severity }),
    done: { kind: 'graded', number: row.number, severity },
  })
}

/** Lays a case aside for a while. */
export async function snooze(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const ms = stretchOf(ordering.order.words)
  if (ms === null) return refused('bad-time', { number: row.number })
  const until = ordering.work.now + ms
  return perform(ordering, row, {
    happened: { type: 'agent.snoozed', until },
    lines: event(ordering, { code: 'snoozed', until }),
    done: { kind: 'snoozed', number: row.number, until },
  })
}

/** Ends a case with what came of it, and a word if there is one; the user is asked what they think of it. */
export async function resolve(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { deps, order, agent } = ordering
  const found = keyByWord(deps.face.words.outcome, order.words)
  if (found === null || !caseOutcomes.includes(found.key)) {
    return refused('bad-outcome', { number: row.number })
  }
  const text = redacted(found.rest, deps.defaultRegion)
  const line = { by: 'agent', kind: 'note', name: agent.row.name, text, event: null } as const
  const resolved = event(ordering, { code: 'resolved', detail: found.key })
  return perform(ordering, row, {
    happened: { type: 'agent.resolved', outcome: found.key },
    lines: text === '' ? resolved : [...resolved, line],
    done: { kind: 'resolved', number: row.number, outcome: found.key },
  })
}

/** Takes a case up again, unless its user has another one open by now. */
export async function reopen(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const [other] = await ordering.work.find('cases', 'open', row.person)
  if (other !== undefined) return notNow(row)
  return perform(ordering, row, {
    happened: { type: 'agent.reopened' },
    lines: event(ordering, { code: 'reopened' }),
    done: { kind: 'reopened', number: row.number },
  })
}
