import { isCollectionName } from '../../ports/collections.ts'
import type { Filed } from '../table.ts'
import type { WrittenRow } from '../tables.ts'

/**
 * What a line after the first says: whole transactions; a part of one too large for a line, and the mark that makes
 * its parts count; or, in a snapshot or a file of cold rows, how many rows came before.
 */
export type Entry =
  | { readonly kind: 'group'; readonly transactions: readonly (readonly WrittenRow[])[] }
  | { readonly kind: 'part'; readonly part: number; readonly rows: readonly WrittenRow[] }
  | { readonly kind: 'whole'; readonly parts: number }
  | { readonly kind: 'end'; readonly rows: number }

/** A row as it stands in a line; version 0 and row null for a removed one. */
export function opOf({ collection, key, version, row }: WrittenRow): readonly unknown[] {
  return [collection, key, version, row]
}

/** Reads a body whose checksum was right; null when this program never writes such a thing. */
export function parseEntry(body: string): Entry | null {
  const value: unknown = JSON.parse(body)
  if (Array.isArray(value)) {
    const transactions = value.map(rowsOf)
    return transactions.every((each) => each !== null) ? { kind: 'group', transactions } : null
  }
  return isRecord(value) ? parseMark(value) : null
}

function parseMark(value: Readonly<Record<string, unknown>>): Entry | null {
  const { part, ops, whole, rows } = value
  if (isCount(part)) {
    const held = rowsOf(ops)
    return held === null ? null : { kind: 'part', part, rows: held }
  }
  if (isCount(whole)) return { kind: 'whole', parts: whole }
  return isCount(rows) ? { kind: 'end', rows } : null
}

function rowsOf(value: unknown): readonly WrittenRow[] | null {
  if (!Array.isArray(value)) return null
  const rows = value.map(rowOf)
  return rows.every((row) => row !== null) ? rows : null
}

function rowOf(value: unknown): WrittenRow | null {
  if (!Array.isArray(value)) return null
  const [collection, key, version, row]: readonly unknown[] = value
  if (typeof collection !== 'string' || !isCollectionName(collection)) return null
  if (typeof key !== 'string' || !isCount(version)) return null
  return row === null || isRecord(row) ? { collection, key, version, row } : null
}

/** Between two rows of one transaction, as `JSON.stringify` writes them. */
const rowBound = '}],["'
const beginning = '[['

/**
 * Reads the body of a line as {@link parseEntry} does. Where it is one transaction, each of its rows also knows where it
 * lies there: what is not asked for need not be held as an object.
 */
export function parseFiled(body: Buffer): Entry | null {
  const rows = filedRows(body)
  return rows === null ? parseEntry(body.toString()) : { kind: 'group', transactions: [rows] }
}

/** The rows of a body that is one transaction; null where it is something else, or says what is no row. */
function filedRows(body: Buffer): readonly WrittenRow[] | null {
  if (body.toString('latin1', 0, beginning.length + 1) !== '[[[') return null
  const rows: WrittenRow[] = []
  const end = body.length - beginning.length
  for (let from = beginning.length; from < end;) {
    const bound = body.indexOf(rowBound, from)
    const to = bound < 0 ? end : bound + 2
    const row = filedRow({ body, from, to })
    if (row === null) return null
    rows.push(row)
    from = to + 1
  }
  return rows
}

/** A piece that is JSON by itself is a row: brackets of a body that was cut elsewhere do not meet. */
function filedRow(piece: Piece): WrittenRow | null {
  const row = rowOf(jsonIn(textOf(piece)))
  if (row === null) return null
  const { collection, key, version } = row
  return { collection, key, version, row: row.row, filed: new FiledRow(version, piece) }
}

/** Bytes of a body. */
interface Piece {
  readonly body: Buffer
  readonly from: number
  readonly to: number
}

const textOf = ({ body, from, to }: Piece): string => body.toString('utf8', from, to)

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A row in the bytes of a line. A class, since a million of them are held: three closures each would be 200 MB. */
class FiledRow implements Filed {
  readonly version: number
  readonly #body: Buffer
  readonly #from: number
  readonly #to: number

  constructor(version: number, { body, from, to }: Piece) {
    this.#body = body
    this.#from = from
    this.#to = to
    this.version = version
  }

  text(): string {
    return this.#body.toString('utf8', this.#from, this.#to)
  }

  read(): object {
    const row = rowOf(JSON.parse(this.text()))?.row
    if (row === undefined || row === null) throw new TypeError('a row that was read once is none')
    return row
  }
}

/** Whether a value read from JSON is an object, and no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
