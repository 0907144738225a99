import { expect } from 'chai'
import { compareSync } from 'bcryptjs'
import type { Store } from '../../src/ports/store.ts'
import { verifyAudit } from '../../src/operations/audit.ts'
import { ServiceError } from '../../src/errors.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { createStand, problemsOf, someHash, start } from './stand.ts'

const liWei = {
  id: '100000000012',
  displayName: 'Li Wei',
  status: 'active',
  signedUpWith: 'email',
  loginEmail: 'Li.Wei@Example.com',
  passwordHash: someHash,
  recoveryMobile: '138 0013 8000',
  recoveryEmail: 'li.wei@example.net',
  contactMobile: '+44 7400 123456',
  contactEmail: 'office@example.org',
  servers: [{ ip: '203.0.113.10' }, { ip: '2001:DB8:0::20' }],
  locale: 'zh-cn',
  unverified: ['contactEmail'],
}

/** A memory store in which something happens before each of the first commits. */
const meddled = (meddle: (store: Store) => Promise<unknown>, times: number): Store => {
  const store = createMemoryStore()
  let left = times
  return {
    ...store,
    commit: async (changes) => {
      left -= 1
      if (left >= 0) await meddle(store)
      return store.commit(changes)
    },
  }
}

const rename = async (store: Store): Promise<unknown> => {
  const found = await store.get('accounts', liWei.id)
  if (found === null) return null
  const row = { ...found.row, displayName: `${found.row.displayName}!` }
  const base = found.version
  return store.commit([{ collection: 'accounts', key: liWei.id, base, row }])
}

const hash = (letter: string) => `$2b$12$${letter.repeat(53)}`

