import { expect } from 'chai'
import { agentIn, caseIn, openCase, personTurn, registered, toldUser } from '../stand-ins/agent.ts'
import { owner } from '../stand-ins/owner.ts'
import { elsewhere, signInFor } from '../stand-ins/signed-in.ts'
import { createWorld } from '../stand-ins/world.ts'

const hour = 3_600_000

describe('one’s own case', () => {
  it('is told by its number and without it, in every state', async () => {
    const world = createWorld()
    const mei = await registered(world)
    const number = await openCase(world)
    const standing = async (): Promise<string> => {
      const { text } = await world.say(`status ${number}`)
      await world.say('nothing')
      return text
    }
    expect(await standing()).to.include('waits for somebody of the support team')
    expect((await world.say('my case')).text).to.include('1001')
    await world.say('nothing')
    await mei.type('take 1001')
    await world.say('back to the assistant')
    expect(await standing()).to.include('Mei of the support team is working on it')
    await mei.type('wait 1001')
    expect(await standing()).to.include('is working on it')
    await mei.type('resolve 1001 solved')
    await world.say('back')
    expect(await standing()).to.include('marked as solved')
    world.clock.pass(7 * 24 * hour)
    await world.core.attendCases()
    expect(await standing()).to.include('closed')
  })

  it('is as unknown to anybody else as one that never was', async () => {
    const world = createWorld()
    await openCase(world)
    const stranger = personTurn('u2')
    const { text } = await world.say('status 1001', stranger)
    expect(text).to.equal((await world.say('status 1002', stranger)).text)
    expect(text).to.equal((await world.say('status 99999999', stranger)).text)
    expect((await world.say('my case', stranger)).text).to.include('I know of no such case')
  })

  it('is withdrawn after a question, and by nobody but its user', async () => {
    const world = createWorld()
    const mei = await registered(world)
    const number = await openCase(world)
    await world.say('status 1001')
    await world.say('withdraw')
    await world.say('no')
    expect((await caseIn(world)).state).to.equal('new')
    await world.say('withdraw')
    expect((await world.say('yes')).text).to.include('Your case 1001 is withdrawn')
    expect((await caseIn(world)).state).to.equal('withdrawn')
    expect(world.desk.lines(number).at(-1)).to.include('The user withdrew the case.')
    for (const order of ['take', 'reply', 'resolve', 'reopen', 'recover', 'assign']) {
      await mei.press(order as 'take', { fields: { text: 'x', outcome: 'solved', name: 'Mei' } })
      expect((await caseIn(world)).state, order).to.equal('withdrawn')
    }
    expect(toldUser(world)).to.deep.equal([])
  })

  it('is one at a time: what the same person adds goes to it, from any of their chats', async () => {
    const world = createWorld()
    await registered(world)
    expect(await openCase(world)).to.equal(1001)
    expect(await openCase(world, 'And my mail is gone, too')).to.equal(1001)
    expect(await openCase(world, 'I write from my office now', elsewhere)).to.equal(1001)
    expect((await caseIn(world)).problems).to.have.lengthOf(3)
    expect(world.desk.card(1001).text).to.include('from my office')
    expect(await openCase(world, 'Somebody else entirely', personTurn('u2'))).to.equal(1002)
  })

  it('keeps no number, mailbox, account ID, server or code of what its user wrote, nor shows them at the desk', async () => {
    const world = createWorld()
    await registered(world)
    const secrets = [
      '138 0013 8000',
      'li.wei@example.com',
      '100000000012',
      '203.0.113.10',
      '481516',
    ]
    await openCase(world, `Nothing works for ${secrets.join(', ')} since yesterday`)
    const { problems } = await caseIn(world)
    const { text } = world.desk.card(1001)
    expect(problems[0]?.text).to.include('since yesterday')
    for (const secret of secrets) {
      expect(JSON.stringify(problems), secret).not.to.include(secret)
      expect(text, secret).not.to.include(secret)
    }
  })

  it('is one although it is asked for twice at once', async () => {
    const world = createWorld()
    for (const turn of [{}, elsewhere]) {
      await world.say('a person', turn)
      await world.say('I lost my phone and cannot sign in', turn)
    }
    await Promise.all([world.say('yes'), world.say('yes', elsewhere)])
    const rows = []
    for await (const { row } of world.store.scan('cases')) rows.push(row)
    expect(rows.map(({ number, problems }) => [number, problems.length])).to.deep.equal([[1001, 2]])
  })

  it('belongs to the account when its user was signed in, wherever they sign in next and give a second proof', async () => {
    const world = createWorld()
    await world.add(owner)
    await signInFor(world, 'my account')
    await world.say('menu')
    await openCase(world)
    expect(await caseIn(world)).to.include({ account: owner.id, isAccountProven: true })
    const other = personTurn('u2')
    expect((await world.say('status 1001', other)).text).to.include('no such case')
    world.clock.pass(hour)
    await signInFor(world, 'my account', other)
    await world.say('menu', other)
    expect((await world.say('status 1001', other)).text).to.include('no such case')
    await world.say('change my recovery number', other)
    await world.say(world.codeFor(owner.recoveryEmail), other)
    await world.say('menu', other)
    expect((await world.say('status 1001', other)).text).to.include('Your case 1001')
  })

  it('may be opened three times an hour and six times a day', async () => {
    const world = createWorld()
    const mei = await registered(world)
    const opened = async (): Promise<string> => {
      await world.say('menu')
      await world.say('a person')
      await world.say('I lost my phone and cannot sign in')
      const { text } = await world.say('yes')
      const number = /\b\d{4}\b/.exec(text)?.[0]
      if (number !== undefined) await mei.type(`resolve ${number} solved`)
      return text
    }
    for (const number of [1001, 1002, 1003]) expect(await opened()).to.include(String(number))
    expect(await opened()).to.match(/Please wait (1 hour|60 minutes)/)
    world.clock.pass(hour)
    for (const number of [1004, 1005, 1006]) expect(await opened()).to.include(String(number))
    world.clock.pass(hour)
    expect(await opened()).to.include('Please wait 22 hours')
  })

  it('takes twenty words a minute; more are not passed on, and the user is told so', async () => {
    const world = createWorld()
    const mei = await registered(world)
    const number = await openCase(world)
    await mei.type('take 1001')
    for (let word = 1; word <= 20; word += 1) await world.deliver({ text: `line ${word}` })
    expect(world.desk.lines(number)).to.have.lengthOf(20)
    expect((await world.say('line 21')).text).to.include('not passed on')
    expect(world.desk.lines(number)).to.have.lengthOf(20)
    world.clock.pass(60_000)
    expect(await world.deliver({ text: 'line 22' })).to.deep.equal([])
    expect(world.desk.lines(number)).to.have.lengthOf(21)
  })

  it('is not another person’s to rate, open again or write to', async () => {
    const world = createWorld()
    const mei = await registered(world)
    await openCase(world)
    await mei.type('resolve 1001 solved')
    const before = await caseIn(world)
    const stranger = personTurn('u2')
    await world.say('status 1001', stranger)
    for (const words of ['it still does not work', '5', 'reopen', 'withdraw', 'yes']) {
      await world.say(words, stranger)
    }
    expect(await caseIn(world)).to.deep.equal(before)
  })

  it('calls its user back by a verified contact channel when they are gone, and not too often', async () => {
    const world = createWorld()
    await world.add(owner)
    await signInFor(world, 'my account')
    await world.say('menu')
    await openCase(world)
    const mei = agentIn(world, 'Mei')
    await mei.type('register triage here a-triage-key-of-16')
    world.clock.pass(11 * 60_000)
    expect(await mei.type('reply 1001 Are you there?')).to.include('seems to be gone')
    await mei.type('reply 1001 Hello?')
    const letters = world.sent.filter(({ template }) => template === 'support-waiting')
    expect(letters.map(({ to }) => to)).to.deep.equal([owner.contactEmail])
    expect(letters[0]?.text).to.include('1001').and.to.include('/p/continue/')
    expect(letters[0]?.text).not.to.include('Are you there')
  })
})
