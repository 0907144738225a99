import type { CaseEntryRow, CaseHappening, CaseLine } from '../../ports/records/case-entry.ts'
import type { CaseRow } from '../../ports/records/case.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { UnitOfWork } from '../unit-of-work.ts'

const dayMs = 24 * 3_600_000

/** How long a transcript is kept after its last line was written. */
const keptMs = 365 * dayMs

/** More lines than these are no conversation any more; further ones are refused. */
const mostEntries = 2_000

/** One line that is to be written: redacted already. */
export type NewLine = Pick<CaseEntryRow, 'by' | 'kind'> & CaseLine

/** A line of a transcript as it was written. */
export type WrittenLine = NewLine & Pick<CaseEntryRow, 'sequence' | 'at'>

/** Whether a case takes one more line. */
export function hasRoom({ entries }: Pick<CaseRow, 'entries'>): boolean {
  return entries < mostEntries
}

/** An event as a line of the transcript. */
export function happening(
  by: NewLine['by'],
  { code, detail = null, until = null }: Partial<CaseHappening> & Pick<CaseHappening, 'code'>,
  name: string | null = null,
): NewLine {
  return { by, kind: 'event', name, text: '', event: { code, detail, until } }
}

/** Stages lines at the end of a case's transcript and answers the case as it then is; the caller stages that. */
export function withLines(
  { sealer }: { readonly sealer: Sealer },
  work: UnitOfWork,
  { row, lines }: { readonly row: CaseRow; readonly lines: readonly NewLine[] },
): CaseRow {
  let sequence = row.entries
  for (const { by, kind, name, text, event } of lines) {
    sequence += 1
    work.put('caseEntries', {
      id: entryKey(row.number, sequence),
      number: row.number,
      sequence,
      at: work.now,
      by,
      kind,
      sealed: sealer.seal(JSON.stringify({ name, text, event } satisfies CaseLine)),
      forgetAt: work.now + keptMs,
    })
  }
  return { ...row, entries: sequence }
}

/** The key of an entry; keys sort as the case went. */
export function entryKey(number: number, sequence: number): string {
  return `${number}:${String(sequence).padStart(9, '0')}`
}
