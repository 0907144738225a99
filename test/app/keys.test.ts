import { expect } from 'chai'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { layFoundation } from '../../src/app/foundation.ts'
import { openKeys } from '../../src/app/keys.ts'
import { systemRandom } from '../../src/app/system.ts'
import { readConfig } from '../../src/config.ts'
import type { Store } from '../../src/ports/store.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { variablesFor } from '../stand-ins/program.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'

const first = 'the first secret of thirty-two characters'
const second = 'the second secret of thirty-two characters'
const minuteMs = 60_000
const time = { now: 1_780_272_000_000 }
const clock = { now: () => time.now }

/** What a promise was rejected with. */
async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('it was kept')
}

interface Given {
  readonly secretKey?: string | null
  readonly previousSecretKey?: string | null
  readonly dataDir?: string
  readonly store?: 'lowdb' | 'postgres'
}

/** Opens the keys of a store as a start of the program with these settings does. */
const opened = async (store: Store, given: Given = {}) =>
  openKeys(
    { store, clock, random: systemRandom },
    {
      secretKey: given.secretKey === undefined ? first : given.secretKey,
      previousSecretKey: given.previousSecretKey ?? null,
      dataDir: given.dataDir ?? join(tmpdir(), 'no-such-folder'),
      store: given.store === 'postgres' ? { kind: 'postgres', url: '' } : { kind: 'lowdb' },
    },
  )

/** A row that holds what was sealed, as cases and messages under way do. */
async function keep(store: Store, key: string, sealed: string | null): Promise<void> {
  const found = await store.get('settings', key)
  const row = sealed === null ? null : { key, value: sealed }
  await store.commit([{ collection: 'settings', key, base: found?.version ?? 0, row }])
}

describe('the keys of a store (NIST SP 800-57 part 1, section 5.3.6)', () => {
  it('are its own, so that a new store says nothing about SECRET_KEY', async () => {
    const [one, other] = [createMemoryStore(), createMemoryStore()]
    const handles = [await opened(one), await opened(other)].map(({ sealer }) => sealer.handle('a'))
    expect(new Set(handles)).to.have.length(2)
    expect((await opened(one)).sealer.handle('a')).to.equal(handles[0])
  })

  it('outlive a change of SECRET_KEY: what was sealed opens, and limits are found', async () => {
    const store = createMemoryStore()
    const before = await opened(store)
    const [sealed, handle] = [before.sealer.seal('a case'), before.sealer.handle('number', '+86')]
    const after = await opened(store, { secretKey: second, previousSecretKey: first })
    expect(after.sealer.open(sealed)).to.equal('a case')
    expect(after.sealer.handle('number', '+86')).to.equal(handle)
    expect(after.derive('web-chat-tokens')).to.deep.equal(before.derive('web-chat-tokens'))
    // The previous one is needed once, and opens nothing any more.
    expect((await opened(store, { secretKey: second })).sealer.open(sealed)).to.equal('a case')
    expect(await thrownBy(opened(store))).to.include({ code: 'ERR_CONFIG' })
  })

  it('refuse a SECRET_KEY that does not open them, instead of starting with no limits', async () => {
    const store = createMemoryStore()
    await opened(store)
    const wrong = await thrownBy(opened(store, { secretKey: second, previousSecretKey: second }))
    expect(wrong).to.include({ code: 'ERR_CONFIG' })
    expect(String(wrong)).to.include('SECRET_KEY_PREVIOUS')
  })

  it('of a store of an earlier version stay those that SECRET_KEY gave it', async () => {
    const store = createMemoryStore()
    const earlier = createSealer(keysFrom(first), systemRandom)
    const row = { key: 'one', at: [], consecutive: 0, forgetAt: time.now + 1 }
    await store.commit([{ collection: 'limits', key: 'one', base: 0, row }])
    const { sealer } = await opened(store)
    expect(sealer.handle('number', '+86')).to.equal(earlier.handle('number', '+86'))
    expect(sealer.open(earlier.seal('a case'))).to.equal('a case')
  })

  it('are one ring when two instances start at once', async () => {
    const store = createMemoryStore()
    const [one, other] = await Promise.all([opened(store), opened(store)])
    expect(other.sealer.open(one.sealer.seal('a'))).to.equal('a')
    expect(other.sealer.handle('a')).to.equal(one.sealer.handle('a'))
  })
})

describe('handles', () => {
  const sealer = createSealer(keysFrom(first), systemRandom)
  /** Worked out by one that was asked for nothing before. */
  const fresh = (...parts: readonly string[]): string =>
    createSealer(keysFrom(first), systemRandom).handle(...parts)

  for (const kind of ['conversation', 'subject', 'code-key', 'number', 'activity']) {
    it(`are the same however many others are asked for in between: ${kind}`, () => {
      const names = Array.from({ length: 200 }, (_, n) => String(n))
      for (const name of [...names, ...names, '199', '0']) {
        expect(sealer.handle(kind, name)).to.equal(fresh(kind, name))
      }
    })
  }

  it('keep the borders between their parts', () => {
    const all = [
      ['subject', 'ab', 'c'],
      ['subject', 'a', 'bc'],
      ['subject', 'ab","c'],
      ['subjectab', 'c'],
    ]
    expect(new Set(all.map((parts) => sealer.handle(...parts)))).to.have.length(all.length)
  })
})

