import { inertText } from '../domain/inert-text.ts'
import { redacted } from '../domain/redact.ts'
import { isOpenState } from '../domain/support-case.ts'
import type { CaseRow } from '../ports/records/case.ts'
import { happening, hasRoom, type NewLine } from '../services/cases/case-entries.ts'
import { changeCase } from '../services/cases/change-case.ts'
import { refOf } from './agents.ts'
import { carryOut, type SupportHappened } from './carry-out.ts'
import { keyByWord } from './order.ts'
import { done, refused, type Ordering, type Outcome } from './ordering.ts'
import type { Reached } from './reach-user.ts'

/** The most of an agent's words that a user's chat shows at once. */
const mostWords = 1_500

interface Talk {
  readonly lines: readonly NewLine[]
  readonly happened: SupportHappened
}

/** One voice at a time: somebody else's case is handed over first. */
function objection({ agent }: Ordering, row: CaseRow): Outcome | null {
  const { number, state, memory } = row
  const { assignee } = memory
  if (!hasRoom(row)) return refused('full', { number })
  const isOthers = assignee !== null && assignee.key !== agent.row.key
  if (isOpenState(state) && !isOthers) return null
  return refused('not-now', { number, state, name: assignee?.name ?? null })
}

/** Says something to the user of a case; whoever speaks first has the case in hand. */
async function talk(
  ordering: Ordering,
  row: CaseRow,
  { lines, happened }: Talk,
): Promise<Reached | Outcome> {
  const { deps, work, agent, order } = ordering
  const { number, state, memory } = row
  const objected = objection(ordering, row)
  if (objected !== null) return objected
  const event = { type: 'agent.replied', agent: refOf(agent) } as const
  const changed = await changeCase(deps, work, { row, happened: event, lines })
  if (!changed.isTaken) return refused('not-now', { number, state })
  const claims = memory.assignee === null || state === 'reopened'
  const tasks = claims ? changed.tasks : []
  const reached = await carryOut(deps, work, { row: changed.row, tasks, further: [happened] })
  await work.note({
    chain: row.account ?? 'system',
    action: `case.${order.verb}`,
    actor: `agent:${agent.row.key}`,
    details: { number, reached },
  })
  return reached
}

/** An agent's words to the user, marked as a person's; `ask` says that an answer is awaited. */
export async function speak(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { deps, order, agent } = ordering
  const { number, locale } = row
  const text = inertText(redacted(order.words, deps.defaultRegion), mostWords)
  if (text === '') return refused('no-text', { number })
  const { name } = agent.row
  const isAsking = order.verb === 'ask'
  const words = isAsking ? deps.face.askedWords(text, locale) : text
  const reached = await talk(ordering, row, {
    lines: [{ by: 'agent', kind: 'said', name, text, event: null }],
    happened: { type: 'support.said', name, text: words },
  })
  if (typeof reached !== 'string') return reached
  return done({ kind: isAsking ? 'asked' : 'replied', number, text, reached })
}

/** Offers the user a step of the assistant's own; it asks for its own proofs, and the agent only hears that it is over. */
export async function offer(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { deps, order, agent } = ordering
  const { number } = row
  const step = keyByWord(deps.face.words.step, order.words)?.key
  if (step === undefined) return refused('bad-step', { number })
  const { name } = agent.row
  const reached = await talk(ordering, row, {
    lines: [happening('agent', { code: 'offered', detail: step }, name)],
    happened: { type: 'support.offered', name, flow: step },
  })
  return typeof reached === 'string' ? done({ kind: 'offered', number, step }) : reached
}
