import { maskAccountId } from '../../domain/masking.ts'
import { plainText } from '../../domain/plain-text.ts'
import { caseOutcomes, caseTopics, isOpenState } from '../../domain/support-case.ts'
import type { CaseCounts } from '../../flow/desk-face.ts'
import type { CaseRow } from '../../ports/records/case.ts'

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}

/** The flow and the step in which people gave up and asked for a person. */
function stepOf({ from, trail }: CaseRow): string {
  const failed = trail.findLast(({ answer }) => /refused|expired|exhausted|delayed/.test(answer))
  if (from === null) return 'menu'
  return failed === undefined || failed.flow !== from ? from : `${from}/${failed.answer}`
}

function tally<K extends string>(keys: readonly K[]): readonly (readonly [K, number])[] {
  const found = new Map<K, number>()
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1)
  return [...found].toSorted(([, one], [, other]) => other - one)
}

/** What is counted of cases: how many, about what, given up where, ended how, answered when, rated how. */
export function countsOf(cases: readonly CaseRow[]): CaseCounts {
  const open = cases.filter(({ state }) => isOpenState(state)).length
  const ratings = cases.flatMap(({ memory }) => memory.rating ?? [])
  const waits = cases.flatMap(({ firstReplyAt, openedAt }) =>
    firstReplyAt === null ? [] : [firstReplyAt - openedAt],
  )
  const topics = tally(cases.map(({ topic }) => topic))
  const outcomes = tally(cases.flatMap(({ memory }) => memory.outcome ?? []))
  return {
    open,
    ended: cases.length - open,
    byTopic: topics
      .filter(([topic]) => caseTopics.includes(topic))
      .map(([topic, count]) => ({ topic, cases: count })),
    byStep: tally(cases.map(stepOf))
      .slice(0, 10)
      .map(([step, count]) => ({ step, cases: count })),
    byOutcome: outcomes
      .filter(([outcome]) => caseOutcomes.includes(outcome))
      .map(([outcome, count]) => ({ outcome, cases: count })),
    firstReplyMs: median(waits),
    rating:
      ratings.length === 0
        ? null
        : {
            average: ratings.reduce((sum, stars) => sum + stars, 0) / ratings.length,
            count: ratings.length,
          },
  }
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** A case without a word that anybody wrote: what reports are made of. Identifiers are masked, times ISO 8601. */
export function reportOf(row: CaseRow) {
  const { number, state, topic, from, locale, memory, account, recovery } = row
  return {
    number,
    state,
    severity: memory.severity,
    topic,
    from,
    locale,
    account: account === null ? null : maskAccountId(account),
    isAccountProven: row.isAccountProven,
    assignee: memory.assignee?.name ?? null,
    outcome: memory.outcome,
    rating: memory.rating,
    recovery: recovery?.state ?? null,
    openedAt: iso(row.openedAt),
    firstReplyAt: iso(row.firstReplyAt),
    changedAt: iso(row.changedAt),
    entries: row.entries,
  }
}

/** A cell that no spreadsheet takes for a formula. */
function cell(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value)
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** Cases as CSV with a line of names, or as JSON. */
export function exportCases(cases: readonly CaseRow[], format: 'csv' | 'json'): string {
  const reports = cases.map(reportOf)
  if (format === 'json') return JSON.stringify(reports, null, 2)
  const names = Object.keys(reports[0] ?? { number: null })
  const lines = reports.map((report) => Object.values(report).map(cell).join(','))
  return [names.join(','), ...lines].join('\n')
}

const longestWords = 100

/** What somebody looks for, folded as cases are; empty when nothing is left of it. */
export function searchWords(typed: string): string {
  return plainText(typed.slice(0, 4 * longestWords)).toLowerCase().slice(0, longestWords)
}

/** Whether a case has the words: in its number, its user's words, topic, flow, agent or the account's last four digits. */
export function mentions(row: CaseRow, words: string): boolean {
  const texts = [
    String(row.number),
    row.memory.assignee?.name ?? '',
    row.topic,
    row.from ?? '',
    row.account?.slice(-4) ?? '',
    ...row.problems.map(({ text }) => text),
  ]
  return texts.some((text) => plainText(text).toLowerCase().includes(words))
}
