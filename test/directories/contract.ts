import { expect } from 'chai'
import type {
  Directory,
  DirectoryChannel,
  DirectoryEntry,
  DirectoryKey,
  DirectoryOutcome,
} from '../../src/ports/directory.ts'

/** Somebody in the directory under test, as its administrator wrote them. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly mails: readonly string[]
  /** As people write them; what they mean is in `e164`. */
  readonly mobiles: readonly string[]
  readonly e164: readonly string[]
  readonly servers: readonly string[]
  readonly status: DirectoryEntry['status']
  /** Whether the entry lies deeper than the others, where the directory has such a thing. */
  readonly nested: boolean
}

const person = (id: string, over: Partial<Person> = {}): Person => ({
  id,
  name: `Person ${id.slice(-2)}`,
  mails: [],
  mobiles: [],
  e164: [],
  servers: [],
  status: 'active',
  nested: false,
  ...over,
})

/** The password of everybody at the start. */
export const firstPassword = 'Correct-Horse-7-Battery'
const nextPassword = 'Rather-Other-8-Stapler'

/** Whom the administrator of every directory under test has put there. */
export const people = {
  owner: person('100000000012', {
    name: 'Li Wei',
    mails: ['Li.Wei@example.com'],
    mobiles: ['+86 138 0013 8000'],
    e164: ['+8613800138000'],
    servers: ['203.0.113.10'],
  }),
  twinA: person('100000000029', { mobiles: ['138-0013-8002'], e164: ['+8613800138002'] }),
  twinB: person('100000000036', {
    mobiles: ['+8613800138002'],
    e164: ['+8613800138002'],
    nested: true,
  }),
  other: person('100000000043', { mails: ['other@example.com'] }),
  bare: person('100000000050', { name: 'Bare * (and) \\ plain' }),
  locked: person('100000000067', { mails: ['locked@example.com'], status: 'locked' }),
  disabled: person('100000000074', { mails: ['disabled@example.com'], status: 'disabled' }),
  expired: person('100000000081', { mails: ['expired@example.com'], status: 'expired' }),
  many: person('100000000098', {
    mails: ['first@example.com', 'second@example.com'],
    mobiles: ['+8613800138101', '13800138102', '+86 138 0013 8103'],
    e164: ['+8613800138101', '+8613800138102', '+8613800138103'],
    nested: true,
  }),
  changing: person('100000000104', {
    mails: ['changing@example.com'],
    mobiles: ['138 0013 8104'],
    e164: ['+8613800138104'],
  }),
  choosing: person('100000000111'),
} as const satisfies Record<string, Person>

/** A directory with {@link people} in it, every one with {@link firstPassword}. */
export interface Stand {
  readonly directory: Directory
  /** Whether attributes have several values there. */
  readonly hasManyValues: boolean
  /** Whether statuses can be told there that only some directories know. */
  readonly statuses: readonly DirectoryEntry['status'][]
  /** What its policy says of each; only those that the directory can be made to say. */
  readonly badPasswords: readonly { readonly password: string; readonly refusal: string }[]
}

/** The stand of the test that runs. */
export type GetStand = () => Stand

const byId = (value: string): DirectoryKey => ({ by: 'account-id', value })

/** The one entry of an account ID. */
export async function entryOf({ directory }: Stand, { id }: Person): Promise<DirectoryEntry> {
  const [found] = await directory.find([byId(id)])
  expect(found).to.have.length(1)
  const [entry] = found ?? []
  if (entry === undefined) throw new Error('nobody there')
  return entry
}

async function idsOf({ directory }: Stand, key: DirectoryKey): Promise<readonly string[]> {
  const [found = []] = await directory.find([key])
  return found.map(({ accountId }) => accountId).toSorted()
}

let operations = 0
const about = ({ reference }: Pick<DirectoryEntry, 'reference'>) => {
  operations += 1
  return { operation: `operation-${operations}`, reference }
}

const done: DirectoryOutcome = { outcome: 'done' }

