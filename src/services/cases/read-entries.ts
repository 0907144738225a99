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

/** A stretch of a case's transcript, oldest first. */
export async function readLines(
  { sealer, reads }: { readonly sealer: Sealer; readonly reads: Reads },
  number: number,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<readonly WrittenLine[]> {
  const lines: WrittenLine[] = []
  for (let sequence = after + 1; sequence <= upTo; sequence += 1) {
    const found = await reads.get('caseEntries', entryKey(number, sequence))
    if (found !== null) lines.push(...lineOf(sealer, found.row))
  }
  return lines
}
