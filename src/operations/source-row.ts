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

/**
 * The text of a UTF-8 file, without its byte order mark.
 *
 * @throws NotText for any other encoding: guessed letters would end up in names and passwords
 */
export async function* decodeText(chunks: Chunks): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new NotText('the file is not UTF-8 text; save it again as UTF-8', { cause: error })
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
