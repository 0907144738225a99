import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Folders for one test file, gone when it has run. */
export interface TemporaryFolders {
  make(): Promise<string>
}

/** Registers the clearing away with mocha; call it inside `describe`. */
export function temporaryFolders(): TemporaryFolders {
  const made: string[] = []
  after(async () => {
    for (const dir of made) await rm(dir, { recursive: true, force: true })
  })
  return {
    async make() {
      const dir = await mkdtemp(join(tmpdir(), 'latchkey-test-'))
      made.push(dir)
      return dir
    },
  }
}
