import { createReadStream } from 'node:fs'
import { readCsv } from '../operations/read-csv.ts'
import { readNdjson } from '../operations/read-ndjson.ts'
import { formatOf, readable } from '../operations/source-row.ts'
import type { SourceRow } from '../operations/source-row.ts'

/** What a command without a file reads. */
export async function* noRows(): AsyncGenerator<SourceRow> {}

/**
 * The rows of a file, opened when the first one is asked for.
 *
 * @throws UnreadableFile on reading, naming the file and why
 */
export async function* fileRows(file: string): AsyncGenerator<SourceRow> {
  const chunks = readable(file, createReadStream(file))
  yield* formatOf(file) === 'csv' ? readCsv(chunks) : readNdjson(chunks)
}
