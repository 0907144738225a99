import { inertText } from '../domain/inert-text.ts'
import { isOpenState } from '../domain/support-case.ts'
import type { CaseFilter, CaseList } from '../flow/desk-face.ts'
import type { CaseRow } from '../ports/records/case.ts'
import { countsOf, exportCases, mentions, searchWords } from '../services/cases/case-reports.ts'
import { happening, readLines } from '../services/cases/case-entries.ts'
import { changeCase } from '../services/cases/change-case.ts'
import { briefOf, listedOf } from './brief.ts'
import { keyByWord } from './order.ts'
import { noteBy, refused, type Ordering, type Outcome } from './ordering.ts'

const mostListed = 20
const mostLines = 60
/** The most of one line that a transcript shows. */
const mostShown = 600

async function noteLook({ work, agent, order }: Ordering, row: CaseRow | null): Promise<void> {
  const details = { number: row?.number ?? null }
  const account = row?.account ?? null
  await noteBy(work, agent.row.key, { account, action: `case.${order.verb}`, details })
}

/** Shows a case's card; the look is audited. */
export async function show(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { deps, work, locale } = ordering
  await noteLook(ordering, row)
  const brief = await briefOf(deps, row, work.now)
  return { kind: 'card', card: deps.face.caseCard(brief, locale) }
}

/** Shows the end of a case's transcript; the look is audited and becomes a line of the transcript. */
export async function transcript(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { deps, work, agent, locale } = ordering
  const after = Math.max(0, row.entries - mostLines)
  const reading = { sealer: deps.sealer, reads: deps.store }
  const read = await readLines(reading, row.number, { after, upTo: row.entries })
  const line = happening('agent', { code: 'read' }, agent.row.name)
  await changeCase(deps, work, { row, happened: null, lines: [line] })
  await noteLook(ordering, row)
  const lines = read.map((each) => ({ ...each, text: inertText(each.text, mostShown) }))
  const shown = { number: row.number, lines, isCut: after > 0 }
  return { kind: 'card', card: deps.face.transcriptCard(shown, locale) }
}

const isLate = ({ memory }: CaseRow, now: number): boolean =>
  [memory.reply, memory.pausedAt === null ? memory.resolution : null].some(
    (clock) => clock !== null && now >= clock.warnAt,
  )

function passes(row: CaseRow, filter: CaseFilter, { agent, work }: Ordering): boolean {
  const isOpen = isOpenState(row.state)
  switch (filter) {
    case 'all':
      return true
    case 'open':
      return isOpen
    case 'mine':
      return isOpen && row.memory.assignee?.key === agent.row.key
    case 'unassigned':
      return isOpen && row.memory.assignee === null
    case 'urgent':
      return isOpen && row.memory.severity === 'urgent'
    case 'late':
      return isOpen && isLate(row, work.now)
    default:
      return filter satisfies never
  }
}

const weights = { urgent: 0, high: 1, normal: 2, low: 3 } as const

/** The most pressing first, then the oldest. */
const byUrgency = (one: CaseRow, other: CaseRow): number =>
  weights[one.memory.severity] - weights[other.memory.severity] || one.openedAt - other.openedAt

async function everyCase({ deps }: Ordering): Promise<readonly CaseRow[]> {
  const cases: CaseRow[] = []
  for await (const { row } of deps.store.scan('cases')) cases.push(row)
  return cases
}

/** All cases, or those that are not closed for good. */
async function casesFor(filter: CaseFilter, ordering: Ordering): Promise<readonly CaseRow[]> {
  if (filter === 'all') return everyCase(ordering)
  const { store } = ordering.deps
  const found = await store.find('cases', 'living', { value: 'living', limit: 5_000 })
  return found.map(({ row }) => row)
}

/** Lists cases: `cases`, `cases mine`, `cases unassigned` and so on. */
export async function list(ordering: Ordering): Promise<Outcome> {
  const { deps, order } = ordering
  const filter = order.words === '' ? 'open' : keyByWord(deps.face.words.filter, order.words)?.key
  if (filter === undefined) return refused('unknown-order')
  const cases = await casesFor(filter, ordering)
  const found = cases.filter((row) => passes(row, filter, ordering)).toSorted(byUrgency)
  return listed(ordering, { filter, words: null }, found)
}

/** Finds cases by number, words of their users, topic, agent or the last four digits of an account. */
export async function search(ordering: Ordering): Promise<Outcome> {
  const words = searchWords(ordering.order.words)
  if (words === '') return refused('no-text')
  const found = (await everyCase(ordering)).filter((row) => mentions(row, words))
  const newest = found.toSorted((one, other) => other.openedAt - one.openedAt)
  return listed(ordering, { filter: 'all', words: inertText(words, 100) }, newest)
}

async function listed(
  ordering: Ordering,
  asked: Pick<CaseList, 'filter' | 'words'>,
  found: readonly CaseRow[],
): Promise<Outcome> {
  const { deps, work, locale } = ordering
  await noteLook(ordering, null)
  const cases = found.slice(0, mostListed).map(listedOf)
  const shown = { ...asked, cases, isCut: found.length > mostListed, now: work.now }
  return { kind: 'card', card: deps.face.listCard(shown, locale) }
}

/** Counts cases by topic, by the last step before them, and by outcome. */
export async function counts(ordering: Ordering): Promise<Outcome> {
  const { deps, locale } = ordering
  await noteLook(ordering, null)
  const card = deps.face.countsCard(countsOf(await everyCase(ordering)), locale)
  return { kind: 'card', card }
}

/** As much as one message of a chat can hold; an operator gets all of them from the command line. */
const mostExported = { csv: 100, json: 30 } as const

/** The newest cases as CSV or JSON: numbers, times and states, never a word that a user wrote. */
export async function exportAll(ordering: Ordering): Promise<Outcome> {
  const { deps, order, locale } = ordering
  const cases = (await everyCase(ordering)).toSorted((one, other) => one.number - other.number)
  await noteLook(ordering, null)
  const format = /json/i.test(order.words) ? 'json' : 'csv'
  const shown = cases.slice(-mostExported[format])
  const text = exportCases(shown, format)
  const facts = { cases: cases.length, shown: shown.length, text }
  return { kind: 'text', text: deps.face.exported(facts, locale) }
}
