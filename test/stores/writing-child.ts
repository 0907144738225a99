import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { entry } from './ledger.ts'

// Writes a ledger until it is killed, and tells its parent of every commit that was acknowledged.
const [dir = '', maxLogBytes = '1'] = process.argv.slice(2)
const store = await openLowdbStore({ dir, maxLogBytes: Number(maxLogBytes) })
const begin = (await store.get('limits', 'left'))?.version ?? 0
const tell = (acknowledged: number): void => {
  process.send?.(acknowledged)
}
tell(begin)
// Four at once: each is applied as it is asked for, so each may build on the one before.
for (let n = begin; ; n += 4) {
  await Promise.all(
    [1, 2, 3, 4].map(async (step) => {
      await store.commit(entry(n + step))
      tell(n + step)
    }),
  )
}
