import { inertText } from '../domain/inert-text.ts'
import { redacted } from '../domain/redact.ts'
import { caseOutcomes, isOpenState, severities, type CaseState } from '../domain/support-case.ts'
import type { CaseTask } from '../flow/case.ts'
import type { DeskDone } from '../flow/desk-face.ts'
import type { CaseRow } from '../ports/records/case.ts'
import { happening, hasRoom, type NewLine } from '../services/cases/case-entries.ts'
import { changeCase, type CaseChange } from '../services/cases/change-case.ts'
import { findAgent, isOwnCase, longestName, refOf } from './agents.ts'
import { keyByWord, stretchOf } from './order.ts'
import { done, noteBy, refused, refusedNow, type Ordering, type Outcome } from './ordering.ts'
import { carryOut, type Reached, type SupportHappened } from './tell-user.ts'

/** What an order does to a case. */
interface CaseDeed {
  readonly happened: CaseChange['happened']
  readonly lines: readonly NewLine[]
  readonly done: DeskDone
}

/** Changes a case, tells the user what its chart wants told, and notes in the audit trail who did it. */
async function perform(
  ordering: Ordering,
  row: CaseRow,
  { happened, lines, done: what }: CaseDeed,
): Promise<Outcome> {
  const { deps, work, agent, order } = ordering
  // Words need room in the transcript; what ends a case that is full is always taken.
  const hasWords = lines.some(({ kind }) => kind !== 'event')
  if (hasWords && !hasRoom(row)) return refused('full', { number: row.number })
  const changed = await changeCase(deps, work, { row, happened, lines })
  if (!changed.isTaken) return refusedNow(row)
  await carryOut(deps, work, { row: changed.row, tasks: tasksFor(row.state, changed.tasks) })
  const { account, state, number, revision } = changed.row
  const details = { number, state, revision }
  await noteBy(work, agent.row.key, { account, action: `case.${order.verb}`, details })
  return done(what)
}

/** A talk that is under way does not begin again with every order. */
function tasksFor(before: CaseState, tasks: readonly CaseTask[]): readonly CaseTask[] {
  const isTalking = before === 'waiting-on-user' || before === 'waiting-on-team'
  return isTalking ? tasks.filter(({ type }) => type !== 'talk.begin') : tasks
}

const event = ({ agent }: Ordering, code: Parameters<typeof happening>[1]): NewLine =>
  happening('agent', code, agent.row.name)

function noteLine({ deps, agent }: Ordering, words: string): NewLine {
  const text = redacted(words, deps.redactRules)
  return { by: 'agent', kind: 'note', name: agent.row.name, text, event: null }
}

/** Takes a case; refused when somebody else has it. */
export async function take(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  return perform(ordering, row, {
    happened: { type: 'agent.took', agent: refOf(ordering.agent) },
    lines: [event(ordering, { code: 'taken' })],
    done: { kind: 'taken', number: row.number },
  })
}

/** Gives a case to an agent by name; refused when it is about that agent's own account. */
export async function assign(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { deps, work, order } = ordering
  const { number } = row
  const { rest = order.words } = keyByWord(deps.face.words.before, order.words) ?? {}
  const name = inertText(rest.replace(/^@\s*/u, ''), longestName)
  const found = await findAgent(work, name, ({ role }) => role !== 'viewer')
  if (typeof found === 'string') return refused(found, { number, name })
  const assignee = { row: found, membership: { outcome: 'member', emails: [] } } as const
  if (await isOwnCase(work, assignee, row)) return refused('own-account', { number })
  return perform(ordering, row, {
    happened: { type: 'agent.assigned', agent: refOf(assignee) },
    lines: [event(ordering, { code: 'assigned', detail: found.name })],
    done: { kind: 'assigned', number, name: found.name },
  })
}

/** Puts a case back for other agents. */
export async function release(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  return perform(ordering, row, {
    happened: { type: 'agent.released' },
    lines: [event(ordering, { code: 'released' })],
    done: { kind: 'released', number: row.number },
  })
}

/** Marks that the team has to find something out first; words about it are kept as a note. */
export async function defer(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { words } = ordering.order
  const notes = words === '' ? [] : [noteLine(ordering, words)]
  return perform(ordering, row, {
    happened: { type: 'agent.deferred', agent: refOf(ordering.agent) },
    lines: [event(ordering, { code: 'deferred' }), ...notes],
    done: { kind: 'deferred', number: row.number },
  })
}

/** Keeps a note that users never see. */
export async function note(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { words } = ordering.order
  if (words === '') return refused('no-text', { number: row.number })
  return perform(ordering, row, {
    happened: null,
    lines: [noteLine(ordering, words)],
    done: { kind: 'noted', number: row.number },
  })
}

