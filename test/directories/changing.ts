import { expect } from 'chai'
import type { DirectoryChannel } from '../../src/ports/directory.ts'
import {
  about,
  done,
  entryOf,
  firstPassword,
  idsOf,
  nextPassword,
  people,
  type GetStand,
  type Person,
} from './people.ts'

/** What a directory promises of passwords. */
export function promisesOfPasswords(get: GetStand): void {
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

/** What a directory promises of channels. */
export function promisesOfChannels(get: GetStand): void {
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

/** What a directory promises of locks, sessions and repeats. */
export function promisesOfDoors(get: GetStand): void {
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
