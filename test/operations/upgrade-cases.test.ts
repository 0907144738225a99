import { expect } from 'chai'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { upgradeCases } from '../../src/operations/upgrade-cases.ts'
import type { CaseRow } from '../../src/ports/records/case.ts'
import type { Store } from '../../src/ports/store.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { emptyConversation } from '../../src/conversation/conversation.ts'
import { supportCase } from '../contracts/rows.ts'

const opened = 1_000

/** A case as the version before kept it. */
const older = (number: number, from: string | null = null) =>
  ({
    number,
    conversation: `c${number}`,
    state: 'new',
    locale: 'en',
    from,
    problems: [{ at: opened, text: 'I lost my phone' }],
    openedAt: opened,
  }) as unknown as CaseRow

async function put(store: Store, ...rows: readonly CaseRow[]): Promise<void> {
  const changes = rows.map((row) => {
    return { collection: 'cases', key: String(row.number), base: 0, row } as const
  })
  expect(await store.commit(changes)).to.deep.equal({ outcome: 'committed' })
}

const read = async (store: Store, number: number): Promise<CaseRow | undefined> =>
  (await store.get('cases', String(number)))?.row

describe('cases of an earlier version', () => {
  it('get what people need to work on them, and keep what they had', async () => {
    const store = createMemoryStore()
    await put(store, older(1001, 'reset-password'))
    expect(await upgradeCases(store)).to.equal(1)
    expect(await read(store, 1001)).to.deep.equal({
      ...supportCase(1001),
      conversation: 'c1001',
      person: 'legacy:c1001',
      from: 'reset-password',
      topic: 'password',
      problems: [{ at: opened, text: 'I lost my phone' }],
    })
  })

  it('are found among the living by every desk that joins later', async () => {
    const store = createMemoryStore()
    await put(store, older(1001), older(1002))
    await upgradeCases(store)
    const living = await store.find('cases', 'living', { value: 'living' })
    expect(living.map(({ row }) => row.number)).to.deep.equal([1001, 1002])
  })

  it('stay what they are the second time, as every newer case does', async () => {
    const store = createMemoryStore()
    const newer = supportCase(1002, { state: 'assigned' })
    await put(store, older(1001), newer)
    await upgradeCases(store)
    const first = await store.get('cases', '1001')
    expect(await upgradeCases(store)).to.equal(0)
    expect(await store.get('cases', '1001')).to.deep.equal(first)
    expect((await store.get('cases', '1002'))?.version).to.equal(1)
    expect(await read(store, 1002)).to.deep.equal(newer)
  })

  it('belong to the person of their conversation, of whom only one case can be open', async () => {
    const store = createMemoryStore()
    for (const key of ['c1001', 'c1002']) {
      const row = { ...emptyConversation(key, 'en', 0), person: 'li-wei' }
      await store.commit([{ collection: 'conversations', key, base: 0, row }])
    }
    await put(store, older(1001), older(1002))
    await upgradeCases(store)
    const persons = [await read(store, 1001), await read(store, 1002)].map((row) => row?.person)
    expect(persons).to.deep.equal(['li-wei', 'legacy:c1002'])
  })

  it('are read from the disk before and after', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'latchkey-upgrade-'))
    try {
      const before = await openLowdbStore({ dir })
      await put(before, older(1001), older(1002))
      await before.close()
      const store = await openLowdbStore({ dir })
      expect(await upgradeCases(store)).to.equal(2)
      await store.close()
      const after = await openLowdbStore({ dir })
      expect(await upgradeCases(after)).to.equal(0)
      expect((await read(after, 1002))?.person).to.equal('legacy:c1002')
      await after.close()
    } finally {
      await rm(dir, { recursive: true })
    }
  })
})
