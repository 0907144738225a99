import { crc32 } from 'node:zlib'

const space = 0x20
const checksumDigits = 8

/**
 * One line of a journal file: `<crc32> <bytes> <JSON>\n`. The checksum goes on from the line before, so a line that
 * is missing or out of place is found as well; the length tells a line cut short from two lines run together.
 */
export interface EncodedLine {
  readonly bytes: Buffer
  /** What the next line's checksum goes on from. */
  readonly checksum: number
}

/** A body (JSON without raw line breaks) as a line. `previous` is the checksum of the line before, 0 for the first. */
export function encodeLine(body: string, previous: number): EncodedLine {
  const text = Buffer.from(body)
  const checksum = crc32(text, previous)
  const head = Buffer.from(`${digits(checksum)} ${text.length} `)
  return { bytes: Buffer.concat([head, text, Buffer.from('\n')]), checksum }
}

/** What a line says, or null when it is not exactly what `encodeLine` made after `previous`. */
export function decodeLine(
  line: Buffer,
  previous: number,
): { readonly body: string; readonly checksum: number } | null {
  const head = headOf(line)
  if (head === null || line.length !== head.end) return null
  const text = line.subarray(head.start)
  const checksum = crc32(text, previous)
  if (line.toString('latin1', 0, checksumDigits) !== digits(checksum)) return null
  return { body: text.toString('utf8'), checksum }
}

/** Whether a bad last line is longer than it says: then lines ran together, and it is no append that was cut short. */
export function isOverlong(line: Buffer): boolean {
  const head = headOf(line)
  return head !== null && line.length > head.end
}

function headOf(line: Buffer): { readonly start: number; readonly end: number } | null {
  const from = checksumDigits + 1
  const to = line.indexOf(space, from)
  if (line[checksumDigits] !== space || to < 0) return null
  const length = line.toString('latin1', from, to)
  return /^[1-9]\d{0,9}$/.test(length) ? { start: to + 1, end: to + 1 + Number(length) } : null
}

function digits(checksum: number): string {
  return checksum.toString(16).padStart(checksumDigits, '0')
}
