import { maskAccountId } from '../../domain/masking.ts'
import type { CaseRow } from '../../ports/records/case.ts'

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
