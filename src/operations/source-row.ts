import { ServiceError } from '../errors.ts'

/** One row of a file of accounts, or what is wrong with the file at this line. Lines count from 1. */
export type SourceRow =
  | { readonly line: number; readonly row: unknown }
  | { readonly line: number; readonly problem: string }

/** A file in pieces, as a read stream gives it. */
export type Chunks = AsyncIterable<Uint8Array>

/** No honest row is longer, and one line must never fill the memory. */
export const maxRowCharacters = 65_536

/** The file is not text as we read it; the message says what to do. */
export class NotText extends Error {
  override readonly name = 'NotText'
}

const otherEncoding = 'the file is not UTF-8 text; save it again as UTF-8 (in Excel: CSV UTF-8)'

/** The encoding that the first two bytes tell. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}

/** The same pieces, the first of them with at least two bytes where the file has so many. */
async function* withWholeMark(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let first: Uint8Array | null = new Uint8Array()
  for await (const chunk of chunks) {
    if (first === null) {
      yield chunk
      continue
    }
    first = Buffer.concat([first, chunk])
    if (first.length < 2) continue
    yield first
    first = null
  }
  if (first !== null) yield first
}

/**
 * The text of a file in UTF-8, or in UTF-16 with a byte order mark as spreadsheets write it; without the mark.
 *
 * @throws NotText for any other encoding: guessed letters would end up in names and passwords
 */
export async function* decodeText(chunks: Chunks): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null
  try {
    for await (const chunk of withWholeMark(chunks)) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
      const text = decoder.decode(chunk, { stream: true })
      // UTF-16 without a mark is valid UTF-8, with a NUL in every other place.
      if (text.includes('\u0000')) throw new NotText(otherEncoding)
      yield text
    }
    yield decoder?.decode() ?? ''
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new NotText(otherEncoding, { cause: error })
  }
}

/**
 * The reader of a file, chosen by the end of its name.
 *
 * @returns null for anything but `.ndjson` and `.csv`
 */
export function formatOf(file: string): 'ndjson' | 'csv' | null {
  const name = file.toLowerCase()
  if (name.endsWith('.ndjson')) return 'ndjson'
  return name.endsWith('.csv') ? 'csv' : null
}

/** What a failed read of a file is told as; `ERR_CONFIG`-like faults of the caller, never retried. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

/**
 * Turns the failures of a file's stream into one sentence.
 *
 * @throws UnreadableFile naming the file and the system's reason; a ServiceError passes as it is
 */
export async function* readable(file: string, chunks: Chunks): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch (error) {
    if (error instanceof ServiceError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new UnreadableFile(`${file} cannot be read: ${reason}`, { cause: error })
  }
}
