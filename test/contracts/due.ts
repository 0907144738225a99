import { expect } from 'chai'
import { committed, ids, put, putOutbox, type Get } from './changes.ts'
import { account, outbox } from './rows.ts'

/** Rows come up in time, and a lease keeps them for one. */
export function describeDue(store: Get): void {
  const fill = (...times: readonly number[]): Promise<void> =>
    committed(store(), ...times.map((at, n) => putOutbox(outbox(`${n}`, at))))
  const due = async (before: number, max = 10): Promise<string[]> =>
    ids(await store().due('outbox', { before, limit: max }))
  const claim = async (now: number, leaseUntil: number, max = 10): Promise<string[]> =>
    ids(await store().claim('outbox', { now, leaseUntil, limit: max }))

  it('is given earliest first, up to and at the time, at most the limit', async () => {
    await fill(30, 10, 20, 40)
    expect(await due(30)).to.deep.equal(['1', '2', '0'])
    expect(await due(30, 2)).to.deep.equal(['1', '2'])
    expect(await due(9)).to.deep.equal([])
  })

  it('follows a row that is put off, and forgets one that is removed', async () => {
    await fill(10, 20, 30)
    await committed(store(), putOutbox(outbox('0', 50), 1))
    await committed(store(), { collection: 'outbox', key: '1', base: 1, row: null })
    expect(await due(100)).to.deep.equal(['2', '0'])
  })

  it('knows rows of a collection without a clock never to be due', async () => {
    await committed(store(), put(account('1')))
    expect(await store().due('accounts', { before: 1e15, limit: 10 })).to.deep.equal([])
  })

  it('gives a claimed row to nobody else until its lease ends, and then again', async () => {
    await fill(10, 20)
    expect(await claim(30, 100, 1)).to.deep.equal(['0'])
    expect(await claim(30, 100)).to.deep.equal(['1'])
    expect(await claim(99, 200)).to.deep.equal([])
    expect(await claim(100, 200)).to.deep.equal(['0', '1'])
  })

  it('does not claim what is not due', async () => {
    await fill(10, 20)
    expect(await claim(10, 100)).to.deep.equal(['0'])
  })

  it('claims a row with the version that a change of it must name', async () => {
    await fill(10)
    const [claimed] = await store().claim('outbox', { now: 10, leaseUntil: 100, limit: 1 })
    expect(claimed?.version).to.equal(1)
    await committed(store(), putOutbox(outbox('0', 200), claimed?.version))
    expect(await due(200)).to.deep.equal(['0'])
  })

  it('lets a row that was put off be claimed when it is due again, lease or not', async () => {
    await fill(10)
    expect(await claim(10, 1000)).to.deep.equal(['0'])
    await committed(store(), putOutbox(outbox('0', 50), 1))
    expect(await claim(49, 1000)).to.deep.equal([])
    expect(await claim(50, 1000)).to.deep.equal(['0'])
  })

  it('claims never twice, whoever asks at once', async () => {
    await fill(...Array.from({ length: 200 }, (_, n) => n))
    const claims = await Promise.all(Array.from({ length: 40 }, () => claim(1000, 2000, 10)))
    const claimed = claims.flat()
    expect(new Set(claimed).size).to.equal(claimed.length)
    for (let more = await claim(1000, 2000); more.length > 0; more = await claim(1000, 2000)) {
      claimed.push(...more)
    }
    expect(claimed).to.have.length(200)
    expect(new Set(claimed).size).to.equal(200)
  })
}
