import { z } from 'zod'
import { dayMs } from '../../domain/durations.ts'
import type { CaseEntryRow, CaseHappening, CaseLine } from '../../ports/records/case-entry.ts'
import type { CaseRow } from '../../ports/records/case.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Reads } from '../../ports/store.ts'
import type { UnitOfWork } from '../unit-of-work.ts'

/** How long a transcript is kept after its last line was written. */
const keptMs = 365 * dayMs

/** The most lines of one case; further ones are refused. */
const mostEntries = 2_000

/** A line to be written; its text is redacted already. */
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

/** Stages lines at the end of a case's transcript. Returns the case with its new count, which the caller stages. */
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

/** The key of an entry; keys sort in the order of the transcript. */
function entryKey(number: number, sequence: number): string {
  return `${number}:${String(sequence).padStart(9, '0')}`
}

const lineShape: z.ZodType<CaseLine> = z.object({
  name: z.string().nullable(),
  text: z.string(),
  event: z
    .object({
      code: z.custom<NonNullable<CaseLine['event']>['code']>((code) => typeof code === 'string'),
      detail: z.string().nullable(),
      until: z.number().nullable(),
    })
    .nullable(),
})

function lineOf(sealer: Sealer, { by, kind, at, sequence, sealed }: CaseEntryRow): WrittenLine {
  const opened = sealer.open(sealed)
  // Sealed with a key that is lost: that something was said stays visible.
  const line: CaseLine =
    opened === null ? { name: null, text: '…', event: null } : lineShape.parse(JSON.parse(opened))
  return { by, kind, at, sequence, ...line }
}

/** More lines than these are read by the index of their case, in one round trip, and not one by one. */
const fewLines = 3

/** Lines by their sequence numbers, `after` exclusive. */
type Stretch = { readonly after: number; readonly upTo: number }

async function rowsOf(
  reads: Reads,
  number: number,
  { after, upTo }: Stretch,
): Promise<readonly CaseEntryRow[]> {
  if (upTo - after > fewLines) {
    const found = await reads.find('caseEntries', 'case', { value: String(number), limit: upTo })
    const rows = found.map(({ row }) => row)
    const within = rows.filter(({ sequence }) => sequence > after && sequence <= upTo)
    return within.toSorted((one, other) => one.sequence - other.sequence)
  }
  const rows: CaseEntryRow[] = []
  for (let sequence = after + 1; sequence <= upTo; sequence += 1) {
    const found = await reads.get('caseEntries', entryKey(number, sequence))
    if (found !== null) rows.push(found.row)
  }
  return rows
}

/** Reads a stretch of a case's transcript, oldest first. */
export async function readLines(
  { sealer, reads }: { readonly sealer: Sealer; readonly reads: Reads },
  number: number,
  stretch: Stretch,
): Promise<readonly WrittenLine[]> {
  const rows = await rowsOf(reads, number, stretch)
  return rows.map((row) => lineOf(sealer, row))
}
