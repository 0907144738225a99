import { expect } from 'chai'
import type { AssistedRecovery } from '../../src/ports/records/case.ts'
import { owner } from '../stand-ins/owner.ts'
import {
  caseOf,
  heard,
  hourMs,
  letters,
  minuteMs,
  orders,
  wayBackIn,
  worldWithCase,
  worldWithLetter,
} from './waiting.ts'

const press = { action: 'confirm' } as const

/** A way back that two agents have opened. */
const grantedAt = (askedAt: number): AssistedRecovery => ({
  state: 'granted',
  askedBy: { key: 'a', name: 'Mei' },
  askedAt,
  approvedBy: { key: 'b', name: 'Tom' },
  readyAt: null,
})

describe('calling somebody back who has gone', () => {
  it('sends nothing to whoever wrote within ten minutes, and a link to whoever did not', async () => {
    const world = await worldWithCase()
    world.clock.pass(10 * minuteMs)
    await orders(world, 'reply 1001 are you there?')
    expect(letters(world)).to.deep.equal([])
    world.clock.pass(1)
    await orders(world, 'reply 1001 hello?')
    expect(letters(world).map(({ to }) => to)).to.deep.equal([owner.contactEmail])
  })

  it('sends one an hour and four a day, however much is written', async () => {
    const world = await worldWithLetter()
    for (let times = 0; times < 3; times += 1) await orders(world, 'reply 1001 hello?')
    world.clock.pass(hourMs - 1)
    await orders(world, 'reply 1001 hello?')
    expect(letters(world)).to.have.lengthOf(1)
    world.clock.pass(1)
    await orders(world, 'reply 1001 hello?')
    expect(letters(world)).to.have.lengthOf(2)
    for (let hours = 0; hours < 8; hours += 1) {
      world.clock.pass(hourMs)
      await orders(world, 'reply 1001 hello?')
    }
    expect(letters(world)).to.have.lengthOf(4)
  })

  it('says nothing of what was said, in the account’s own language', async () => {
    const world = await worldWithLetter({}, { locale: 'zh-CN' })
    const [letter] = letters(world)
    expect(letter?.text)
      .to.include('1001')
      .and.to.match(/[一-鿿]/u)
    expect(letter?.text).to.not.include('could you look')
  })

  it('reaches nobody by a channel that was never verified', async () => {
    const unverified = ['contactEmail'] as const
    const world = await worldWithLetter({}, { unverified, contactMobile: null })
    expect(letters(world)).to.deep.equal([])
  })
})

describe('the page that leads back into a chat', () => {
  it('tells who waits and spends nothing by being looked at', async () => {
    const world = await worldWithLetter()
    const page = await wayBackIn(world)
    expect(page.state()).to.deep.include({
      now: { step: 'continue', number: 1001, isOpen: true },
      words: null,
    })
    for (let looks = 0; looks < 40; looks += 1) await wayBackIn(world)
    await page.send({})
    const session = await world.store.find('sessions', 'account', { value: owner.id })
    expect(session).to.have.lengthOf(1)
    expect(await page.send(press)).to.deep.include({ now: { step: 'back', way: { kind: 'none' } } })
  })

  it('opens once', async () => {
    const world = await worldWithLetter()
    const page = await wayBackIn(world)
    const answers = await Promise.all([page.send(press), page.send(press)])
    expect(answers.filter((answer) => answer === null)).to.have.lengthOf(1)
    expect(await page.send(press)).to.equal(null)
    expect(await world.core.pages.look('continue', page.token)).to.equal(null)
  })

  it('takes no form of another link', async () => {
    const world = await worldWithLetter()
    const page = await wayBackIn(world)
    expect(await page.send({ ...press, nonce: 'of another page' })).to.equal('foreign')
    expect(await page.send(press)).to.not.equal(null)
  })

  it('is gone after a day, when a newer one was sent, and when the case is closed', async () => {
    const expired = await worldWithLetter()
    const late = await wayBackIn(expired)
    expired.clock.pass(24 * hourMs)
    expect(await late.send(press)).to.equal(null)
    const replaced = await worldWithLetter()
    const older = await wayBackIn(replaced)
    replaced.clock.pass(hourMs)
    await orders(replaced, 'reply 1001 hello?')
    expect(await older.send(press)).to.equal(null)
    expect(await (await wayBackIn(replaced)).send(press)).to.not.equal(null)
    const closed = await worldWithLetter()
    const page = await wayBackIn(closed)
    await closed.say('back to the assistant')
    await closed.say('status 1001')
    await closed.say('withdraw it')
    await closed.say('yes')
    expect((await caseOf(closed)).state).to.equal('withdrawn')
    expect(await page.send(press)).to.equal(null)
  })

  it('opens no other page, and no other link opens it', async () => {
    const world = await worldWithLetter()
    const { token } = await wayBackIn(world)
    expect(await world.core.pages.look('undo', token)).to.equal(null)
    const said = await world.say('back to the assistant')
    expect(said.step.stack).to.deep.equal([])
    const offered = await world.say('change my password')
    const other = /\/p\/[\w-]+\/([\w-]+)/.exec(offered.link?.url ?? '')?.[1] ?? ''
    expect(await world.core.pages.look('continue', other)).to.equal(null)
  })

  it('puts the person back with support, and tells both sides', async () => {
    const world = await worldWithLetter()
    await (await wayBackIn(world)).send(press)
    expect(heard(world).at(-1)).to.include('You came back by the link').and.to.include('Mei')
    expect(world.desk.lines(1001).join('\n')).to.include('not proven that this is the same person')
    await world.deliver({ text: 'here I am' })
    expect(world.desk.lines(1001).at(-1)).to.include('here I am')
    const { length } = letters(world)
    world.clock.pass(2 * hourMs)
    await orders(world, 'reply 1001 and again')
    expect(letters(world), 'gone again').to.have.lengthOf(length + 1)
  })

  it('asks what somebody thinks of the help whose case was solved meanwhile', async () => {
    const world = await worldWithLetter()
    await orders(world, 'resolve 1001 solved')
    const page = await wayBackIn(world)
    expect(page.state().now).to.deep.include({ step: 'continue', isOpen: false })
    await page.send(press)
    expect(world.proactive.at(-1)?.said.at(-1)?.step.prompt).to.equal('ask-rating')
    expect((await world.say('5')).step.prompt).to.equal('ask-comment')
  })
})

