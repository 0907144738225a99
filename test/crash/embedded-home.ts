import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLowdbStore, type LowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { drawFrom } from './faults.ts'
import { createMachineDisk } from './machine-disk.ts'
import type { Home } from './machine.ts'

/** So small that a chapter compacts its store several times. */
const maxLogBytes = 24 << 10

/** A folder of the embedded store on a disk that can lose its power. */
export function embeddedHome(seed: number): Home & { remove(): Promise<void> } {
  const dir = mkdtempSync(join(tmpdir(), 'latchkey-crash-'))
  const disk = createMachineDisk(drawFrom(seed + 1))
  let opened: LowdbStore | null = null
  return {
    async open(life) {
      const store = await openLowdbStore({ dir, disk: disk.of(life), maxLogBytes })
      opened = store
      // The program ends when its store has stopped; a supervisor starts it again.
      store.onFailure(() => life.finish('process'))
      return store
    },
    idle: async () => opened?.idle(),
    losePower: async () => disk.losePower(),
    obey: async ({ message }) => disk.obey(message),
    remove: async () => rm(dir, { recursive: true, force: true }),
  }
}