describe('keys rotate', () => {
  it('seals with a new key at once, opens the old, and drops a key that no row needs', async () => {
    const store = createMemoryStore()
    const keys = await opened(store)
    const old = keys.sealer.seal('a case')
    await keep(store, 'case', old)
    expect(await keys.rotate()).to.include({ olderRows: 1, dropped: 0 })
    const young = keys.sealer.seal('a case')
    expect(young.split('~')[0]).to.not.equal(old.split('~')[0])
    time.now += 11 * minuteMs
    expect(await keys.rotate()).to.include({ olderRows: 1, dropped: 0 })
    expect(keys.sealer.open(old)).to.equal('a case')
    await keep(store, 'case', null)
    time.now += 11 * minuteMs
    // The key of the row that is gone, and the one of the rotation in between that sealed nothing.
    expect(await keys.rotate()).to.include({ olderRows: 0, dropped: 2 })
    expect(keys.sealer.open(old)).to.equal(null)
  })

  it('keeps a key for ten minutes after its successor, since an instance may still seal with it', async () => {
    const store = createMemoryStore()
    const keys = await opened(store)
    await keys.rotate()
    expect(await keys.rotate()).to.include({ dropped: 0 })
  })

  it('is heard of by every instance before any of them seals with the new key', async () => {
    const store = createMemoryStore()
    const one = await opened(store, { store: 'postgres' })
    const other = await opened(store, { store: 'postgres' })
    const { from } = await one.rotate()
    expect(other.sealer.open(one.sealer.seal('a'))).to.equal('a')
    await other.reload()
    time.now = from
    await one.reload()
    const young = one.sealer.seal('b')
    expect(young).to.match(/^[0-9a-f]{8}~/)
    expect(other.sealer.open(young)).to.equal('b')
  })

  it('leaves an entry in the audit trail that names no secret', async () => {
    const store = createMemoryStore()
    const keys = await opened(store)
    const { id } = await keys.rotate()
    const found = await store.get('audit', 'system:1')
    expect(found?.row).to.deep.include({ action: 'keys.rotated', details: { key: id, dropped: 0 } })
  })

  it('shows nothing of a key in the store', async () => {
    const store = createMemoryStore()
    const keys = await opened(store)
    const before = keys.derive('seal').toString('base64url')
    const kept = await store.get('settings', 'key-ring')
    expect(kept?.row.value).to.match(/^[\w-]+$/)
    expect(Buffer.from(kept?.row.value ?? '', 'base64url').includes(before)).to.equal(false)
  })
})

describe('the secret key that a development machine keeps', () => {
  let dataDir = ''
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'latchkey-keys-'))
  })
  afterEach(async () => rm(dataDir, { recursive: true }))

  const file = () => join(dataDir, 'secret.key')
  const started = async (store: Store) => opened(store, { secretKey: null, dataDir })

  it('is made anew by keys rotate, and the store opens with the new one', async () => {
    const store = createMemoryStore()
    const keys = await started(store)
    const before = await readFile(file(), 'utf8')
    const sealed = keys.sealer.seal('a')
    await keys.rotate()
    expect(await readFile(file(), 'utf8')).to.not.equal(before)
    expect((await started(store)).sealer.open(sealed)).to.equal('a')
  })

  for (const isCommitted of [false, true]) {
    it(`survives a crash ${isCommitted ? 'after' : 'before'} the store had the new one`, async () => {
      const store = createMemoryStore()
      const keys = await started(store)
      const before = await readFile(file(), 'utf8')
      const sealed = keys.sealer.seal('a')
      if (isCommitted) await keys.rotate()
      const next = isCommitted ? await readFile(file(), 'utf8') : `${second}\n`
      await writeFile(file(), before)
      await writeFile(`${file()}.next`, next)
      expect((await started(store)).sealer.open(sealed)).to.equal('a')
      expect(await thrownBy(readFile(`${file()}.next`))).to.include({ code: 'ENOENT' })
      expect((await started(store)).sealer.open(sealed)).to.equal('a')
    })
  }

  it('gives way to a SECRET_KEY that is set later', async () => {
    const store = createMemoryStore()
    const sealed = (await started(store)).sealer.seal('a')
    const later = await opened(store, { secretKey: second, dataDir })
    expect(later.sealer.open(sealed)).to.equal('a')
  })

  it('is gone with its store: a key file without its data makes no new ring over old rows', async () => {
    const store = await openLowdbStore({ dir: dataDir })
    try {
      const sealed = (await started(store)).sealer.seal('a')
      await rm(file())
      expect(await thrownBy(started(store))).to.include({ code: 'ERR_CONFIG' })
      expect(sealed).to.match(/~/)
    } finally {
      await store.close()
    }
  })

  it('lets the store go when a start ends because no key opens it', async () => {
    const config = readConfig(variablesFor(dataDir))
    const begun = await layFoundation(config)
    await begun.hasher.close()
    await begun.store.close()
    await rm(file())
    expect(await thrownBy(layFoundation(config))).to.include({ code: 'ERR_CONFIG' })
    const store = await openLowdbStore({ dir: dataDir })
    await store.close()
  })
})
