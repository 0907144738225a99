import type { Store } from '../ports/store.ts'
import type { Tables } from './tables.ts'

/** How many rows `find` answers when nobody says. */
export const findLimit = 100

/**
 * The reading half of a store whose rows are in memory.
 *
 * @param ready throws when the store may not be read any more; asked before every read
 */
export function readTables(
  tables: Tables,
  ready: () => void,
): Pick<Store, 'get' | 'find' | 'due' | 'claim'> {
  return {
    async get(collection, key) {
      ready()
      return tables.of(collection).get(key)
    },
    async find(collection, index, { value, limit = findLimit }) {
      ready()
      return tables.of(collection).find(index, value, limit)
    },
    async due(collection, { before, limit }) {
      ready()
      return tables.of(collection).due(before, limit)
    },
    async claim(collection, request) {
      ready()
      return tables.of(collection).claim(request)
    },
  }
}
