import type { Store, Versioned } from '../ports/store.ts'
import type { SettingRow } from '../ports/records/setting.ts'

/** The setting that stands in a store for as long as a copy into it is not finished. */
export const copyMarkKey = 'copy-in-progress'

/** The mark of a copy that was begun, with its version; null when there is none. */
export async function copyMarkOf(store: Store): Promise<Versioned<SettingRow> | null> {
  return store.get('settings', copyMarkKey)
}

/** Whether a store holds a part of another one, and nobody may be served from it. */
export async function isCopyUnfinished(store: Store): Promise<boolean> {
  return (await copyMarkOf(store)) !== null
}
