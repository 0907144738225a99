import { twelveDigits } from '../../src/domain/account-id.ts'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { systemRandom } from '../../src/app/system.ts'
import type { CommandDeps, CommandKeys } from '../../src/operations/command-io.ts'
import { importAccounts } from '../../src/operations/import-accounts.ts'
import type { ImportResult } from '../../src/operations/import-accounts.ts'
import { readCsv } from '../../src/operations/read-csv.ts'
import { readNdjson } from '../../src/operations/account-file.ts'
import type { Chunks, SourceRow } from '../../src/operations/source-row.ts'
import type { Account } from '../../src/domain/account.ts'
import type { AuditRow } from '../../src/ports/records/audit.ts'
import type { Sealer } from '../../src/ports/sealer.ts'
import type { Store, Versioned } from '../../src/ports/store.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'

/** The time every test begins at, epoch ms: 1 June 2026. */
export const start = 1_780_272_000_000

/** A hash of the shape that is taken, made by nobody. */
export const someHash = `$2b$12$${'a'.repeat(53)}`

/** A file in pieces of `size` bytes, so that pieces end inside of lines and characters. */
export async function* inPieces(text: string | Uint8Array, size = 7): Chunks {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

/** The keys of a store that no test rotates. */
export const keysOf = (sealer: Sealer): CommandKeys => ({
  sealer,
  rotate: async () => Promise.reject(new Error('no key is made here')),
})

/** What operations need, over a memory store, with a clock that is moved by hand and quick hashes. */
export function createStand(store: Store = createMemoryStore()) {
  const time = { now: start }
  const sealer = createSealer(keysFrom('a secret of at least thirty-two characters'), systemRandom)
  const deps: CommandDeps = {
    store,
    clock: { now: () => time.now },
    passwords: createPasswordHasher({ cost: 4 }),
    defaultRegion: 'CN',
    allowDocumentationIps: true,
    accountIds: twelveDigits,
    isOutside: false,
    keys: async () => keysOf(sealer),
  }
  const importRows = (rows: AsyncIterable<SourceRow>, dryRun = false): Promise<ImportResult> =>
    importAccounts(deps, { rows, dryRun, actor: 'cli' })
  return {
    store,
    deps,
    sealer,
    time,
    importNdjson: (text: string, dryRun = false) => importRows(readNdjson(inPieces(text)), dryRun),
    importObjects: (objects: readonly object[], dryRun = false) =>
      importRows(
        readNdjson(inPieces(objects.map((row) => JSON.stringify(row)).join('\n'))),
        dryRun,
      ),
    importCsv: (text: string, dryRun = false) => importRows(readCsv(inPieces(text)), dryRun),
    account: async (id: string): Promise<Account | null> =>
      (await store.get('accounts', id))?.row ?? null,
    accounts: async (): Promise<number> => (await collect(store.scan('accounts'))).length,
  }
}

/** The problems of a refused import as `line: message`. */
export function problemsOf(result: ImportResult): readonly string[] {
  if (result.outcome !== 'refused') throw new Error(`${result.outcome}, not refused`)
  return result.problems.map(({ line, message }) => `${line}: ${message}`)
}

/** The store as it would be after somebody had changed its audit rows on the disk; null removes one. */
export function tampered(store: Store, change: (row: AuditRow) => AuditRow | null): Store {
  const changed = (found: Versioned<AuditRow>): Versioned<AuditRow>[] => {
    const row = change(found.row)
    return row === null ? [] : [{ ...found, row }]
  }
  return {
    ...store,
    async *scan(collection) {
      for await (const found of store.scan(collection)) {
        if (collection === 'audit') yield* changed(found as Versioned<AuditRow>) as (typeof found)[]
        else yield found
      }
    },
    find: async (collection, index, options) => {
      const all = await store.find(collection, index, options)
      if (collection !== 'audit') return all
      return (all as readonly Versioned<AuditRow>[]).flatMap(changed) as unknown as typeof all
    },
  }
}
