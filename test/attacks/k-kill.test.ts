import { expect } from 'chai'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { length } from '../stores/ledger.ts'
import { temporaryFolders } from '../stores/temporary-folder.ts'

const child = new URL('../stores/writing-child.js', import.meta.url)

/** Lets a process write until it has told of `count` more commits, and kills it in the middle of the next ones. */
async function writeAndKill(dir: string, maxLogBytes: number, count: number): Promise<number> {
  const writer = fork(child, [dir, String(maxLogBytes)], { stdio: 'ignore' })
  let first: number | null = null
  let acknowledged = 0
  writer.on('message', (told: number) => {
    first ??= told
    acknowledged = Math.max(acknowledged, told)
    if (acknowledged >= first + count) writer.kill('SIGKILL')
  })
  await once(writer, 'exit')
  return acknowledged
}

describe('the embedded store of a process that is killed', () => {
  const folders = temporaryFolders()

  for (const [doing, maxLogBytes] of [
    ['writing', 1 << 20],
    ['compacting', 2000],
  ] as const) {
    it(`K1 the process is killed in the middle of ${doing} → every acknowledged commit is there, none in half`, async () => {
      const dir = await folders.make()
      let before = 0
      for (let round = 0; round < 4; round += 1) {
        const count = 60 + 37 * round
        const acknowledged = await writeAndKill(dir, maxLogBytes, count)
        expect(acknowledged).to.be.at.least(before + count)
        const store = await openLowdbStore({ dir, maxLogBytes })
        before = await length(store)
        expect(before).to.be.at.least(acknowledged)
        await store.close()
      }
      const snapshots = (await readdir(dir)).filter((name) => name.startsWith('snapshot-'))
      expect(snapshots.length > 0).to.equal(doing === 'compacting')
    }).timeout(60_000)
  }
})