describe('what the link back is no proof of', () => {
  it('signs nobody in, and ends the session that was open in the chat', async () => {
    const world = await worldWithLetter()
    const before = await world.store.find('sessions', 'account', { value: owner.id })
    expect(before).to.have.lengthOf(1)
    await (await wayBackIn(world)).send(press)
    expect(await world.store.find('sessions', 'account', { value: owner.id })).to.deep.equal([])
    await world.say('back to the assistant')
    expect((await world.say('my account')).step.prompt).to.equal('wait-for-page')
  })

  it('ends the step that was under way, with its code and the page that was offered', async () => {
    const world = await worldWithLetter()
    const page = await wayBackIn(world)
    await orders(world, 'offer 1001 change password')
    const said = await world.say('Change my password')
    expect(said.step).to.deep.include({ flow: 'verify-identity', prompt: 'ask-code' })
    const code = world.codeFor(owner.recoveryMobile)
    await page.send(press)
    expect(world.proactive.at(-1)?.said.at(-1)?.step.stack).to.deep.equal(['talk-to-support'])
    await world.deliver({ text: code })
    const states = new Set<string>()
    for await (const { row } of world.store.scan('challenges')) {
      if (row.kind !== 'link' || row.purpose === 'change-password') states.add(row.state)
    }
    expect([...states]).to.deep.equal(['dead'])
  })

  it('closes the sign-in page that the chat had offered', async () => {
    const world = await worldWithLetter()
    const page = await wayBackIn(world)
    await world.say('back to the assistant')
    await world.say('sign out')
    const offered = await world.say('my account')
    const token = /\/p\/sign-in\/([\w-]+)/.exec(offered.link?.url ?? '')?.[1] ?? ''
    expect(await world.core.pages.look('sign-in', token)).to.not.equal(null)
    await page.send(press)
    expect(await world.core.pages.look('sign-in', token)).to.equal(null)
  })

  it('counts what was shown before as shown by somebody, and not by whoever is there now', async () => {
    const world = await worldWithCase()
    await world.say('back to the assistant')
    await world.say('change my password')
    await world.say(world.codeFor(owner.recoveryMobile))
    await world.say('a person')
    world.clock.pass(11 * minuteMs)
    await orders(world, 'reply 1001 hello?')
    const evidence = () =>
      world.desk.card(1001).card?.sections.find(({ heading }) => heading.startsWith('Evidence'))
    const state = () => evidence()?.lines.find(({ text }) => text.includes('recovery mobile'))?.text
    expect(state()).to.include('passed')
    await (await wayBackIn(world)).send(press)
    expect(state()).to.include('never tried')
  })

  it('closes a way back that people had opened for whoever was there before, but not the next', async () => {
    const world = await worldWithLetter()
    const grant = async (askedAt: number) => {
      const found = await world.store.get('cases', '1001')
      const base = found?.version ?? 0
      const granted = { ...(await caseOf(world)), recovery: grantedAt(askedAt) }
      await world.store.commit([{ collection: 'cases', key: '1001', base, row: granted }])
    }
    await grant(world.clock.now())
    await (await wayBackIn(world)).send(press)
    expect((await caseOf(world)).recovery?.state).to.equal('refused')
    world.clock.pass(hourMs)
    await grant(world.clock.now())
    await orders(world, 'reply 1001 it is open')
    await (await wayBackIn(world)).send(press)
    expect((await caseOf(world)).recovery?.state).to.equal('granted')
    const choices = world.proactive
      .at(-1)
      ?.said.at(-1)
      ?.choices.map(({ id }) => id)
    expect(choices).to.include('set-password')
  })
})
