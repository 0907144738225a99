import { createReadStream } from 'node:fs'
import { importAccounts } from './import-accounts.ts'
import type { ImportDeps, ImportResult } from './import-accounts.ts'
import { readNdjson } from './read-ndjson.ts'
import { readable } from './source-row.ts'

/** Whether a store holds any account. */
async function hasAccounts(deps: Pick<ImportDeps, 'store'>): Promise<boolean> {
  for await (const _ of deps.store.scan('accounts')) return true
  return false
}

/**
 * Loads the demonstration accounts into a store that has no account yet; their servers live in the documentation
 * ranges (S32), so those pass here whatever the setting.
 *
 * @param file newline-delimited JSON, as `data/demo-accounts.ndjson`
 * @returns null when the store had accounts already, and nothing was read
 * @throws UnreadableFile, or a ServiceError of the store
 */
export async function loadDemoAccounts(
  deps: ImportDeps,
  file: string,
): Promise<ImportResult | null> {
  if (await hasAccounts(deps)) return null
  const rows = readNdjson(readable(file, createReadStream(file)))
  return importAccounts(
    { ...deps, allowDocumentationIps: true },
    { rows, dryRun: false, actor: 'system' },
  )
}
