import { expect } from 'chai'
import { listAudit } from '../../src/operations/audit.ts'
import { showAccount } from '../../src/operations/show-account.ts'
import type { ShownAccount } from '../../src/operations/show-account.ts'
import { ServiceError } from '../../src/errors.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { createStand, someHash, start } from './stand.ts'

const liWei = {
  id: '100000000012',
  displayName: 'Li Wei',
  status: 'active',
  signedUpWith: 'email',
  loginEmail: 'li.wei@example.com',
  passwordHash: someHash,
  recoveryMobile: '+8613800138000',
  recoveryEmail: null,
  contactMobile: '+447400123456',
  contactEmail: 'office@example.org',
  servers: [{ ip: '203.0.113.10' }, { ip: '2001:db8::20' }],
  locale: 'zh-CN',
  unverified: ['contactEmail'],
}

const secrets = ['li.wei@', 'office@', '13800138000', '7400123456', '113.10', 'db8::20', someHash]

async function shown(reveal: boolean, stand = createStand()): Promise<ShownAccount> {
  await stand.importObjects([liWei])
  const result = await showAccount(stand.deps, { id: liWei.id, reveal, actor: 'cli' })
  if (result.outcome !== 'found') throw new Error('unknown')
  return result.account
}

describe('an account shown to an operator', () => {
  it('has its addresses masked', async () => {
    const account = await shown(false)
    for (const secret of secrets) expect(JSON.stringify(account)).not.to.include(secret)
    expect(account).to.deep.include({
      id: liWei.id,
      displayName: 'Li Wei',
      loginEmail: 'li••••@example.com',
      recoveryMobile: '+86 13•••••••00',
      recoveryEmail: null,
      servers: [{ ip: '203.0.•••.•••' }, { ip: '2001:db8:•••' }],
    })
  })

  it('is whole with reveal, but for the password', async () => {
    const account = await shown(true)
    const { passwordHash: _, ...rest } = liWei
    expect(account).to.deep.include(rest)
    expect(JSON.stringify(account)).not.to.include(someHash)
  })

  it('tells how it stands', async () => {
    expect(await shown(false)).to.deep.include({
      verified: ['loginEmail', 'recoveryMobile', 'contactMobile'],
      unverified: ['contactEmail'],
      hasPassword: true,
      pendingPassword: false,
      passwordChangedAt: null,
      holds: [],
      locked: false,
    })
  })

  it('tells when its password became another one', async () => {
    const stand = createStand()
    await shown(false, stand)
    await stand.importObjects([{ id: liWei.id, passwordHash: someHash.replace('a', 'b') }])
    const result = await showAccount(stand.deps, { id: liWei.id, reveal: false, actor: 'cli' })
    expect(result).to.have.nested.property(
      'account.passwordChangedAt',
      new Date(start).toISOString(),
    )
  })

  it('leaves an audit entry when it was revealed, and none otherwise', async () => {
    const stand = createStand()
    await shown(false, stand)
    expect(await listAudit(stand.store, liWei.id)).to.deep.equal([])
    await showAccount(stand.deps, { id: liWei.id, reveal: true, actor: 'cli' })
    const entries = await listAudit(stand.store, liWei.id)
    expect(entries).to.have.length(1)
    expect(entries?.[0]).to.include({ action: 'account.revealed', actor: 'cli', sequence: 1 })
  })

  it('is not revealed when that cannot be recorded', async () => {
    const store = createMemoryStore()
    await createStand(store).importObjects([liWei])
    const moved = { outcome: 'moved', collection: 'auditHeads', key: liWei.id } as const
    const { deps } = createStand({ ...store, commit: () => Promise.resolve(moved) })
    let thrown: unknown = null
    await showAccount(deps, { id: liWei.id, reveal: true, actor: 'cli' }).catch(
      (error: unknown) => {
        thrown = error
      },
    )
    expect(thrown).to.be.instanceOf(ServiceError).and.include({ code: 'ERR_STORE_BUSY' })
  })

  it('is unknown when there is none, and nothing is recorded', async () => {
    const { deps, store } = createStand()
    const result = await showAccount(deps, { id: '100000000099', reveal: true, actor: 'cli' })
    expect(result).to.deep.equal({ outcome: 'unknown' })
    expect(await listAudit(store, '100000000099')).to.equal(null)
  })
})
