import { ServiceError } from '../../errors.ts'
import type { CollectionName, Records } from '../../ports/collections.ts'
import type { Versioned } from '../../ports/store.ts'
import { isStoredRow } from '../tables.ts'
import type { Answer } from './database.ts'

/** Whether the database can hold a text as it is: a NUL or half a character would come back different, or not at all. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/**
 * A stored row again.
 *
 * @throws ServiceError `ERR_STORE_CORRUPT` when somebody else wrote into the table
 */
export function rowOf<C extends CollectionName>(
  collection: C,
  { version, body }: Answer,
): Versioned<Records[C]> {
  const row: unknown = typeof body === 'string' ? JSON.parse(body) : null
  if (typeof version === 'number' && typeof row === 'object' && row !== null) {
    if (isStoredRow(row, collection)) return { row, version }
  }
  throw new ServiceError('ERR_STORE_CORRUPT', `a row of ${collection} is not as it was written`)
}
