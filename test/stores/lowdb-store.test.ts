import { expect } from 'chai'
import type { Store } from '../../src/ports/store.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { describeStore } from '../contracts/store.ts'
import { length, write } from './ledger.ts'
import { temporaryFolders } from './temporary-folder.ts'

describe('embedded store', () => {
  const folders = temporaryFolders()
  const homes = new Map<Store, string>()

  const openIn = async (dir: string, maxLogBytes?: number): Promise<Store> => {
    const store = await openLowdbStore({
      dir,
      ...(maxLogBytes === undefined ? {} : { maxLogBytes }),
    })
    homes.set(store, dir)
    return store
  }

  describeStore('the embedded store', {
    open: async () => openIn(await folders.make()),
    reopen: (closed) => openIn(homes.get(closed) ?? ''),
  })

  describeStore('the embedded store, compacting all the time,', {
    open: async () => openIn(await folders.make(), 1),
    reopen: (closed) => openIn(homes.get(closed) ?? '', 1),
  })

  it('reads cold rows whole while they are written and compacted', async () => {
    const store = await openIn(await folders.make(), 1)
    const total = 60
    const progress = { acknowledged: 0 }
    const writing = (async () => {
      for (let n = 1; n <= total; n += 1) {
        await write(store, n, n)
        progress.acknowledged = n
      }
    })()
    while (progress.acknowledged < total) {
      const before = progress.acknowledged
      const sequences: number[] = []
      for await (const { row } of store.scan('audit')) sequences.push(row.sequence)
      expect(sequences).to.deep.equal(sequences.map((_, n) => n + 1))
      expect(sequences.length).to.be.at.least(before)
    }
    await writing
    expect(await length(store)).to.equal(total)
    await store.close()
  })
})