describe('import of accounts', () => {
  it('keeps everything in its canonical form', async () => {
    const { importObjects, account } = createStand()
    expect(await importObjects([liWei])).to.deep.equal({
      outcome: 'imported',
      counts: { created: 1, changed: 0, unchanged: 0 },
    })
    expect(await account(liWei.id)).to.deep.equal({
      ...liWei,
      loginEmail: 'li.wei@example.com',
      passwordChangedAt: null,
      previousPasswordHashes: [],
      pendingPassword: null,
      changes: [],
      lockedUntil: null,
      frozenUntil: null,
      recoveryMobile: '+8613800138000',
      contactMobile: '+447400123456',
      servers: [{ ip: '203.0.113.10' }, { ip: '2001:db8::20' }],
      locale: 'zh-CN',
    })
  })

  it('needs nothing but an id', async () => {
    const { importObjects, account } = createStand()
    await importObjects([{ id: '100000000012' }])
    expect(await account('100000000012')).to.include({ status: 'active', loginEmail: null })
    expect(await account('100000000012')).to.deep.include({ servers: [], unverified: [] })
  })

  it('finds an imported account by number, server and login', async () => {
    const { importObjects, store } = createStand()
    await importObjects([liWei])
    const find = async (index: 'recoveryMobile' | 'serverIp' | 'loginEmail', value: string) =>
      (await store.find('accounts', index, { value })).map(({ row }) => row.id)
    expect(await find('recoveryMobile', '+8613800138000')).to.deep.equal([liWei.id])
    expect(await find('serverIp', '2001:db8::20')).to.deep.equal([liWei.id])
    expect(await find('loginEmail', 'li.wei@example.com')).to.deep.equal([liWei.id])
  })

  it('stores a password as its hash alone', async () => {
    const { importObjects, account } = createStand()
    await importObjects([{ id: liWei.id, password: 'River-Stone-42' }])
    const stored = await account(liWei.id)
    expect(compareSync('River-Stone-42', stored?.passwordHash ?? '')).to.equal(true)
    expect(JSON.stringify(stored)).not.to.include('River')
  })

  describe('of an id again', () => {
    it('replaces what the row names and keeps the rest', async () => {
      const { importObjects, account } = createStand()
      await importObjects([liWei])
      const before = await account(liWei.id)
      await importObjects([
        { id: liWei.id, displayName: 'Li W.', servers: [{ ip: '203.0.113.9' }] },
      ])
      expect(await account(liWei.id)).to.deep.equal({
        ...before,
        displayName: 'Li W.',
        servers: [{ ip: '203.0.113.9' }],
      })
    })

    it('clears what the row names as null', async () => {
      const { importObjects, account } = createStand()
      await importObjects([liWei])
      await importObjects([
        { id: liWei.id, contactEmail: null, servers: null, unverified: null, password: null },
      ])
      expect(await account(liWei.id)).to.deep.include({
        contactEmail: null,
        servers: [],
        unverified: [],
        passwordHash: null,
        loginEmail: 'li.wei@example.com',
      })
    })

    it('changes nothing when the file is the same, password included', async () => {
      const { importObjects, account } = createStand()
      const { passwordHash: _, ...rest } = liWei
      const rows = [{ ...rest, password: 'River-Stone-42' }]
      await importObjects(rows)
      const before = await account(liWei.id)
      expect(await importObjects(rows)).to.deep.include({
        counts: { created: 0, changed: 0, unchanged: 1 },
      })
      expect(await account(liWei.id)).to.deep.equal(before)
    })

    it('remembers when the password became another one, and the last three before it', async () => {
      const { importObjects, account, time } = createStand()
      for (const letter of ['a', 'b', 'c', 'd', 'e']) {
        time.now += 1000
        await importObjects([{ id: liWei.id, passwordHash: hash(letter) }])
      }
      expect(await account(liWei.id)).to.deep.include({
        passwordHash: hash('e'),
        passwordChangedAt: start + 5000,
        previousPasswordHashes: [hash('d'), hash('c'), hash('b')],
      })
    })
  })

  describe('as a dry run', () => {
    it('counts and writes nothing, not even to the audit trail', async () => {
      const { importObjects, account, store } = createStand()
      await importObjects([liWei])
      const before = await account(liWei.id)
      const rows = [
        { id: liWei.id, displayName: 'Other' },
        { id: '100000000099', password: 'River-Stone-42' },
      ]
      expect(await importObjects(rows, true)).to.deep.equal({
        outcome: 'checked',
        counts: { created: 1, changed: 1, unchanged: 0 },
      })
      expect(await account(liWei.id)).to.deep.equal(before)
      expect(await account('100000000099')).to.equal(null)
      expect((await store.get('auditHeads', 'system'))?.row.sequence).to.equal(1)
    })

    it('finds the same problems', async () => {
      const { importObjects } = createStand()
      expect(problemsOf(await importObjects([{ id: 'x' }], true))).to.deep.equal([
        '1: id: must look like 100000000012 (ACCOUNT_ID_PATTERN)',
      ])
    })
  })

  it('leaves one entry with the counts in the audit trail of the system', async () => {
    const { importObjects, store } = createStand()
    await importObjects([liWei, { id: '100000000099' }])
    const entry = await store.get('audit', 'system:1')
    expect(entry?.row).to.deep.include({
      at: start,
      action: 'accounts.imported',
      actor: 'cli',
      details: { created: 2, changed: 0, unchanged: 0 },
    })
    expect(await verifyAudit(store)).to.deep.equal({ chains: 1, entries: 1, faults: [] })
  })

  it('is made again on what somebody else changed meanwhile', async () => {
    const { importObjects, account } = createStand(meddled(rename, 2))
    await importObjects([liWei])
    const result = await importObjects([{ id: liWei.id, locale: 'en' }])
    expect(result.outcome).to.equal('imported')
    expect(await account(liWei.id)).to.include({ displayName: 'Li Wei!', locale: 'en' })
  })

  it('gives up when the accounts never keep still, and has changed nothing', async () => {
    const { importObjects, account, store } = createStand(meddled(rename, 100))
    await importObjects([liWei])
    let thrown: unknown = null
    await importObjects([{ id: liWei.id, locale: 'en' }]).catch((error: unknown) => {
      thrown = error
    })
    expect(thrown).to.be.instanceOf(ServiceError).and.include({ code: 'ERR_STORE_BUSY' })
    expect(await account(liWei.id)).to.include({ locale: 'zh-CN' })
    expect((await store.get('auditHeads', 'system'))?.row.sequence).to.equal(1)
  })
})
