import { createReadStream } from 'node:fs'
import {
  type Chunks,
  decodeText,
  formatOf,
  maxRowCharacters,
  NotText,
  readable,
  type SourceRow,
} from './source-row.ts'

const tooLong = `the line is longer than ${maxRowCharacters} characters`

/** A line, or null where one was too long to be kept. */
async function* splitLines(texts: AsyncIterable<string>): AsyncGenerator<string | null> {
  let kept = ''
  let isTooLong = false
  for await (const text of texts) {
    const parts = text.split('\n')
    const last = parts.pop() ?? ''
    for (const part of parts) {
      const line = kept + part
      yield isTooLong || line.length > maxRowCharacters ? null : line
      kept = ''
      isTooLong = false
    }
    kept += last
    isTooLong ||= kept.length > maxRowCharacters
    if (isTooLong) kept = ''
  }
  yield isTooLong ? null : kept
}

function parseLine(text: string, line: number): SourceRow {
  try {
    const row: unknown = JSON.parse(text)
    return { line, row }
  } catch {
    // The parser's own message quotes the line, which may hold a password.
    return { line, problem: 'is not valid JSON' }
  }
}

/**
 * Reads newline-delimited JSON: a value a line, blank lines passed over, `\r\n` and a byte order mark taken.
 * What is wrong with a line is told as its problem; the lines after it are still read.
 */
export async function* readNdjson(chunks: Chunks): AsyncGenerator<SourceRow> {
  let line = 0
  try {
    for await (const text of splitLines(decodeText(chunks))) {
      line += 1
      if (text === null) yield { line, problem: tooLong }
      else if (text.trim() !== '') yield parseLine(text, line)
    }
  } catch (error) {
    if (!(error instanceof NotText)) throw error
    yield { line: line + 1, problem: error.message }
  }
}

/** What a command without a file reads. */
export async function* noRows(): AsyncGenerator<SourceRow> {}

/**
 * The rows of a file, opened when the first one is asked for.
 *
 * @throws UnreadableFile on reading, naming the file and why
 */
export async function* fileRows(file: string): AsyncGenerator<SourceRow> {
  const chunks = readable(file, createReadStream(file))
  if (formatOf(file) === 'csv') {
    const { readCsv } = await import('./read-csv.ts')
    yield* readCsv(chunks)
  } else {
    yield* readNdjson(chunks)
  }
}
