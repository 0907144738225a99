import { twelveDigits } from '../../src/domain/account-id.ts'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { importAccounts } from '../../src/operations/import-accounts.ts'
import { readNdjson } from '../../src/operations/account-file.ts'
import { systemClock } from '../../src/app/system.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'

/** A row as design 4.4 describes it. */
export type AccountLine = Readonly<Record<string, unknown>> & { readonly id: string }

async function* linesOf(people: readonly AccountLine[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(people.map((person) => `${JSON.stringify(person)}\n`).join(''))
}

/**
 * Imports accounts into a folder that no program holds.
 *
 * @throws Error when a row is refused
 */
export async function importPeople(dir: string, people: readonly AccountLine[]): Promise<void> {
  const store = await openLowdbStore({ dir })
  const deps = { store, clock: systemClock, passwords: createPasswordHasher() }
  try {
    const result = await importAccounts(
      { ...deps, defaultRegion: 'CN', allowDocumentationIps: true, accountIds: twelveDigits },
      { rows: readNdjson(linesOf(people)), dryRun: false, actor: 'test' },
    )
    if (result.outcome === 'refused') throw new Error(JSON.stringify(result.problems))
  } finally {
    await store.close()
  }
}