function promisesOfFinding(get: GetStand): void {
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

function promisesOfPasswords(get: GetStand): void {
  const verify = async (one: Person, password: string) =>
    get().directory.verifyPassword((await entryOf(get(), one)).reference, password)

  before(function () {
    if (!get().directory.abilities.verifiesPassword) this.skip()
  })

  it('tells the right password from wrong ones', async () => {
    expect(await verify(people.owner, firstPassword)).to.equal('right')
    for (const wrong of [`${firstPassword} `, firstPassword.toLowerCase(), '*', 'x']) {
      expect(await verify(people.owner, wrong)).to.equal('wrong')
    }
  })

  it('takes an empty password for nobody’s', async () => {
    expect(await verify(people.other, '')).to.equal('wrong')
    expect(await verify(people.bare, '\u0000')).to.equal('wrong')
  })

  it('knows no password of somebody who is not there', async () => {
    const { directory } = get()
    for (const reference of ['', '*', 'nobody', '00000000-0000-4000-8000-000000000000']) {
      expect(await directory.verifyPassword(reference, firstPassword)).to.equal('wrong')
    }
  })

  it('answers locked for who is locked or expired, whatever was typed', async () => {
    for (const one of [people.locked, people.expired]) {
      if (!get().statuses.includes(one.status)) continue
      expect(await verify(one, firstPassword)).to.equal('locked')
      expect(await verify(one, 'x')).to.equal('locked')
    }
  })

  it('opens nothing for who is disabled', async () => {
    if (!get().statuses.includes('disabled')) return
    expect(await verify(people.disabled, firstPassword)).not.to.equal('right')
  })

  it('replaces a password; the old one opens nothing any more', async function () {
    const { directory } = get()
    if (!directory.abilities.setsPassword) this.skip()
    const entry = await entryOf(get(), people.choosing)
    expect(await directory.setPassword(about(entry), nextPassword)).to.deep.equal(done)
    expect(await verify(people.choosing, firstPassword)).to.equal('wrong')
    expect(await verify(people.choosing, nextPassword)).to.equal('right')
  })

  it('says as a value why its policy takes a password from nobody', async function () {
    const { directory } = get()
    if (!directory.abilities.setsPassword) this.skip()
    const entry = await entryOf(get(), people.other)
    for (const { password, refusal } of get().badPasswords) {
      const answer = await directory.setPassword(about(entry), password)
      expect(answer).to.include({ outcome: 'password', refusal })
      if (answer.outcome === 'password' && password.length > 3) {
        expect(answer.words).not.to.contain(password)
      }
    }
    expect(await verify(people.other, firstPassword)).to.equal('right')
  })

  it('refuses a password for somebody who is not there', async function () {
    const { directory } = get()
    if (!directory.abilities.setsPassword) this.skip()
    const nobody = { reference: '00000000-0000-4000-8000-000000000000' }
    expect(await directory.setPassword(about(nobody), nextPassword)).to.include({
      outcome: 'refused',
    })
  })
}

function promisesOfChannels(get: GetStand): void {
  const change = async (
    one: Person,
    [channel, from, to]: readonly [DirectoryChannel, string | null, string | null],
  ) => get().directory.changeChannel(about(await entryOf(get(), one)), { channel, from, to })

  before(function () {
    const { changes } = get().directory.abilities
    if (!changes.includes('recoveryMobile') || !changes.includes('loginEmail')) this.skip()
  })

  it('replaces a value that is still what it was, however it is written there', async () => {
    const { changing } = people
    const there = '+8613800138104'
    expect(await change(changing, ['recoveryMobile', there, '+8613800138204'])).to.deep.equal(done)
    expect((await entryOf(get(), changing)).recoveryMobiles).to.deep.equal(['+8613800138204'])
    expect(await idsOf(get(), { by: 'mobile', value: there })).to.deep.equal([])
    expect(await idsOf(get(), { by: 'mobile', value: '+8613800138204' })).to.deep.equal([
      changing.id,
    ])
  })

  it('answers moved when the value is no longer there, and changes nothing', async () => {
    const { changing } = people
    const before = await entryOf(get(), changing)
    const answers = [
      await change(changing, ['recoveryMobile', '+8613800138999', '+8613800138205']),
      await change(changing, ['recoveryMobile', null, '+8613800138205']),
      await change(changing, ['loginEmail', 'gone@example.com', null]),
    ]
    expect(answers.map(({ outcome }) => outcome)).to.deep.equal(['moved', 'moved', 'moved'])
    expect(await entryOf(get(), changing)).to.deep.equal(before)
  })

  it('lets one of two changes at once win, and answers moved to the other', async () => {
    const { changing } = people
    const entry = await entryOf(get(), changing)
    const [from = ''] = entry.recoveryMobiles
    const answers = await Promise.all(
      ['+8613800138301', '+8613800138302'].map(async (to) =>
        get().directory.changeChannel(about(entry), { channel: 'recoveryMobile', from, to }),
      ),
    )
    expect(answers.map(({ outcome }) => outcome).toSorted()).to.deep.equal(['done', 'moved'])
    expect((await entryOf(get(), changing)).recoveryMobiles).to.have.length(1)
  })

  it('adds a value where there was none, once, and takes it away', async () => {
    const { bare } = people
    expect(await change(bare, ['loginEmail', null, 'bare@example.com'])).to.deep.equal(done)
    expect((await entryOf(get(), bare)).loginEmails).to.deep.equal(['bare@example.com'])
    expect(await change(bare, ['loginEmail', null, 'bare2@example.com'])).to.include({
      outcome: 'moved',
    })
    expect(await change(bare, ['loginEmail', 'bare@example.com', null])).to.deep.equal(done)
    expect((await entryOf(get(), bare)).loginEmails).to.deep.equal([])
  })

  it('answers taken for a login email of somebody else', async () => {
    const answer = await change(people.bare, ['loginEmail', null, 'li.wei@example.com'])
    expect(answer).to.deep.equal({ outcome: 'taken' })
  })

  it('lets two accounts share a recovery mobile', async () => {
    const { bare } = people
    expect(await change(bare, ['recoveryMobile', null, '+8613800138000'])).to.deep.equal(done)
    expect(await change(bare, ['recoveryMobile', '+8613800138000', null])).to.deep.equal(done)
  })

  it('replaces one of several values and keeps the others', async function () {
    if (!get().hasManyValues) this.skip()
    const { many } = people
    const [first = '', second = '', third = ''] = many.e164
    expect(await change(many, ['recoveryMobile', second, '+8613800138202'])).to.deep.equal(done)
    expect((await entryOf(get(), many)).recoveryMobiles).to.have.members([
      first,
      '+8613800138202',
      third,
    ])
  })

  it('refuses a channel it does not change, and somebody who is not there', async () => {
    const { directory } = get()
    const nobody = { reference: '00000000-0000-4000-8000-000000000000' }
    const mobile = { channel: 'recoveryMobile', from: null, to: '+8613800138205' } as const
    expect(await directory.changeChannel(about(nobody), mobile)).to.include({ outcome: 'refused' })
    if (directory.abilities.changes.includes('contactMobile')) return
    const entry = await entryOf(get(), people.bare)
    const contact = { ...mobile, channel: 'contactMobile' } as const
    expect(await directory.changeChannel(about(entry), contact)).to.include({ outcome: 'refused' })
  })
}

function promisesOfDoors(get: GetStand): void {
  it('opens a locked entry, and no disabled or expired one', async function () {
    const { directory } = get()
    if (!directory.abilities.unlocks || !get().statuses.includes('locked')) this.skip()
    const locked = await entryOf(get(), people.locked)
    expect(await directory.unlock(about(locked))).to.deep.equal(done)
    expect(await entryOf(get(), people.locked)).to.include({ status: 'active' })
    expect(await directory.verifyPassword(locked.reference, firstPassword)).to.equal('right')
    expect(await directory.unlock(about(locked))).to.deep.equal(done)
    for (const one of [people.disabled, people.expired]) {
      if (!get().statuses.includes(one.status)) continue
      const answer = await directory.unlock(about(await entryOf(get(), one)))
      expect(answer).to.include({ outcome: 'refused' })
    }
  })

  it('ends sessions where it knows of any, and refuses where it does not', async () => {
    const { directory } = get()
    const answer = await directory.endSessions(about(await entryOf(get(), people.other)))
    expect(answer.outcome).to.equal(directory.abilities.endsSessions ? 'done' : 'refused')
  })

  it('makes a repeat under the same operation harmless, where it says so', async function () {
    const { directory } = get()
    if (!directory.abilities.knowsOperations) this.skip()
    const entry = await entryOf(get(), people.twinA)
    const same = about(entry)
    const to = {
      channel: 'recoveryMobile',
      from: '+8613800138002',
      to: '+8613800138402',
    } as const
    expect(await directory.changeChannel(same, to)).to.deep.equal(done)
    expect(await directory.changeChannel(same, to)).to.deep.equal(done)
    expect(await directory.changeChannel(about(entry), to)).to.deep.equal({ outcome: 'moved' })
  })

  it('says that it can be asked', async () => {
    await get().directory.check()
  })
}

/** Every promise of the port `Directory`; call it inside `describe`. */
export function directoryContract(get: GetStand): void {
  describe('finding', () => promisesOfFinding(get))
  describe('passwords', () => promisesOfPasswords(get))
  describe('channels', () => promisesOfChannels(get))
  describe('doors', () => promisesOfDoors(get))
}
