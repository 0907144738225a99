import { expect } from 'chai'
import { hashKind } from '../../src/domain/password-hash.ts'
import { createPasswordHasher, decoyHash } from '../../src/hashing/password-hasher.ts'
import { createStand, problemsOf } from '../operations/stand.ts'
import { linkIn, openPage, owner } from '../stand-ins/owner.ts'
import { accountIn } from '../stand-ins/signed-in.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

/** Of "password", as other systems made them. */
const argon2id =
  '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'
const pbkdf2 =
  '$pbkdf2-sha256$6400$0ZrzXitFSGltTQnBWOsdAw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M'
const scrypt =
  '$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E'

const other = { id: '100000000020', loginEmail: 'other@example.com' }

interface Watched {
  readonly world: World
  /** The kinds of hashes that the last entry was compared with, sorted. */
  readonly compared: () => readonly string[]
}

/** A world with imported hashes, which tells what every sign-in is compared with. */
async function importedWorld(passwordHash = argon2id): Promise<Watched> {
  const stand = createStand()
  await stand.importObjects([
    {
      id: owner.id,
      loginEmail: owner.loginEmail,
      recoveryMobile: owner.recoveryMobile,
      passwordHash,
    },
    { ...other, passwordHash: pbkdf2 },
    { id: '100000000021', loginEmail: 'ours@example.com', password: 'River-Stone-42' },
  ])
  const hasher = createPasswordHasher({ cost: 4 })
  let kinds: readonly string[] = []
  const world = createWorld({
    store: stand.store,
    hasher: {
      ...hasher,
      decoyHash: decoyHash(4),
      indexAmong: async (password, hashes) => {
        kinds = hashes.map(hashKind).toSorted()
        return hasher.indexAmong(password, hashes)
      },
    },
  })
  return { world, compared: () => kinds }
}

async function signIn(world: World, email: string, password: string) {
  await world.say('menu')
  const said = await world.say('sign in')
  const page = await openPage(world, 'sign-in', linkIn([said.link?.url ?? ''], 'sign-in'))
  await page.send({ email, password })
  return page.state().now
}

describe('accounts with hashes that another system made', () => {
  for (const [name, hash] of Object.entries({ argon2id, scrypt, pbkdf2 })) {
    it(`sign in, and have ours from then on: ${name}`, async () => {
      const { world } = await importedWorld(hash)
      const before = await accountIn(world)
      expect(before.passwordHash).to.equal(hash)
      const done = { step: 'done', outcome: 'signed-in' }
      expect(await signIn(world, owner.loginEmail, 'password')).to.deep.equal(done)
      const after = await accountIn(world)
      expect(after.passwordHash).to.match(/^\$2b\$04\$/)
      expect(after).to.deep.equal({ ...before, passwordHash: after.passwordHash })
      await world.say('sign out')
      expect(await signIn(world, owner.loginEmail, 'password')).to.deep.equal(done)
    })
  }

  it('keep theirs when the password was wrong', async () => {
    const { world } = await importedWorld()
    expect(await signIn(world, owner.loginEmail, 'Password')).to.include({ step: 'sign-in' })
    expect((await accountIn(world)).passwordHash).to.equal(argon2id)
  })

  it('take the same work as any other and as none: one comparison of every kind', async () => {
    const { world, compared } = await importedWorld()
    const everyKind = [argon2id, pbkdf2, decoyHash(4)].map(hashKind).toSorted()
    for (const email of [
      owner.loginEmail,
      other.loginEmail,
      'ours@example.com',
      'nobody@example.com',
    ]) {
      await signIn(world, email, 'Wrong-Entry-11')
      expect(compared(), email).to.deep.equal(everyKind)
    }
  })

  it('are opened by no password that a decoy was made of', async () => {
    const { world } = await importedWorld()
    const key = 'hash-kinds'
    const base = (await world.kept.get('settings', key))?.version ?? 0
    const row = { key, value: pbkdf2 }
    await world.kept.commit([{ collection: 'settings', key, base, row }])
    expect(await signIn(world, 'ours@example.com', 'password')).to.include({ step: 'sign-in' })
  })

  it('are refused at import when there would be more kinds than a sign-in can compare with', async () => {
    const stand = createStand()
    const rows = [1, 2, 3, 4, 5].map((passes) => ({
      id: `10000000002${passes}`,
      passwordHash: argon2id.replace('t=2', `t=${passes}`),
    }))
    const result = await stand.importObjects(rows)
    expect(problemsOf(result).join()).to.include('5 kinds of hashes').and.include('at most 4')
    expect((await stand.importObjects(rows.slice(0, 4))).outcome).to.equal('imported')
    expect((await stand.importObjects(rows)).outcome).to.equal('refused')
  })
})
