import { expect } from 'chai'
import { listAudit, verifyAudit } from '../../src/operations/audit.ts'
import { auditChanges, headOf } from '../../src/services/audit-trail.ts'
import type { Store } from '../../src/ports/store.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { tampered } from './stand.ts'

async function append(store: Store, chain: string, times = 1): Promise<void> {
  for (let at = 1; at <= times; at += 1) {
    const head = await headOf(store, chain)
    const fact = { chain, at, action: 'code.sent', actor: 'cli', details: { at } }
    await store.commit(auditChanges(head, fact))
  }
}

describe('audit trail of a store', () => {
  it('is listed oldest first, beyond the tenth and the hundredth entry', async () => {
    const store = createMemoryStore()
    await append(store, 'a', 120)
    const rows = (await listAudit(store, 'a')) ?? []
    expect(rows.map((row) => row.sequence)).to.deep.equal(rows.map((_, index) => index + 1))
    expect(rows).to.have.length(120)
  })

  it('holds over all chains', async () => {
    const store = createMemoryStore()
    await append(store, 'a', 12)
    await append(store, 'system', 3)
    expect(await verifyAudit(store)).to.deep.equal({ chains: 2, entries: 15, faults: [] })
    expect(await verifyAudit(createMemoryStore())).to.deep.include({ chains: 0, faults: [] })
  })

  it('names the chain and the entry that was altered or removed', async () => {
    const store = createMemoryStore()
    for (const chain of ['a', 'b', 'c', 'd']) await append(store, chain, 3)
    const changed = tampered(store, (row) => {
      const key = `${row.chain}:${row.sequence}`
      if (key === 'c:2') return { ...row, details: {} }
      return ['a:1', 'd:3'].includes(key) ? null : row
    })
    const { faults } = await verifyAudit(changed)
    expect(faults).to.deep.equal([
      { chain: 'a', sequence: 1, reason: 'missing' },
      { chain: 'c', sequence: 2, reason: 'altered' },
      { chain: 'd', sequence: 3, reason: 'missing' },
    ])
  })

  it('does not hold when a head was removed or set back', async () => {
    const store = createMemoryStore()
    await append(store, 'a', 2)
    await append(store, 'b', 2)
    const [a, b] = [await headOf(store, 'a'), await headOf(store, 'b')]
    const first = await store.get('audit', 'b:1')
    if (a === null || b === null || first === null) throw new Error('no heads')
    await store.commit([
      { collection: 'auditHeads', key: 'a', base: a.version, row: null },
      {
        collection: 'auditHeads',
        key: 'b',
        base: b.version,
        row: { chain: 'b', sequence: 1, hash: first.row.hash },
      },
    ])
    const { faults } = await verifyAudit(store)
    expect(faults.map(({ chain, reason }) => [chain, reason])).to.deep.equal([
      ['a', 'surplus'],
      ['b', 'surplus'],
    ])
  })

  it('holds while a server goes on writing', async () => {
    const store = createMemoryStore()
    await append(store, 'a', 3)
    let reads = 0
    const busy: Store = {
      ...store,
      async *scan(collection) {
        yield* store.scan(collection)
        await append(store, 'a')
      },
      find: async (collection, index, options) => {
        reads += 1
        if (reads < 3) await append(store, 'a')
        return store.find(collection, index, options)
      },
    }
    expect((await verifyAudit(busy)).faults).to.deep.equal([])
    expect(reads).to.equal(3)
  })
})
