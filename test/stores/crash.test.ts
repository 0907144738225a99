import { expect } from 'chai'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ServiceError } from '../../src/errors.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { putLimit } from '../contracts/changes.ts'
import { entry, length, write } from './ledger.ts'
import { refusal } from './refusal.ts'
import { temporaryFolders } from './temporary-folder.ts'
import { diskFull, fastDisk, watchedDisk, type DiskStep } from './test-disk.ts'

const commits = 5

/** Writes a ledger with many compactions until the disk stops; answers how many commits were acknowledged. */
async function runUntilCrash(dir: string, before: (step: DiskStep, path: string) => void) {
  let acknowledged = 0
  try {
    const store = await openLowdbStore({ dir, maxLogBytes: 1, disk: watchedDisk(before) })
    try {
      for (let n = 1; n <= commits; n += 1) {
        await write(store, n, n)
        acknowledged = n
        await store.idle()
      }
    } finally {
      await store.close().catch(() => {})
    }
    return { acknowledged, crashed: false }
  } catch {
    return { acknowledged, crashed: true }
  }
}

/** Stops the disk for good at its n-th step, as a crash would. */
function crashAt(n: number): (step: DiskStep, path: string) => void {
  let steps = 0
  return () => {
    steps += 1
    if (steps >= n) throw new Error('the machine has stopped')
  }
}

describe('the embedded store after a crash', () => {
  const folders = temporaryFolders()

  it('at any step of writing and compacting has every acknowledged commit, whole', async () => {
    let step = 0
    for (let finished = false; !finished;) {
      step += 1
      let steps = 0
      const stop = crashAt(step)
      const dir = await folders.make()
      const { acknowledged } = await runUntilCrash(dir, (what, path) => {
        steps += 1
        stop(what, path)
      })
      const store = await openLowdbStore({ dir, maxLogBytes: 1, disk: fastDisk() })
      const count = await length(store)
      // A commit that was on its way may have arrived; none that was acknowledged may be missing.
      expect(count, `step ${step}`).to.be.within(acknowledged, acknowledged + 1)
      await write(store, count + 1, count + 3)
      await store.idle()
      expect(await length(store), `after step ${step}`).to.equal(count + 3)
      await store.close()
      finished = steps < step
    }
    expect(step).to.be.greaterThan(100)
  }).timeout(120_000)

  it('of another crash while it recovers from the first loses nothing either', async () => {
    const dir = await folders.make()
    let known = 0
    for (let step = 1; step <= 40; step += 1) {
      const stop = crashAt(step)
      try {
        const store = await openLowdbStore({ dir, maxLogBytes: 1, disk: watchedDisk(stop) })
        try {
          const before = (await store.get('limits', 'left'))?.version ?? 0
          expect(before).to.be.within(known, known + 1)
          for (known = before; ; known += 1) await store.commit(entry(known + 1))
        } finally {
          await store.close().catch(() => {})
        }
      } catch (error) {
        expect(error).to.have.property('code', 'ERR_STORE_UNAVAILABLE')
      }
    }
    const store = await openLowdbStore({ dir, disk: fastDisk() })
    expect(await length(store)).to.be.within(known, known + 1)
    expect(known).to.be.greaterThan(5)
    await store.close()
  }).timeout(60_000)
})

/** A disk whose log fails at one step once `fails` is set. */
const failing = (step: DiskStep, error: () => Error) => {
  const state = { fails: false }
  const disk = watchedDisk((what, path) => {
    if (state.fails && what === step && /log-\d+$/.test(path)) throw error()
  })
  return { state, disk }
}

