import { expect } from 'chai'
import type { Change } from '../../src/ports/store.ts'
import { all, committed, ids, put, putChat, putOutbox, remove, type Get } from './changes.ts'
import { account, outbox } from './rows.ts'

/** Rows are found by key, by index and whole, and nobody outside can change them. */
export function describeReading(store: Get): void {
  it('answers null for a row that was never written', async () => {
    expect(await store().get('accounts', 'nobody')).to.equal(null)
  })

  it('gives every value back as it was written, in every script', async () => {
    const row = account('1', {
      displayName: 'é "手机" \\ \n \u2028 😀',
      passwordChangedAt: 1_700_000_000_123,
      previousPasswordHashes: ['$2b$12$a', '$2b$12$b'],
      servers: [{ ip: '203.0.113.10' }, { ip: '2001:db8::1' }],
      unverified: ['contactEmail'],
    })
    await committed(store(), put(row))
    expect(await store().get('accounts', '1')).to.deep.equal({ row, version: 1 })
  })

  it('finds rows by each value of an index, in the order of their keys', async () => {
    const shared = '+8613800138000'
    await committed(
      store(),
      put(account('3', { recoveryMobile: shared })),
      put(
        account('1', {
          recoveryMobile: shared,
          servers: [{ ip: '192.0.2.1' }, { ip: '192.0.2.2' }],
        }),
      ),
      put(account('2', { recoveryMobile: '+14155550100' })),
    )
    const found = await store().find('accounts', 'recoveryMobile', { value: shared })
    expect(ids(found)).to.deep.equal(['1', '3'])
    expect(ids(await store().find('accounts', 'serverIp', { value: '192.0.2.2' }))).to.deep.equal([
      '1',
    ])
    expect(await store().find('accounts', 'serverIp', { value: '192.0.2.3' })).to.deep.equal([])
  })

  it('gives the first keys when there are more than the limit', async () => {
    const keys = ['c', 'a', 'e', 'b', 'd']
    const changes = keys.map((id) => putChat(id, 'x'))
    await committed(store(), ...changes)
    const found = await store().find('chats', 'conversation', { value: 'x', limit: 3 })
    expect(ids(found)).to.deep.equal(['a', 'b', 'c'])
  })

  it('gives a hundred when nobody names a limit', async () => {
    const changes = Array.from({ length: 120 }, (_, n): Change => {
      const id = `k${String(n).padStart(3, '0')}`
      return putChat(id, 'x')
    })
    await committed(store(), ...changes)
    const found = await store().find('chats', 'conversation', { value: 'x' })
    expect(found).to.have.length(100)
    expect(found.at(-1)?.row.id).to.equal('k099')
  })

  it('finds a changed row under its new values and no longer under the old ones', async () => {
    await committed(store(), put(account('1', { recoveryMobile: '+1' })))
    await committed(store(), put(account('1', { recoveryMobile: '+2' }), 1))
    expect(await store().find('accounts', 'recoveryMobile', { value: '+1' })).to.deep.equal([])
    expect(await store().find('accounts', 'recoveryMobile', { value: '+2' })).to.have.length(1)
    await committed(store(), remove('1', 2))
    expect(await store().find('accounts', 'recoveryMobile', { value: '+2' })).to.deep.equal([])
  })

  it('scans every row of the collection once, and of no other', async () => {
    await committed(store(), put(account('1')), put(account('2')), putOutbox(outbox('o', 1)))
    const rows = await all(store().scan('accounts'))
    expect(ids(rows).toSorted()).to.deep.equal(['1', '2'])
  })

  it('gives rows that cannot be changed from outside', async () => {
    await committed(store(), put(account('1', { servers: [{ ip: '192.0.2.1' }] })))
    const found = await store().get('accounts', '1')
    try {
      Object.assign(found?.row ?? {}, { displayName: 'changed' })
      Object.assign(found?.row.servers[0] ?? {}, { ip: 'changed' })
    } catch {
      // A store may refuse the attempt or hand out copies: what counts is what it answers next.
    }
    const again = await store().get('accounts', '1')
    expect(again?.row.displayName).to.equal('Li Wei')
    expect(again?.row.servers).to.deep.equal([{ ip: '192.0.2.1' }])
  })

  it('does not follow what becomes of the object that was committed', async () => {
    const servers = [{ ip: '192.0.2.1' }]
    await committed(store(), put(account('1', { servers })))
    try {
      servers.push({ ip: 'added' })
    } catch {
      // As above.
    }
    expect((await store().get('accounts', '1'))?.row.servers).to.deep.equal([{ ip: '192.0.2.1' }])
  })
}
