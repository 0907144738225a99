import { expect } from 'chai'
import type { CollectionName } from '../../src/ports/collections.ts'
import type { Change } from '../../src/ports/store.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { createTables, freezeRow, readTables } from '../../src/stores/tables.ts'
import { account, audit } from '../contracts/rows.ts'
import { put, putAudit, remove } from '../contracts/changes.ts'

const refused = (...changes: readonly Change[]): void => {
  expect(() => createTables({ keepsCold: true }).prepare(changes)).to.throw(TypeError)
}

describe('the tables of an embedded store', () => {
  it('refuse a row under a key that is not its own', () => {
    refused({ collection: 'accounts', key: '2', base: 0, row: account('1') })
  })

  it('refuse a row that one commit names twice', () => {
    refused(put(account('1')), put(account('1', { displayName: 'B' })))
  })

  it('refuse to change or remove a cold row', () => {
    refused({ collection: 'audit', key: 'a:1', base: 1, row: audit('a', 1) })
    refused({ collection: 'audit', key: 'a:1', base: 0, row: null })
  })

  it('keep cold rows out of memory when asked to, and still hand them on', () => {
    const tables = createTables({ keepsCold: false })
    const prepared = tables.prepare([putAudit('a', 1)])
    if ('outcome' in prepared) throw new Error('refused')
    expect(prepared.apply().map(({ key }) => key)).to.deep.equal(['a:1'])
    expect(tables.of('audit').get('a:1')).to.equal(null)
  })

  it('change nothing while a commit is only prepared', () => {
    const tables = createTables({ keepsCold: true })
    tables.prepare([put(account('1', { loginEmail: 'a@example.com' }))])
    expect(tables.of('accounts').get('1')).to.equal(null)
    expect(tables.of('accounts').find('loginEmail', 'a@example.com', 10)).to.deep.equal([])
  })

  it('refuse an index that was never declared', () => {
    const { accounts } = { accounts: createTables({ keepsCold: true }).of('accounts') }
    expect(() => accounts.find('displayName', 'x', 1)).to.throw(RangeError)
  })

  it('give every row once to a scan during which rows change and go', async () => {
    const store = createMemoryStore()
    await store.commit(['1', '2', '3', '4'].map((id) => put(account(id))))
    const seen: string[] = []
    for await (const { row } of store.scan('accounts')) {
      seen.push(row.id)
      if (row.id === '1') await store.commit([put(account('2', { displayName: 'B' }), 1)])
      if (row.id === '2') await store.commit([remove('3', 1), put(account('1'), 1)])
    }
    expect(seen).to.deep.equal(['1', '2', '4'])
  })
})

describe('a row of a store', () => {
  it('is frozen through and through', () => {
    const row = { list: [{ deep: { value: 1 } }] }
    freezeRow(row)
    expect(() => {
      Object.assign(row.list[0]?.deep ?? {}, { value: 2 })
    }).to.throw(TypeError)
    expect(() => row.list.push({ deep: { value: 3 } })).to.throw(TypeError)
  })

  for (const [what, value] of [
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a number without a value', Number.NaN],
    ['an infinity', Infinity],
  ] as const) {
    it(`may not hold ${what}, which JSON would bring back as something else`, () => {
      expect(() => freezeRow({ deep: [{ value }] })).to.throw(TypeError)
    })
  }
})

describe('a row that was read from a file', () => {
  const row = account('1', { loginEmail: 'li.wei@example.com', servers: [{ ip: '192.0.2.1' }] })
  const message = {
    id: 'm',
    sealed: 's',
    about: null,
    attempts: 0,
    dueAt: 5,
    expiresAt: 9,
  }

  /** A store on rows that nobody has asked for yet. */
  function opened() {
    const tables = createTables({ keepsCold: true })
    tables.restore([{ collection: 'accounts', key: '1', version: 3, row: structuredClone(row) }])
    tables.restore([{ collection: 'outbox', key: 'm', version: 1, row: { ...message } }])
    return readTables(tables, () => {})
  }

  const ways = {
    'by its key': async (store: ReturnType<typeof opened>) => [await store.get('accounts', '1')],
    'by a value': async (store: ReturnType<typeof opened>) =>
      store.find('accounts', 'loginEmail', { value: row.loginEmail ?? '' }),
    'in a walk': async (store: ReturnType<typeof opened>) => {
      const seen = []
      for await (const each of store.scan('accounts')) seen.push(each)
      return seen
    },
    'as due': async (store: ReturnType<typeof opened>) =>
      store.due('outbox', { before: 9, limit: 9 }),
    'as claimed': async (store: ReturnType<typeof opened>) =>
      store.claim('outbox', { now: 9, leaseUntil: 10, limit: 9 }),
  }
  for (const [way, ask] of Object.entries(ways)) {
    it(`is frozen when it is given ${way}`, async () => {
      const [given] = await ask(opened())
      expect(given).to.include.keys('row', 'version').and.to.be.frozen
      expect(given?.row).to.be.frozen
      for (const part of Object.values(given?.row ?? {})) expect(part).to.be.frozen
    })
  }
})

const filed = (key: string, row: object, collection: CollectionName = 'accounts') => ({
  collection,
  key,
  version: 2,
  row,
  filed: { version: 2, read: () => structuredClone(row), text: () => '' },
})

describe('rows of a file that has each row once', () => {
  const li = account('1', { loginEmail: 'li.wei@example.com', recoveryMobile: '+8613800000000' })
  const wang = account('2', { loginEmail: 'wang@example.com', recoveryMobile: '+8613800000000' })
  const place = { key: 'pace', entries: [], expiresAt: 9 }

  it('are found as those of a log are, together or beside those of another collection', async () => {
    for (const lines of [
      [[filed('2', wang), filed('1', li)]],
      [[filed('2', wang)], [filed('1', li)]],
      [[filed('2', wang), filed('pace', place, 'limits'), filed('1', li)]],
    ]) {
      const tables = createTables({ keepsCold: true })
      for (const line of lines) expect(tables.restore(line)).to.equal(true)
      const store = readTables(tables, () => {})
      const shared = await store.find('accounts', 'recoveryMobile', { value: '+8613800000000' })
      expect(shared.map(({ row }) => row.id)).to.deep.equal(['1', '2'])
      const [only] = await store.find('accounts', 'loginEmail', { value: 'wang@example.com' })
      expect(only).to.deep.equal({ row: wang, version: 2 })
    }
  })

  it('are refused when one comes twice or lies under another key', () => {
    const isRefused = (...lines: ReturnType<typeof filed>[][]): boolean => {
      const tables = createTables({ keepsCold: true })
      return !lines.every((line) => tables.restore(line))
    }
    expect(isRefused([filed('1', li), filed('1', li)]), 'in one line').to.equal(true)
    expect(isRefused([filed('1', li)], [filed('2', wang), filed('1', li)]), 'in two').to.equal(true)
    expect(isRefused([filed('1', li), filed('3', wang)]), 'under another key').to.equal(true)
    expect(isRefused([filed('1', li), filed('2', wang)]), 'neither').to.equal(false)
  })
})
