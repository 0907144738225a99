import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'
import { isAccountField, type AccountField } from './account-row.ts'
import { decodeText, maxRowCharacters, NotText, type Chunks, type SourceRow } from './source-row.ts'

const parsedRecord = z.object({
  record: z.array(z.string()),
  info: z.object({ lines: z.number() }),
})

/** A cell with several values, separated by semicolons. */
const several = (cell: string): readonly string[] =>
  cell.split(';').flatMap((part) => part.trim() || [])

/** A cell as the JSON format would have it. Blanks around anything but a password are a spreadsheet's. */
function valueOf(field: AccountField, cell: string): unknown {
  if (field === 'servers') return several(cell).map((ip) => ({ ip }))
  if (field === 'unverified') return several(cell)
  return field === 'password' ? cell : cell.trim()
}

/** What keeps a first row from being the headers; empty when nothing does. */
function headerProblems(headers: readonly string[]): readonly string[] {
  const unknown = headers.filter((header) => !isAccountField(header))
  const repeated = headers.filter((header, index) => headers.indexOf(header) !== index)
  return [
    ...unknown.map((header) => `unknown column ${JSON.stringify(header.slice(0, 60))}`),
    ...repeated.map((header) => `column ${JSON.stringify(header.slice(0, 60))} comes twice`),
    ...(headers.includes('id') ? [] : ['the first row must name the columns, id among them']),
  ]
}

function rowOf(
  headers: readonly AccountField[],
  cells: readonly string[],
  line: number,
): SourceRow {
  if (cells.length !== headers.length) {
    return { line, problem: `has ${cells.length} cells where the first row has ${headers.length}` }
  }
  const named = headers.flatMap((field, index) => {
    const cell = cells[index] ?? ''
    return cell.trim() === '' ? [] : [[field, valueOf(field, cell)] as const]
  })
  return { line, row: Object.fromEntries(named) }
}

/** The last line of the last whole row. */
interface Progress {
  lines: number
}

async function* rowsOf(records: AsyncIterable<unknown>): AsyncGenerator<SourceRow> {
  let headers: readonly AccountField[] | null = null
  for await (const item of records) {
    const { record, info } = parsedRecord.parse(item)
    if (headers !== null) {
      yield rowOf(headers, record, info.lines)
      continue
    }
    const names = record.map((header) => header.trim())
    const problems = headerProblems(names)
    for (const problem of problems) yield { line: info.lines, problem }
    if (problems.length > 0) return
    headers = names.filter(isAccountField)
  }
}

/** The parser's messages quote cells, which may hold a password; its codes do not. */
const wording: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted cell is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'a quoted cell goes on after its closing quote',
  INVALID_OPENING_QUOTE: 'a cell has a quote inside, but does not begin with one',
  CSV_MAX_RECORD_SIZE: `a row is longer than ${maxRowCharacters} characters`,
}

/** An endless row is found at its end, far from where it went wrong: its first line is told. */
function lineOf(error: CsvError, { lines }: Progress): number {
  const isEndless = ['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE'].includes(error.code)
  const here: unknown = error['lines']
  return isEndless || typeof here !== 'number' ? lines + 1 : here
}

function fault(error: unknown, progress: Progress): SourceRow | null {
  if (error instanceof NotText) return { line: 1, problem: error.message }
  if (!(error instanceof CsvError)) return null
  return { line: lineOf(error, progress), problem: wording[error.code] ?? 'is not valid CSV' }
}

/**
 * Reads comma-separated values (RFC 4180) with the names of an account's fields in the first row; quoted cells,
 * `\r\n` and a byte order mark are taken. An empty cell names nothing; `servers` and `unverified` take several values
 * separated by semicolons. A row that spans lines is counted by its last one. Broken quoting ends the reading.
 */
export async function* readCsv(chunks: Chunks): AsyncGenerator<SourceRow> {
  const progress: Progress = { lines: 0 }
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRowCharacters,
    on_record: (record, { lines }) => {
      progress.lines = lines
      return record
    },
  })
  const source = Readable.from(decodeText(chunks), { objectMode: false })
  source.once('error', (error) => parser.destroy(error))
  try {
    yield* rowsOf(source.pipe(parser))
  } catch (error) {
    const told = fault(error, progress)
    if (told === null) throw error
    yield told
  } finally {
    source.destroy()
    parser.destroy()
  }
}
