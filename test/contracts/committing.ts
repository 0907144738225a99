import { expect } from 'chai'
import { all, committed, ids, put, putEmail, putOutbox, remove, type Get } from './changes.ts'
import { account, outbox } from './rows.ts'

/** All changes or none, each based on the version it names. */
export function describeCommits(store: Get): void {
  it('counts the changes of a row from one', async () => {
    await committed(store(), put(account('1')))
    await committed(store(), put(account('1', { displayName: 'B' }), 1))
    const found = await store().get('accounts', '1')
    expect(found?.version).to.equal(2)
    expect(found?.row.displayName).to.equal('B')
  })

  it('refuses to insert a row that is there', async () => {
    await committed(store(), put(account('1')))
    expect(await store().commit([put(account('1', { displayName: 'B' }))])).to.deep.equal({
      outcome: 'moved',
      collection: 'accounts',
      key: '1',
    })
    expect((await store().get('accounts', '1'))?.row.displayName).to.equal('Li Wei')
  })

  it('refuses a base version that has passed, for a change and for a removal', async () => {
    await committed(store(), put(account('1')))
    await committed(store(), put(account('1'), 1))
    expect((await store().commit([put(account('1'), 1)])).outcome).to.equal('moved')
    expect((await store().commit([remove('1', 1)])).outcome).to.equal('moved')
    expect((await store().get('accounts', '1'))?.version).to.equal(2)
  })

  it('refuses to change or remove a row that is gone', async () => {
    await committed(store(), put(account('1')))
    await committed(store(), remove('1', 1))
    expect((await store().commit([put(account('1'), 1)])).outcome).to.equal('moved')
    expect((await store().commit([remove('1', 1)])).outcome).to.equal('moved')
    expect(await store().get('accounts', '1')).to.equal(null)
  })

  it('makes all changes of a commit or none, over collections', async () => {
    await committed(store(), put(account('1')))
    const result = await store().commit([
      putOutbox(outbox('o', 1)),
      put(account('2')),
      put(account('1')),
    ])
    expect(result).to.deep.equal({ outcome: 'moved', collection: 'accounts', key: '1' })
    expect(await store().get('outbox', 'o')).to.equal(null)
    expect(await store().get('accounts', '2')).to.equal(null)
    expect(await store().due('outbox', { before: 10, limit: 10 })).to.deep.equal([])
  })

  it('takes an empty commit', async () => {
    await committed(store())
  })

  it('takes a commit of several thousand rows', async () => {
    const changes = Array.from({ length: 2500 }, (_, n) =>
      put(account(String(n), { loginEmail: `${n}@example.com` })),
    )
    await committed(store(), ...changes)
    expect(await all(store().scan('accounts'))).to.have.length(2500)
    expect(
      ids(await store().find('accounts', 'loginEmail', { value: '2499@example.com' })),
    ).to.deep.equal(['2499'])
  })
}

/** A unique value is one row's, within one commit as well. */
export function describeUnique(store: Get): void {
  const holder = async (value: string): Promise<string[]> =>
    ids(await store().find('accounts', 'loginEmail', { value }))

  it('refuses a value that another row holds', async () => {
    await committed(store(), putEmail('1', 'a@example.com'))
    expect((await store().commit([putEmail('2', 'a@example.com')])).outcome).to.equal('moved')
    expect(await store().get('accounts', '2')).to.equal(null)
  })

  it('refuses one value for two new rows of a commit', async () => {
    const result = await store().commit([
      putEmail('1', 'a@example.com'),
      putEmail('2', 'a@example.com'),
    ])
    expect(result.outcome).to.equal('moved')
    expect(await store().get('accounts', '1')).to.equal(null)
  })

  it('lets a row keep its own value', async () => {
    await committed(store(), putEmail('1', 'a@example.com'))
    await committed(store(), putEmail('1', 'a@example.com', 1))
  })

  it('lets two rows swap their values in one commit', async () => {
    await committed(store(), putEmail('1', 'a@example.com'), putEmail('2', 'b@example.com'))
    await committed(store(), putEmail('1', 'b@example.com', 1), putEmail('2', 'a@example.com', 1))
    expect(await holder('a@example.com')).to.deep.equal(['2'])
    expect(await holder('b@example.com')).to.deep.equal(['1'])
  })

  it('lets a value pass on from a row that is removed in the same commit', async () => {
    await committed(store(), putEmail('1', 'a@example.com'))
    await committed(store(), putEmail('2', 'a@example.com'), remove('1', 1))
    expect(await holder('a@example.com')).to.deep.equal(['2'])
  })

  it('refuses a value that its holder keeps though it changes in the same commit', async () => {
    await committed(store(), putEmail('1', 'a@example.com'))
    const result = await store().commit([
      putEmail('1', 'a@example.com', 1),
      putEmail('2', 'a@example.com'),
    ])
    expect(result.outcome).to.equal('moved')
    expect((await store().get('accounts', '1'))?.version).to.equal(1)
  })

  it('frees a value when its row lets go of it', async () => {
    await committed(store(), putEmail('1', 'a@example.com'))
    await committed(store(), putEmail('1', null, 1))
    await committed(store(), putEmail('2', 'a@example.com'))
  })

  it('gives a value to exactly one of twenty that claim it at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => store().commit([putEmail(String(n), 'a@example.com')])),
    )
    expect(results.filter(({ outcome }) => outcome === 'committed')).to.have.length(1)
    expect(await all(store().scan('accounts'))).to.have.length(1)
  })
}