/** Sets the severity of a case; its deadlines follow. */
export async function grade(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { face } = ordering.deps
  const severity = keyByWord(face.words.severity, ordering.order.words)?.key
  if (severity === undefined || !severities.includes(severity)) {
    return refused('bad-severity', { number: row.number })
  }
  return perform(ordering, row, {
    happened: { type: 'agent.graded', severity },
    lines: [event(ordering, { code: 'graded', detail: severity })],
    done: { kind: 'graded', number: row.number, severity },
  })
}

/** Lays a case aside for a while. */
export async function snooze(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const ms = stretchOf(ordering.order.words, ordering.deps.face.words.unit)
  if (ms === null) return refused('bad-time', { number: row.number })
  const until = ordering.work.now + ms
  return perform(ordering, row, {
    happened: { type: 'agent.snoozed', until },
    lines: [event(ordering, { code: 'snoozed', until })],
    done: { kind: 'snoozed', number: row.number, until },
  })
}

/** Ends a case with an outcome, and a note if words follow it; the user is asked for a rating. */
export async function resolve(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { deps, order } = ordering
  const found = keyByWord(deps.face.words.outcome, order.words)
  if (found === null || !caseOutcomes.includes(found.key)) {
    return refused('bad-outcome', { number: row.number })
  }
  const line = noteLine(ordering, found.rest)
  return perform(ordering, row, {
    happened: { type: 'agent.resolved', outcome: found.key },
    lines: [
      event(ordering, { code: 'resolved', detail: found.key }),
      ...(line.text === '' ? [] : [line]),
    ],
    done: { kind: 'resolved', number: row.number, outcome: found.key },
  })
}

/** Takes a case up again, unless its user has another one open by now. */
export async function reopen(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const [other] = await ordering.work.find('cases', 'open', row.person)
  if (other !== undefined) return refusedNow(row)
  return perform(ordering, row, {
    happened: { type: 'agent.reopened' },
    lines: [event(ordering, { code: 'reopened' })],
    done: { kind: 'reopened', number: row.number },
  })
}

/** The most of an agent's words that a user's chat shows at once. */
const mostWords = 1_500

/** Says something to the user of a case; an agent who speaks first takes the case, one who does not have it may not. */
async function talk(
  ordering: Ordering,
  row: CaseRow,
  { line, happened }: { readonly line: NewLine; readonly happened: SupportHappened },
): Promise<Reached | Outcome> {
  const { deps, work, agent, order } = ordering
  const { number, state, account } = row
  const { assignee } = row.memory
  if (!hasRoom(row)) return refused('full', { number })
  const isOthers = assignee !== null && assignee.key !== agent.row.key
  if (!isOpenState(state) || isOthers) return refusedNow(row)
  const replied = { type: 'agent.replied', agent: refOf(agent) } as const
  const changed = await changeCase(deps, work, { row, happened: replied, lines: [line] })
  if (!changed.isTaken) return refused('not-now', { number, state })
  const claims = assignee === null || state === 'reopened'
  const tasks = claims ? changed.tasks : []
  const reached = await carryOut(deps, work, { row: changed.row, tasks, further: [happened] })
  const details = { number, reached }
  await noteBy(work, agent.row.key, { account, action: `case.${order.verb}`, details })
  return reached
}

/** Sends an agent's words to the user under the agent's name; `ask` adds that an answer is awaited. */
export async function speak(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { deps, order, agent } = ordering
  const { number, locale } = row
  const text = inertText(redacted(order.words, deps.redactRules), mostWords)
  if (text === '') return refused('no-text', { number })
  const { name } = agent.row
  const isAsking = order.verb === 'ask'
  const words = isAsking ? deps.face.askedWords(text, locale) : text
  const reached = await talk(ordering, row, {
    line: { by: 'agent', kind: 'said', name, text, event: null },
    happened: { type: 'support.said', name, text: words },
  })
  if (typeof reached !== 'string') return reached
  return done({ kind: isAsking ? 'asked' : 'replied', number, text, reached })
}

/** Offers the user a flow of the assistant; it asks for its own proofs, and the agent only hears when it is over. */
export async function offer(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { deps, order, agent } = ordering
  const { number } = row
  const step = keyByWord(deps.face.words.step, order.words)?.key
  const isByText = step === 'retrieve-account'
  if (step === undefined || (isByText && !deps.canText)) return refused('bad-step', { number })
  const { name } = agent.row
  const reached = await talk(ordering, row, {
    line: event(ordering, { code: 'offered', detail: step }),
    happened: { type: 'support.offered', name, flow: step },
  })
  return typeof reached === 'string' ? done({ kind: 'offered', number, step }) : reached
}
