import { expect } from 'chai'
import type { PostgresStore } from '../../../src/stores/postgres/postgres-store.ts'
import { all, put } from '../../contracts/changes.ts'
import { account } from '../../contracts/rows.ts'
import { withPostgres } from './server.ts'
import { openAt } from './stores.ts'

const idOf = (n: number): string => String(400_000_000_000 + n)
const one = (n: number) => put(account(idOf(n), { loginEmail: `customer.${n}@example.com` }))
const rename = (n: number) => ({
  ...put(account(idOf(0), { displayName: String(n) })),
  base: 1,
})
const many = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)

describe('commits of one moment on PostgreSQL', () => {
  const server = withPostgres()
  let store: PostgresStore
  let sent: string[]
  beforeEach(async () => {
    const onStatement = (name: string): void => void sent.push(name)
    sent = []
    store = await openAt(await server().database(), { onStatement })
    sent = []
  })
  afterEach(() => store.close())

  const outcomes = async (commits: readonly ReturnType<typeof one>[]) => {
    const results = await Promise.all(commits.map(async (change) => store.commit([change])))
    return results.map(({ outcome }) => outcome)
  }
  const ids = async (): Promise<readonly string[]> =>
    (await all(store.scan('accounts'))).map(({ row }) => row.id)

  it('travel in one statement', async () => {
    expect(new Set(await outcomes(many(20).map(one)))).to.deep.equal(new Set(['committed']))
    expect(sent).to.have.length(1)
    expect(await ids()).to.deep.equal(many(20).map(idOf))
  })

  it('are each told what became of them when one of them has lost', async () => {
    await store.commit([one(3)])
    const expected = many(6).map((n) => (n === 3 ? 'moved' : 'committed'))
    expect(await outcomes(many(6).map(one))).to.deep.equal(expected)
    expect(await ids()).to.deep.equal(many(6).map(idOf))
  })

  it('go again together without those that have lost', async () => {
    await store.commit([one(3)])
    await store.commit([one(11)])
    sent = []
    const expected = many(20).map((n) => (n === 3 || n === 11 ? 'moved' : 'committed'))
    expect(await outcomes(many(20).map(one))).to.deep.equal(expected)
    expect(sent, 'one for each that lost, and one for all others').to.have.length(3)
  })

  it('are each told so when one of them wants a value that another row has', async () => {
    await store.commit([one(9)])
    const thief = put(account(idOf(2), { loginEmail: 'customer.9@example.com' }))
    expect(await outcomes([one(0), one(1), thief])).to.deep.equal([
      'committed',
      'committed',
      'moved',
    ])
  })

  it('leave alone what a row is found under where that is known to stay', async () => {
    const before = account(idOf(1), {
      loginEmail: 'li.wei@example.com',
      servers: [{ ip: '192.0.2.1' }],
    })
    const found = async (value: string) => {
      const rows = await store.find('accounts', 'loginEmail', { value })
      return rows.map(({ row }) => row.displayName)
    }
    await store.commit([put(before)])
    sent = []
    const renamed = { ...before, displayName: 'Renamed' }
    const moved = { ...renamed, loginEmail: 'wei.li@example.com' }
    const change = { collection: 'accounts', key: before.id } as const
    await store.commit([{ ...change, base: 1, row: renamed, before }])
    expect(sent).to.deep.equal(['latchkey_commit'])
    expect(await found('li.wei@example.com')).to.deep.equal(['Renamed'])
    await store.commit([{ ...change, base: 2, row: moved, before: renamed }])
    expect(await found('li.wei@example.com')).to.be.empty
    expect(await found('wei.li@example.com')).to.deep.equal(['Renamed'])
    await store.commit([{ ...change, base: 3, row: null, before: moved }])
    expect(await found('wei.li@example.com')).to.be.empty
  })

  it('tell whoever built on the same row that they have lost, without a statement', async () => {
    await store.commit([one(0)])
    sent = []
    const results = await outcomes([rename(1), rename(2), rename(3), one(4)])
    expect(results).to.deep.equal(['committed', 'moved', 'moved', 'committed'])
    expect(sent).to.have.length(2)
    // One whose own commit is refused takes nothing from the others.
    sent = []
    const stale = { ...rename(5), base: 1 }
    const fresh = { ...rename(6), base: 2 }
    expect(await outcomes([stale, fresh])).to.deep.equal(['moved', 'committed'])
  })

  it('let exactly one win that write the same row, or want the same value', async () => {
    const rivals = many(5).map((n) =>
      put(account(idOf(n), { loginEmail: 'everybody@example.com' })),
    )
    const results = await outcomes([...rivals, one(0), one(8)])
    const won = results.slice(0, 5).filter((outcome) => outcome === 'committed')
    expect(won).to.have.length(1)
    expect(results.at(-1)).to.equal('committed')
  })
})
