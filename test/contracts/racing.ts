import { expect } from 'chai'
import type { CommitResult } from '../../src/ports/store.ts'
import { all, committed, put, putLimit, putOutbox, type Get } from './changes.ts'
import { account, outbox } from './rows.ts'

/** Whatever happens at once, each row changes one step at a time. */
export function describeRaces(store: Get): void {
  it('loses none of fifty parallel increments of one counter', async () => {
    await committed(store(), putLimit('tries', 0))
    const increment = async (): Promise<void> => {
      for (;;) {
        const found = await store().get('limits', 'tries')
        if (found === null) throw new Error('the counter is gone')
        const change = putLimit('tries', found.row.consecutive + 1, found.version)
        if ((await store().commit([change])).outcome === 'committed') return
      }
    }
    await Promise.all(Array.from({ length: 50 }, increment))
    const found = await store().get('limits', 'tries')
    expect(found?.row.consecutive).to.equal(50)
    expect(found?.version).to.equal(51)
  })

  it('lets exactly one of twenty that give the right code at once win', async () => {
    const key = 'limits:code'
    await committed(store(), putLimit(key, 0))
    const use = async (guess: number): Promise<CommitResult> => {
      const found = await store().get('limits', key)
      if (found === null || found.row.consecutive > 0) {
        return { outcome: 'moved', collection: 'limits', key }
      }
      return store().commit([putLimit(key, 1, found.version), putOutbox(outbox(`won-${guess}`, 1))])
    }
    const results = await Promise.all(Array.from({ length: 20 }, (_, n) => use(n)))
    expect(results.filter(({ outcome }) => outcome === 'committed')).to.have.length(1)
    expect(await all(store().scan('outbox'))).to.have.length(1)
  })

  it('shows the changes of a commit together', async () => {
    await committed(store(), put(account('a')), put(account('b')))
    const writing = (async () => {
      for (let base = 1; base <= 20; base += 1) {
        const displayName = String(base)
        await committed(
          store(),
          put(account('a', { displayName }), base),
          put(account('b', { displayName }), base),
        )
      }
    })()
    for (let read = 0; read < 20; read += 1) {
      const a = await store().get('accounts', 'a')
      const b = await store().get('accounts', 'b')
      // b is read after a, so it can only be newer.
      expect(b?.version).to.be.at.least(a?.version ?? 0)
    }
    await writing
  })
}
