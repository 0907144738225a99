import type { Store } from '../../ports/store.ts'
import { createTables, readTables } from '../tables.ts'

/** A store that forgets everything with the process: for tests. It keeps the same promises but durability. */
export function createMemoryStore(): Store {
  const tables = createTables({ keepsCold: true })
  return {
    ...readTables(tables, () => {}),
    commit: async (changes) => {
      const prepared = tables.prepare(changes)
      if ('outcome' in prepared) return prepared
      prepared.apply()
      return { outcome: 'committed' }
    },
    check: async () => {},
    close: async () => {},
  }
}
