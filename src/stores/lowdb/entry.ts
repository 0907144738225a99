import { isCollectionName } from '../../ports/collections.ts'
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

/** Whether a value read from JSON is an object, and no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
