import { expect } from 'chai'
import { rm } from 'node:fs/promises'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { dataFolder } from '../stand-ins/program.ts'

describe('K: the embedded store under load', () => {
  let dir = ''
  before(async () => {
    dir = await dataFolder()
  })
  after(async () => rm(dir, { recursive: true, force: true }))

  it('K5 a thousand writers at once, twenty rounds, half of them on rows that others hold → each hears of its own, every acknowledged write is there', async () => {
    const store = await openLowdbStore({ dir })
    const taken = new Map<string, string>()
    let refused = 0
    const write = async (writer: number, round: number): Promise<void> => {
      const key = writer % 2 === 0 ? `own-${writer}-${round}` : `shared-${writer % 20}-${round}`
      const row = { key, value: `${writer}:${round}` }
      const { outcome } = await store.commit([{ collection: 'settings', key, base: 0, row }])
      if (outcome === 'moved') {
        refused += 1
        return
      }
      expect(taken.has(key), key).to.equal(false)
      taken.set(key, row.value)
    }
    const writers = Array.from({ length: 1_000 }, (_, index) => index)
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(writers.map(async (writer) => write(writer, round)))
    }
    await store.close()
    const again = await openLowdbStore({ dir })
    for (const [key, value] of taken) {
      expect((await again.get('settings', key))?.row.value, key).to.equal(value)
    }
    await again.close()
    expect(taken.size).to.equal(20 * 510)
    expect(refused).to.equal(20 * 490)
  })
})
