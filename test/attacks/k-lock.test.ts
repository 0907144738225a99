import { expect } from 'chai'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, stat } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import { visitOwner } from '../../src/stores/lowdb/lock.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { length, write } from '../stores/ledger.ts'
import { refusal } from '../stores/refusal.ts'
import { temporaryFolders } from '../stores/temporary-folder.ts'

const child = new URL('../stores/writing-child.js', import.meta.url)

describe('the lock of an embedded store', () => {
  const folders = temporaryFolders()

  it('K4 a second opener → refused by name, the first at work', async () => {
    const dir = await folders.make()
    const store = await openLowdbStore({ dir })
    const { message } = await refusal(openLowdbStore({ dir }), 'ERR_STORE_LOCKED')
    expect(message).to.include(dir).and.include(store.lockPath)
    await write(store, 1, 2)
    expect(await length(store)).to.equal(2)
    await store.close()
  })

  it('K4 a second opener → the lock of the first is not moved for a moment, in which a third could come in', async () => {
    const dir = await folders.make()
    const store = await openLowdbStore({ dir })
    const before = await stat(store.lockPath)
    await refusal(openLowdbStore({ dir }), 'ERR_STORE_LOCKED')
    const { ino, ctimeMs } = await stat(store.lockPath)
    expect({ ino, ctimeMs }).to.deep.equal({ ino: before.ino, ctimeMs: before.ctimeMs })
    await store.close()
  })

  it('K4 the store is closed → free', async () => {
    const dir = await folders.make()
    await (await openLowdbStore({ dir })).close()
    await (await openLowdbStore({ dir })).close()
  })

  it('K4 the holder of the lock is killed → taken over', async () => {
    const dir = await folders.make()
    const owner = fork(child, [dir, '1000000'], { stdio: 'ignore' })
    await once(owner, 'message')
    await refusal(openLowdbStore({ dir }), 'ERR_STORE_LOCKED')
    owner.kill('SIGKILL')
    await once(owner, 'exit')
    expect((await stat(join(dir, 'lock'))).isSocket()).to.equal(true)
    const store = await openLowdbStore({ dir })
    await store.close()
  })

  it('K4 several find a stale lock at once → exactly one has it', async () => {
    const dir = await folders.make()
    const owner = fork(child, [dir, '1000000'], { stdio: 'ignore' })
    await once(owner, 'message')
    owner.kill('SIGKILL')
    await once(owner, 'exit')
    const outcomes = await Promise.allSettled(
      Array.from({ length: 2 }, () => openLowdbStore({ dir })),
    )
    const opened = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    expect(opened).to.have.length(1)
    for (const store of opened) await store.close()
  })

  it('K4 a command of the same user → speaks to the owner', async () => {
    const dir = await folders.make()
    const store = await openLowdbStore({ dir })
    store.onVisitor((socket) => socket.end('welcome'))
    const socket = await visitOwner(dir)
    expect(socket).to.not.equal(null)
    if (socket !== null) expect(await text(socket)).to.equal('welcome')
    await store.close()
  })

  it('K4 a visit that nobody serves → ended', async () => {
    const dir = await folders.make()
    const store = await openLowdbStore({ dir })
    const unserved = await visitOwner(dir)
    if (unserved !== null) expect(await text(unserved)).to.equal('')
    store.onVisitor(() => {})
    const open = await visitOwner(dir)
    await store.close()
    if (open !== null) expect(await text(open)).to.equal('')
    expect(unserved).to.not.equal(null)
    expect(open).to.not.equal(null)
  })

  it('K4 a folder that is not open, or not there → nobody’s', async () => {
    const dir = await folders.make()
    expect(await visitOwner(dir)).to.equal(null)
    expect(await visitOwner(join(dir, 'missing'))).to.equal(null)
    await (await openLowdbStore({ dir })).close()
    expect(await visitOwner(dir)).to.equal(null)
  })

  it('K6 the lock → for its owner alone', async () => {
    const store = await openLowdbStore({ dir: await folders.make() })
    expect((await stat(store.lockPath)).mode & 0o777).to.equal(0o600)
    await store.close()
  })

  it('K4 a folder whose path is too long for a socket → locked from a private place', async () => {
    const dir = join(await folders.make(), 'x'.repeat(120))
    await mkdir(dir)
    const store = await openLowdbStore({ dir })
    expect(store.lockPath).to.not.include(dir)
    expect((await stat(join(store.lockPath, '..'))).mode & 0o777).to.equal(0o700)
    const { message } = await refusal(openLowdbStore({ dir }), 'ERR_STORE_LOCKED')
    expect(message).to.include(store.lockPath)
    store.onVisitor((socket) => socket.end('welcome'))
    const socket = await visitOwner(dir)
    expect(socket === null ? null : await text(socket)).to.equal('welcome')
    await store.close()
  })
})
