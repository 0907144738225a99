import { expect } from 'chai'
import * as fc from 'fast-check'
import type { Account } from '../../src/domain/account.ts'
import { parseEntry, parseFiled } from '../../src/stores/lowdb/entry.ts'
import { openLowdbStore, type LowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import type { WrittenRow } from '../../src/stores/tables.ts'
import { put } from '../contracts/changes.ts'
import { account } from '../contracts/rows.ts'
import { temporaryFolders } from './temporary-folder.ts'
import { fastDisk } from './test-disk.ts'

const bare = ({ filed: _, ...row }: WrittenRow): WrittenRow => row

/** Reads a line both ways; each row must read the same where it lies. */
function expectSame(transactions: unknown): void {
  const text = JSON.stringify(transactions)
  const whole = parseEntry(text)
  const entry = parseFiled(Buffer.from(text))
  if (entry?.kind !== 'group') {
    expect(entry).to.deep.equal(whole)
    return
  }
  const rows = entry.transactions.map((each) => each.map(bare))
  expect({ kind: 'group', transactions: rows }).to.deep.equal(whole)
  for (const { filed, ...row } of entry.transactions.flat()) {
    if (filed === undefined) continue
    expect(filed.read()).to.deep.equal(row.row)
    expect(filed.version).to.equal(row.version)
    expect(filed.text()).to.equal(JSON.stringify([row.collection, row.key, row.version, row.row]))
  }
}

const names = Array.from({ length: 200 }, (_, n) => String(n))
const named = (id: string): Account =>
  account(id, { displayName: `第${id}号 }],["`, loginEmail: `customer.${id}@example.com` })

/** Opens, works and has everything put into a new snapshot by the last commit. */
async function visit(dir: string, work: (store: LowdbStore) => Promise<void>): Promise<void> {
  const store = await openLowdbStore({ dir, maxLogBytes: 1, disk: fastDisk() })
  await work(store)
  await store.idle()
  await store.close()
}

describe('a line of a snapshot', () => {
  const op = fc.tuple(
    fc.constant('accounts'),
    fc.string(),
    fc.nat(),
    fc.dictionary(fc.string(), fc.jsonValue()),
  )
  it('says the same cut at the bounds of its rows as read whole, whatever they hold', () => {
    fc.assert(fc.property(fc.array(fc.array(op, { maxLength: 4 }), { maxLength: 2 }), expectSame))
    fc.assert(fc.property(fc.jsonValue(), expectSame))
  })

  it('is read whole where a row holds what looks like a bound', () => {
    const row = { lists: [[{}], ['accounts', '2', 1, {}]] }
    expectSame([[['accounts', '1', 1, row]]])
    expectSame([
      [
        ['accounts', '1', 1, { text: '}],["accounts","2",1,{' }],
        ['accounts', '3', 1, row],
      ],
    ])
  })
})

describe('rows that lie in a snapshot', () => {
  const folders = temporaryFolders()
  it('are found, changed and carried into the next snapshot, whether or not anybody asked for them', async () => {
    const dir = await folders.make()
    await visit(dir, async (store) => {
      await store.commit(names.map((id) => put(named(id))))
    })
    await visit(dir, async (store) => {
      const [found] = await store.find('accounts', 'loginEmail', {
        value: 'customer.7@example.com',
      })
      expect(found).to.deep.equal({ row: named('7'), version: 1 })
      const moved = { ...named('8'), loginEmail: 'elsewhere@example.com' }
      const change = { collection: 'accounts', key: '8', base: 1, row: moved } as const
      expect(await store.commit([change])).to.deep.equal({ outcome: 'committed' })
      expect(await store.commit([{ ...change, key: '9', base: 1, row: null }])).to.deep.equal({
        outcome: 'committed',
      })
      // Rows that nobody asked for still hold what is theirs alone, and let go of what was taken from them.
      const claim = (id: string, loginEmail: string) =>
        store.commit([put(account(id, { loginEmail }))])
      expect(await claim('a', 'customer.10@example.com')).to.include({ outcome: 'moved' })
      expect(await claim('b', 'customer.8@example.com')).to.include({ outcome: 'committed' })
      expect(await claim('c', 'customer.9@example.com')).to.include({ outcome: 'committed' })
    })
    await visit(dir, async (store) => {
      const ids: string[] = []
      for await (const { row } of store.scan('accounts')) {
        ids.push(row.id)
        if (names.includes(row.id) && row.id !== '8') expect(row).to.deep.equal(named(row.id))
      }
      expect(ids.toSorted()).to.deep.equal(
        [...names.filter((id) => id !== '9'), 'b', 'c'].toSorted(),
      )
      const changed = await store.get('accounts', '8')
      expect(changed?.row.loginEmail).to.equal('elsewhere@example.com')
      expect(changed?.version).to.equal(2)
      const again = await store.get('accounts', '8')
      expect(again, 'it is held once it was asked for').to.equal(changed)
    })
  })
})
