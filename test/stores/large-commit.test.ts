import { expect } from 'chai'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Change } from '../../src/ports/store.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { putAudit, putLimit } from '../contracts/changes.ts'
import { refusal } from './refusal.ts'
import { temporaryFolders } from './temporary-folder.ts'
import { fastDisk } from './test-disk.ts'

const rows = 3500
const large: readonly Change[] = [
  ...Array.from({ length: rows - 1 }, (_, n) => putLimit(`row-${n}`, n)),
  putAudit('import', 1),
]

const count = async (dir: string): Promise<{ limits: number; audit: number }> => {
  const store = await openLowdbStore({ dir, disk: fastDisk() })
  const counted = { limits: 0, audit: 0 }
  for await (const _ of store.scan('limits')) counted.limits += 1
  for await (const _ of store.scan('audit')) counted.audit += 1
  await store.close()
  return counted
}

describe('a commit too large for one line', () => {
  const folders = temporaryFolders()

  const written = async (): Promise<{ dir: string; path: string; log: Buffer; ends: number[] }> => {
    const dir = await folders.make()
    const store = await openLowdbStore({ dir, disk: fastDisk() })
    await store.commit([putLimit('before', 1)])
    const result = await store.commit(large)
    expect(result.outcome).to.equal('committed')
    await store.close()
    const path = join(dir, 'log-1')
    const log = await readFile(path)
    const ends = [...log.entries()].filter(([, byte]) => byte === 0x0a).map(([at]) => at + 1)
    return { dir, path, log, ends }
  }

  it('is written in several lines and read back whole', async () => {
    const { dir, ends } = await written()
    // The first line, the commit before, four parts and the mark that closes them.
    expect(ends).to.have.length(7)
    expect(await count(dir)).to.deep.equal({ limits: rows, audit: 1 })
  })

  it('counts for nothing until its last line is there', async () => {
    const { dir, path, log, ends } = await written()
    const [, before = 0, ...parts] = ends
    const cuts = [before, ...parts.slice(0, -1), ...parts.map((end) => end - 10)]
    for (const cut of cuts) {
      await writeFile(path, log.subarray(0, cut))
      expect(await count(dir), `cut at ${cut}`).to.deep.equal({ limits: 1, audit: 0 })
      expect((await readFile(path)).length).to.equal(before)
    }
  })

  it('is refused when one of its parts is damaged or missing', async () => {
    const { dir, path, log, ends } = await written()
    const [, , first = 0, second = 0] = ends
    await writeFile(path, Buffer.concat([log.subarray(0, first), log.subarray(second)]))
    await refusal(openLowdbStore({ dir }), 'ERR_STORE_CORRUPT')
    log.writeUInt8(log.readUInt8(first + 100) ^ 1, first + 100)
    await writeFile(path, log)
    await refusal(openLowdbStore({ dir }), 'ERR_STORE_CORRUPT')
  })
})