describe('the embedded store on a failing disk', () => {
  const folders = temporaryFolders()

  for (const [step, error, code] of [
    ['append', diskFull, 'ERR_STORE_FULL'],
    ['sync', () => new Error('EIO: i/o error'), 'ERR_STORE_UNAVAILABLE'],
  ] as const) {
    it(`stops for good when ${step} fails, says so once, and takes the commit back`, async () => {
      const dir = await folders.make()
      const { state, disk } = failing(step, error)
      const store = await openLowdbStore({ dir, disk })
      const heard: ServiceError[] = []
      store.onFailure((reason) => heard.push(reason))
      await write(store, 1, 2)
      state.fails = true
      await refusal(store.commit(entry(3)), code)
      state.fails = false
      await refusal(store.commit(entry(3)), code)
      await refusal(store.get('limits', 'left'), code)
      await refusal(store.check(), code)
      expect(heard.map((reason) => reason.code)).to.deep.equal([code])
      store.onFailure((reason) => heard.push(reason))
      expect(heard).to.have.length(2)
      await store.close()

      const again = await openLowdbStore({ dir })
      expect(await length(again)).to.equal(2)
      await again.close()
    })
  }

  it('refuses everybody whose commit was in the failed write, and those behind it', async () => {
    const { state, disk } = failing('append', diskFull)
    const store = await openLowdbStore({ dir: await folders.make(), disk })
    state.fails = true
    const waiting = [entry(1), entry(2), entry(3)].map((changes) => store.commit(changes))
    for (const each of waiting) await refusal(each, 'ERR_STORE_FULL')
    await store.close()
  })

  it('goes on when only a compaction fails, tells it, and leaves no half snapshot', async () => {
    const dir = await folders.make()
    const told: ServiceError[] = []
    const store = await openLowdbStore({
      dir,
      maxLogBytes: 1,
      onCompactionFailure: (reason) => told.push(reason),
      disk: watchedDisk((step, path) => {
        if (step === 'append' && path.includes('snapshot')) throw diskFull()
      }),
    })
    await write(store, 1, 5)
    await store.idle()
    expect(told.map((reason) => reason.code)).to.include('ERR_STORE_FULL')
    expect((await readdir(dir)).filter((name) => name.includes('snapshot'))).to.deep.equal([])
    expect(await length(store)).to.equal(5)
    await store.close()
    const again = await openLowdbStore({ dir })
    expect(await length(again)).to.equal(5)
    await again.close()
  })

  it('gives a compaction up when it is closed, and finishes it another time', async () => {
    const dir = await folders.make()
    const told: ServiceError[] = []
    const options = { dir, maxLogBytes: 1, onCompactionFailure: (e: ServiceError) => told.push(e) }
    const store = await openLowdbStore(options)
    await store.commit(Array.from({ length: 500 }, (_, n) => putLimit(`row-${n}`, n)))
    await store.close()
    const names = await readdir(dir)
    expect(names.filter((name) => name.startsWith('snapshot-'))).to.deep.equal([])
    expect(told).to.deep.equal([])
    const again = await openLowdbStore(options)
    await write(again, 1, 1)
    await again.idle()
    expect((await readdir(dir)).filter((name) => /^snapshot-\d+$/.test(name))).to.have.length(1)
    expect((await again.get('limits', 'row-499'))?.version).to.equal(1)
    await again.close()
  })

  it('refuses a commit when too many wait, and takes it later', async () => {
    const store = await openLowdbStore({ dir: await folders.make(), maxWaiting: 2 })
    const waiting = [entry(1), entry(2)].map((changes) => store.commit(changes))
    const { retryable } = await refusal(store.commit(entry(3)), 'ERR_STORE_BUSY')
    expect(retryable).to.equal(true)
    await Promise.all(waiting)
    await write(store, 3, 3)
    await store.close()
  })

  it('takes nothing any more once it is closed', async () => {
    const store = await openLowdbStore({ dir: await folders.make() })
    await store.close()
    await store.close()
    await refusal(store.commit(entry(1)), 'ERR_STORE_UNAVAILABLE')
    await refusal(store.get('limits', 'left'), 'ERR_STORE_UNAVAILABLE')
  })

  it('keeps its folder and every file to their owner', async () => {
    const dir = join(await folders.make(), 'made', 'here')
    const store = await openLowdbStore({ dir, maxLogBytes: 1 })
    await write(store, 1, 10)
    await store.idle()
    expect((await stat(dir)).mode & 0o777).to.equal(0o700)
    const names = await readdir(dir)
    expect(names.some((name) => name.startsWith('snapshot-'))).to.equal(true)
    for (const name of names) {
      expect((await stat(join(dir, name))).mode & 0o777, name).to.equal(0o600)
    }
    await store.close()
  })
})
