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

/** The letter that a spreadsheet has above a column, counted from 0. */
function columnLetter(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter
}

/** What keeps a first row from being the headers; empty when nothing does. Columns without a name may be empty ones. */
function headerProblems(headers: readonly string[]): readonly string[] {
  const given = headers.filter((header) => header !== '')
  const unknown = given.filter((header) => !isAccountField(header))
  const repeated = given.filter((header, index) => given.indexOf(header) !== index)
  return [
    ...unknown.map((header) => `unknown column ${JSON.stringify(header.slice(0, 60))}`),
    ...repeated.map((header) => `column ${JSON.stringify(header.slice(0, 60))} comes twice`),
    ...(given.includes('id') ? [] : ['the first row must name the columns, id among them']),
  ]
}

/** As spreadsheets show a long number that they took for one. */
const rounded = /^[+-]?\d+([.,]\d+)?E\+\d+$/i

/** What is wrong with a cell, told by its column; null for a sound one. */
function cellProblem(field: AccountField | null, cell: string, column: string): string | null {
  if (cell.trim() === '') return null
  if (field === null) return `has a value in column ${column}, which has no name in the first row`
  if (field === 'password' || !rounded.test(cell.trim())) return null
  return `${field}: column ${column} holds a number that a spreadsheet has rounded; format the column as text`
}

/** Cells that are left out at the end of a row are empty: spreadsheets do so. */
function rowOf(
  headers: readonly (AccountField | null)[],
  cells: readonly string[],
  line: number,
): SourceRow {
  for (const [index, cell] of cells.entries()) {
    const problem = cellProblem(headers[index] ?? null, cell, columnLetter(index))
    if (problem !== null) return { line, problem }
  }
  const named = headers.flatMap((field, index) => {
    const cell = cells[index] ?? ''
    return field === null || cell.trim() === '' ? [] : [[field, valueOf(field, cell)] as const]
  })
  return { line, row: Object.fromEntries(named) }
}

/** The last line of the last whole row. */
interface Progress {
  lines: number
}

async function* rowsOf(records: AsyncIterable<unknown>): AsyncGenerator<SourceRow> {
  let headers: readonly (AccountField | null)[] | null = null
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
    headers = names.map((name) => (isAccountField(name) ? name : null))
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

/** How the cells of a file are separated, and on which line its rows begin. */
interface Shape {
  readonly delimiter: string
  readonly fromLine: number
}

const delimiters = [',', ';', '\t'] as const

/** Reads the shape from the lines so far: a `sep=` line tells it, else what separates the names of the columns. */
function shapeOf(text: string): Shape {
  const told = /^"?sep=(.)"?\r?(?:\n|$)/i.exec(text)?.[1]
  if (told !== undefined) return { delimiter: told, fromLine: 2 }
  const header = text.trimStart().split('\n', 1)[0] ?? ''
  const often = (delimiter: string): number => header.split(delimiter).length
  const delimiter = delimiters.reduce((best, each) => (often(each) > often(best) ? each : best))
  return { delimiter, fromLine: 1 }
}

/** Reads on until the first line that holds something is whole. */
async function beginning(texts: AsyncIterator<string>): Promise<string> {
  let read = ''
  while (!read.trimStart().includes('\n') && read.length <= maxRowCharacters) {
    const next = await texts.next()
    if (next.done === true) return read
    read += next.value
  }
  return read
}

/** The text from where it was read to, with that again in front. */
async function* rejoined(read: string, texts: AsyncGenerator<string>): AsyncGenerator<string> {
  yield read
  yield* texts
}

function parserFor({ delimiter, fromLine }: Shape, progress: Progress) {
  return parse({
    delimiter,
    from_line: fromLine,
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: maxRowCharacters,
    on_record: (record, { lines }) => {
      progress.lines = lines
      return record
    },
  })
}

async function* parsed(
  texts: AsyncIterable<string>,
  parser: ReturnType<typeof parse>,
): AsyncGenerator<SourceRow> {
  const source = Readable.from(texts, { objectMode: false })
  source.once('error', (error) => parser.destroy(error))
  try {
    yield* rowsOf(source.pipe(parser))
  } finally {
    source.destroy()
    parser.destroy()
  }
}

/**
 * Reads separated values (RFC 4180) with the names of an account's fields in the first row, as spreadsheets write them:
 * commas, semicolons or tabs, also told by a `sep=` line; quoted cells, `\r\n` and a byte order mark; rows and columns
 * without any value. An empty cell names nothing; `servers` and `unverified` take several values separated by
 * semicolons. A row that spans lines is counted by its last one. Broken quoting ends the reading.
 */
export async function* readCsv(chunks: Chunks): AsyncGenerator<SourceRow> {
  const progress: Progress = { lines: 0 }
  try {
    const texts = decodeText(chunks)
    const read = await beginning(texts)
    yield* parsed(rejoined(read, texts), parserFor(shapeOf(read), progress))
  } catch (error) {
    const told = fault(error, progress)
    if (told === null) throw error
    yield told
  }
}
