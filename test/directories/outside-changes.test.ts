import { expect } from 'chai'
import type { Said } from '../../src/flow/reply.ts'
import {
  actionsOutside,
  directoryWorld,
  intentsIn,
  reference,
  type DirectoryWorld,
} from '../stand-ins/directory-world.ts'
import { owner } from '../stand-ins/owner.ts'
import { proveFor } from '../stand-ins/signed-in.ts'

const newMobile = '+8613900139000'
const minuteMs = 60_000

/** Up to the code that proves the new number; the reply to it. */
async function changeMobile({ world }: DirectoryWorld): Promise<Said> {
  await proveFor(world, 'change my recovery number')
  for (const words of ['mobile', newMobile, 'yes']) await world.say(words)
  return world.say(world.codeFor(newMobile))
}

const mobilesIn = ({ directory }: DirectoryWorld) => directory.kept(reference).entry.recoveryMobiles

const noticesIn = ({ world }: DirectoryWorld) =>
  world.sent.filter(({ template }) => template === 'channel-changed')

const changesMade = ({ directory }: DirectoryWorld) =>
  directory.calls.filter(({ method }) => method === 'changeChannel')

describe('a channel of an account in a directory', () => {
  it('is changed there, and one reply says so', async () => {
    const outside = directoryWorld()
    const said = await changeMobile(outside)
    expect(said.text).to.match(/recovery mobile/i)
    expect(said.step.prompt).to.equal('ask-use-for-both')
    expect(mobilesIn(outside)).to.deep.equal([newMobile])
    expect(noticesIn(outside).map(({ to }) => to)).to.include(owner.recoveryMobile)
    expect(await intentsIn(outside.world)).to.equal(0)
    expect(outside.world.proactive).to.deep.equal([])
    expect(await actionsOutside(outside.world)).to.include.members([
      'channel.asked',
      'channel.changed',
    ])
  })

  it('is held and can be seen as new, though the directory knows no holds', async () => {
    const outside = directoryWorld()
    await changeMobile(outside)
    const found = await outside.world.store.get('accounts', owner.id)
    expect(found?.row.recoveryMobile).to.equal(newMobile)
    expect(found?.row.holds?.map(({ channel }) => channel)).to.deep.equal(['recoveryMobile'])
    expect(found?.row.changes[0]).to.deep.include({
      before: { address: owner.recoveryMobile, isVerified: true },
    })
  })

  for (const [fault, words] of [
    [{ outcome: 'taken' }, /cannot be used/],
    [{ outcome: 'moved' }, /changed elsewhere/],
    [{ outcome: 'refused', words: 'insufficient access' }, /does not allow/],
  ] as const) {
    it(`stays as it is when the directory answers ${fault.outcome}, in words that say so`, async () => {
      const outside = directoryWorld()
      outside.directory.fail('changeChannel', fault)
      const said = await changeMobile(outside)
      expect(said.text).to.match(words).and.not.include('insufficient access')
      expect(noticesIn(outside)).to.deep.equal([])
      expect(await intentsIn(outside.world)).to.equal(0)
      expect(await actionsOutside(outside.world)).to.include('channel.refused')
    })
  }

  for (const [fault, isDone] of [
    ['away', false],
    ['lost', true],
  ] as const) {
    it(`is told as not known while the answer is ${fault}, and told once it is known`, async () => {
      const outside = directoryWorld()
      const { world, directory } = outside
      directory.fail('changeChannel', fault)
      const said = await changeMobile(outside)
      expect(said.text).to.match(/do not know yet/)
      expect(mobilesIn(outside)).to.deep.equal([isDone ? newMobile : owner.recoveryMobile])
      expect(noticesIn(outside)).to.deep.equal([])
      world.clock.pass(5 * minuteMs)
      expect(await world.core.attendOutside()).to.equal(1)
      await world.core.courier.idle()
      expect(world.proactive.map(({ said: [one] }) => one?.step.prompt)).to.deep.equal([
        'ask-use-for-both',
      ])
      expect(mobilesIn(outside)).to.deep.equal([newMobile])
      expect(noticesIn(outside).length).to.be.greaterThan(0)
      expect(changesMade(outside)).to.have.lengthOf(isDone ? 1 : 2)
      expect(new Set(changesMade(outside).map(({ operation }) => operation)).size).to.equal(1)
    })
  }

  it('is tried again when the person says something, and they keep their place until it is known', async () => {
    const outside = directoryWorld()
    const { world, directory } = outside
    directory.fail('changeChannel', 'away', 'away')
    await changeMobile(outside)
    expect((await world.say('hello?')).text).to.match(/do not know yet/)
    const said = await world.say('and now?')
    expect(said.step.prompt).to.equal('ask-use-for-both')
    expect(mobilesIn(outside)).to.deep.equal([newMobile])
    expect(await intentsIn(world)).to.equal(0)
  })

  it('is made also when the person turns to something else meanwhile', async () => {
    const outside = directoryWorld()
    const { world, directory } = outside
    directory.fail('changeChannel', 'away')
    await changeMobile(outside)
    const said = await world.say('menu')
    expect(said.text).to.match(/may still be made/)
    expect(said.step.prompt).to.equal('ask-what')
    world.clock.pass(5 * minuteMs)
    await world.core.attendOutside()
    await world.core.courier.idle()
    expect(mobilesIn(outside)).to.deep.equal([newMobile])
    expect(noticesIn(outside).length).to.be.greaterThan(0)
    expect(world.proactive).to.deep.equal([])
  })

  it('says after a day that it never learnt the outcome', async () => {
    const outside = directoryWorld()
    const { world, directory } = outside
    const away = Array.from({ length: 300 }, () => 'away' as const)
    directory.fail('changeChannel', ...away)
    await changeMobile(outside)
    world.clock.pass(24 * 60 * minuteMs)
    await world.core.attendOutside()
    await world.core.courier.idle()
    expect(world.proactive.at(-1)?.said[0]?.text).to.match(/never learnt/)
    expect(await intentsIn(world)).to.equal(0)
  })

  it('keeps what it wants unreadable, and answers a repeated delivery with the outcome', async () => {
    const outside = directoryWorld()
    const { world, directory } = outside
    directory.fail('changeChannel', 'away')
    await changeMobile(outside)
    const rows = []
    for await (const { row } of world.kept.scan('intents')) rows.push(row)
    expect(JSON.stringify(rows)).not.to.include('13900139000')
    const first = await world.deliver({ text: 'still there?', activityId: 'same' })
    const again = await world.deliver({ text: 'still there?', activityId: 'same' })
    expect(again[0]?.text).to.equal(first[0]?.text)
  })
})
