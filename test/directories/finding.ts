import { expect } from 'chai'
import { byId, entryOf, idsOf, people, type GetStand } from './people.ts'

/** What a directory promises of looking entries up. */
export function promisesOfFinding(get: GetStand): void {
  it('finds by every key it says it can be asked by', async () => {
    const { owner } = people
    const { reference } = await entryOf(get(), owner)
    const keys = [
      { by: 'reference', value: reference },
      { by: 'account-id', value: owner.id },
      { by: 'mobile', value: '+8613800138000' },
      { by: 'login-email', value: 'li.wei@example.com' },
      { by: 'server-ip', value: '203.0.113.10' },
    ] as const
    const { finds } = get().directory.abilities
    const offered = keys.filter(({ by }) => finds.includes(by))
    const found = await get().directory.find(offered)
    expect(found.map((entries) => entries.map(({ accountId }) => accountId))).to.deep.equal(
      offered.map(() => [owner.id]),
    )
  })

  it('answers nothing for a key it cannot be asked by, and for none', async () => {
    const { finds } = get().directory.abilities
    const missing = (['mobile', 'login-email', 'server-ip'] as const).filter(
      (by) => !finds.includes(by),
    )
    const found = await get().directory.find(missing.map((by) => ({ by, value: '203.0.113.10' })))
    expect(found).to.deep.equal(missing.map(() => []))
    expect(await get().directory.find([])).to.deep.equal([])
  })

  it('says what is canonical, whatever way it was written', async () => {
    const { abilities } = get().directory
    const entry = await entryOf(get(), people.owner)
    expect(entry).to.include({ displayName: 'Li Wei', status: 'active', hasPassword: true })
    expect(entry.loginEmails).to.deep.equal(['li.wei@example.com'])
    expect(entry.recoveryMobiles).to.deep.equal(['+8613800138000'])
    if (abilities.finds.includes('server-ip')) {
      expect(entry.servers).to.deep.equal(['203.0.113.10'])
    }
    expect(entry.reference).not.to.contain(people.owner.id)
  })

  it('gives every account on one number, in whatever folder and spelling', async () => {
    const ids = await idsOf(get(), { by: 'mobile', value: '+8613800138002' })
    expect(ids).to.deep.equal([people.twinA.id, people.twinB.id])
  })

  it('answers several keys in their order, unknown ones with nobody', async () => {
    const found = await get().directory.find([
      { by: 'mobile', value: '+8613900139000' },
      byId(people.other.id),
      { by: 'mobile', value: '+8613800138000' },
      byId(people.other.id),
    ])
    expect(found.map((entries) => entries.map(({ accountId }) => accountId))).to.deep.equal([
      [],
      [people.other.id],
      [people.owner.id],
      [people.other.id],
    ])
  })

  const hostile = [
    '*',
    '1000000000*',
    `${people.owner.id})(uid=*`,
    `${people.owner.id}\u0000`,
    '\\2a',
    ')(|(uid=*',
    '(objectClass=*)',
    "' or '1'='1",
    '%',
    '',
    'ü'.repeat(2000),
  ]
  for (const by of ['reference', 'account-id', 'mobile', 'login-email', 'server-ip'] as const) {
    it(`takes no pattern for a ${by}`, async () => {
      const found = await get().directory.find(hostile.map((value) => ({ by, value })))
      expect(found).to.deep.equal(hostile.map(() => []))
    })
  }

  it('finds by each of several values, and says all of them in their order', async function () {
    if (!get().hasManyValues) this.skip()
    const { many } = people
    const entry = await entryOf(get(), many)
    expect(entry.loginEmails).to.deep.equal(many.mails)
    expect(entry.recoveryMobiles).to.deep.equal(many.e164)
    for (const value of many.e164) {
      expect(await idsOf(get(), { by: 'mobile', value })).to.deep.equal([many.id])
    }
    for (const value of many.mails) {
      expect(await idsOf(get(), { by: 'login-email', value })).to.deep.equal([many.id])
    }
  })

  it('keeps signs in a name, and leaves out what an entry has not', async () => {
    const entry = await entryOf(get(), people.bare)
    expect(entry.displayName).to.equal('Bare * (and) \\ plain')
    expect([...entry.loginEmails, ...entry.recoveryMobiles, ...entry.servers]).to.deep.equal([])
  })

  it('says who is locked, disabled or expired', async () => {
    const all = [people.locked, people.disabled, people.expired]
    for (const one of all.filter(({ status }) => get().statuses.includes(status))) {
      expect(await entryOf(get(), one)).to.include({ status: one.status })
    }
  })
}
