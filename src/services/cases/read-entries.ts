import { z } from 'zod'
import type { CaseEntryRow, CaseLine } from '../../ports/records/case-entry.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Reads } from '../../ports/store.ts'
import { entryKey, type WrittenLine } from './case-entries.ts'

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

function lineOf(sealer: Sealer, row: CaseEntryRow): readonly WrittenLine[] {
  const { by, kind, at, sequence } = row
  const opened = sealer.open(row.sealed)
  // Sealed with a key that nobody has any more: that something was said stays visible.
  const line: CaseLine =
    opened === null ? { name: null, text: '…', event: null } : lineShape.parse(JSON.parse(opened))
  return [{ by, kind, at, sequence, ...line }]
}

/** More lines than these are read by their case and not one by one: a store far away answers once. */
const fewLines = 3

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

/** A stretch of a case's transcript, oldest first. */
export async function readLines(
  { sealer, reads }: { readonly sealer: Sealer; readonly reads: Reads },
  number: number,
  stretch: Stretch,
): Promise<readonly WrittenLine[]> {
  const rows = await rowsOf(reads, number, stretch)
  return rows.flatMap((row) => lineOf(sealer, row))
}
