import { expect } from 'chai'
import { all, committed, ids, put, putAudit, putOutbox, remove, type Get } from './changes.ts'
import { account, audit, outbox } from './rows.ts'

/** Cold rows are whole and readable though a store may keep them out of memory. */
export function describeCold(store: Get): void {
  it('can be read by key, by index and whole', async () => {
    await committed(store(), put(account('1')), putAudit('one', 1), putAudit('two', 1))
    await committed(store(), putAudit('one', 2))
    expect(await store().get('audit', 'one:2')).to.deep.equal({ row: audit('one', 2), version: 1 })
    expect(await store().get('audit', 'one:3')).to.equal(null)
    const found = await store().find('audit', 'chain', { value: 'one' })
    expect(found.map(({ row }) => row.sequence)).to.deep.equal([1, 2])
    expect(await all(store().scan('audit'))).to.have.length(3)
  })

  it('show nothing of a commit that was refused', async () => {
    await committed(store(), put(account('1')))
    expect((await store().commit([putAudit('one', 1), put(account('1'))])).outcome).to.equal(
      'moved',
    )
    expect(await all(store().scan('audit'))).to.deep.equal([])
  })
}

/** What was committed is there again, with versions and indexes. */
export function describeRestart(store: Get, restart: () => Promise<void>): void {
  it('has every row with its version, and every index', async () => {
    await committed(store(), put(account('1', { loginEmail: 'a@example.com' })), put(account('2')))
    await committed(store(), put(account('1', { loginEmail: 'b@example.com' }), 1), remove('2', 1))
    await committed(store(), putOutbox(outbox('late', 20)), putOutbox(outbox('early', 10)))
    await committed(store(), putAudit('one', 1))
    await restart()
    expect((await store().get('accounts', '1'))?.version).to.equal(2)
    expect(await store().get('accounts', '2')).to.equal(null)
    expect(
      ids(await store().find('accounts', 'loginEmail', { value: 'b@example.com' })),
    ).to.deep.equal(['1'])
    expect(ids(await store().due('outbox', { before: 100, limit: 10 }))).to.deep.equal([
      'early',
      'late',
    ])
    expect(await all(store().scan('audit'))).to.deep.equal([{ row: audit('one', 1), version: 1 }])
    expect((await store().commit([put(account('1'), 1)])).outcome).to.equal('moved')
    await committed(store(), put(account('1'), 2))
  })
}
