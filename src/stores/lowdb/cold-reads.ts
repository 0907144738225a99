import { declarationOf, type CollectionName, type Records } from '../../ports/collections.ts'
import type { Store, Versioned } from '../../ports/store.ts'
import { freezeRow } from '../frozen.ts'
import { findLimit } from '../table-reads.ts'
import { isStoredRow } from '../tables.ts'
import { readColdRows, type LivePosition } from './cold-rows.ts'

/**
 * Reads of cold collections: every one goes through all their files, so they are for people and reports, not for turns.
 * They see what was durable when they began.
 */
export function createColdReads(
  dir: string,
  position: () => LivePosition,
): Pick<Store, 'get' | 'find' | 'scan'> {
  const scan = <C extends CollectionName>(collection: C): AsyncGenerator<Versioned<Records[C]>> =>
    rowsOf(collection, { dir, position })
  return {
    scan,
    async get(collection, key) {
      const keyOf = declarationOf(collection).key
      for await (const found of scan(collection)) if (keyOf(found.row) === key) return found
      return null
    },
    async find(collection, index, { value, limit = findLimit }) {
      const { key, indexes } = declarationOf(collection)
      const declared = indexes[index]
      if (declared === undefined) throw new RangeError(`no index is named ${index}`)
      const found: {
        readonly key: string
        readonly versioned: Versioned<Records[typeof collection]>
      }[] = []
      for await (const versioned of scan(collection)) {
        if (declared.values(versioned.row).includes(value)) {
          found.push({ key: key(versioned.row), versioned })
        }
      }
      const sorted = found.toSorted((a, b) => (a.key < b.key ? -1 : 1))
      return sorted.slice(0, limit).map(({ versioned }) => versioned)
    },
  }
}

async function* rowsOf<C extends CollectionName>(
  collection: C,
  { dir, position }: { readonly dir: string; readonly position: () => LivePosition },
): AsyncGenerator<Versioned<Records[C]>> {
  for await (const rows of readColdRows(dir, position())) {
    for (const { collection: from, row, version } of rows) {
      if (from !== collection || row === null || !isStoredRow(row, collection)) continue
      freezeRow(row)
      yield Object.freeze({ row, version })
    }
  }
}
