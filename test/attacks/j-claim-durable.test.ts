import { setImmediate as later } from 'node:timers/promises'
import { expect } from 'chai'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { temporaryFolders } from '../stores/temporary-folder.ts'
import { fastDisk } from '../stores/test-disk.ts'

/** A promise that is fulfilled by hand. */
function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  const open = { resolve: (): void => {} }
  const promise = new Promise<void>((resolve) => {
    open.resolve = resolve
  })
  return { promise, resolve: () => open.resolve() }
}

describe('claiming while a commit is on its way to the disk', () => {
  const folders = temporaryFolders()

  it('J7 K3 a message is claimed while its commit is on the way to the disk → given to nobody before it would survive', async () => {
    const order: string[] = []
    let gate: Promise<void> = Promise.resolve()
    const disk = fastDisk()
    const store = await openLowdbStore({
      dir: await folders.make(),
      disk: {
        ...disk,
        open: async (path, how) => ({
          ...(await disk.open(path, how)),
          async sync() {
            await gate
            order.push('synced')
          },
        }),
      },
    })
    order.length = 0
    const { promise, resolve: open } = withResolvers()
    gate = promise
    const row = { id: 'm1', sealed: 's', attempts: 0, dueAt: 1, expiresAt: 9 }
    const committed = store.commit([{ collection: 'outbox', key: 'm1', base: 0, row }])
    const claim = async (): Promise<void> => {
      const rows = await store.claim('outbox', { now: 1, leaseUntil: 5, limit: 1 })
      order.push(`claimed ${rows.length}`)
    }
    const claimed = claim()
    for (let turn = 0; turn < 20; turn += 1) await later()
    expect(order).to.deep.equal([])
    open()
    await Promise.all([committed, claimed])
    expect(order).to.deep.equal(['synced', 'claimed 1'])
    await store.close()
  })
})
