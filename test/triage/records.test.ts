import { expect } from 'chai'
import { linkOf, verifyLinks } from '../../src/services/audit-trail.ts'
import { agentIn, auditIn, openCase, personTurn, registered } from '../stand-ins/agent.ts'
import { owner } from '../stand-ins/owner.ts'
import { signInFor } from '../stand-ins/signed-in.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const minute = 60_000

const actionsOf = async (world: World): Promise<readonly string[]> =>
  (await auditIn(world)).map(({ action }) => action)

/** Every chain there is, as its verdict. */
async function verdicts(world: World): Promise<readonly string[]> {
  const rows = await auditIn(world)
  const chains = [...new Set(rows.map(({ chain }) => chain))]
  const told = await Promise.all(
    chains.map(async (chain) => {
      const head = (await world.store.get('auditHeads', chain))?.row ?? null
      const links = rows.filter((row) => row.chain === chain).map(linkOf)
      return verifyLinks(links, head).outcome
    }),
  )
  return told
}

describe('the audit of the desk', () => {
  it('has an entry for each action, each refusal and each look, in chains that hold', async () => {
    const world = createWorld()
    await world.add(owner)
    const mei = await registered(world)
    const tom = agentIn(world, 'Tom')
    await tom.type('help')
    await signInFor(world, 'my account')
    await world.say('menu')
    await openCase(world)
    const orders: readonly (readonly [string, string])[] = [
      ['show 1001', 'case.show'],
      ['cases mine', 'case.cases'],
      ['search phone', 'case.search'],
      ['counts', 'case.counts'],
      ['export csv', 'case.export'],
      ['take 1001', 'case.take'],
      ['severity 1001 high', 'case.severity'],
      ['note 1001 honest', 'case.note'],
      ['reply 1001 Hello', 'case.reply'],
      ['ask 1001 Which one?', 'case.ask'],
      ['offer 1001 sign in', 'case.offer'],
      ['wait 1001', 'case.wait'],
      ['snooze 1001 2h', 'case.snooze'],
      ['transcript 1001', 'case.transcript'],
      ['assign 1001 Tom', 'case.assign'],
      ['release 1001', 'case.release'],
      ['resolve 1001 solved', 'case.resolve'],
      ['reopen 1001', 'case.reopen'],
      ['language en', 'desk.language'],
      ['self-test', 'desk.self-test'],
      ['role Tom viewer', 'desk.role'],
      ['take 4711', 'desk.refused'],
      ['resolve 1001 somehow', 'desk.refused'],
      ['approve 1001', 'desk.refused'],
      ['unregister', 'desk.unregistered'],
    ]
    for (const [order, action] of orders) {
      const before = (await actionsOf(world)).filter((each) => each === action).length
      await mei.type(order)
      const after = (await actionsOf(world)).filter((each) => each === action).length
      expect(after, order).to.equal(before + 1)
    }
    expect(new Set(await verdicts(world))).to.deep.equal(new Set(['intact']))
  })

  it('has an entry for everything a user does with a case', async () => {
    const world = createWorld()
    const mei = await registered(world)
    await openCase(world)
    await openCase(world, 'And my mail is gone, too')
    await mei.type('take 1001')
    await world.deliver({ text: 'hello' })
    await world.say('back to the assistant')
    await world.say('a person')
    await mei.type('resolve 1001 solved')
    for (const words of ['5', 'nothing more', 'it still does not work']) await world.say(words)
    for (const words of ['status 1001', 'withdraw', 'yes']) await world.say(words)
    expect(
      (await actionsOf(world)).filter((action) => !action.startsWith('desk.')),
    ).to.include.members([
      'case.opened',
      'case.appended',
      'case.take',
      'case.written',
      'case.left',
      'case.returned',
      'case.resolve',
      'case.rated',
      'case.reopened',
      'case.withdrawn',
    ])
    expect(new Set(await verdicts(world))).to.deep.equal(new Set(['intact']))
  })

  it('names who was refused and why, and holds nothing anybody wrote', async () => {
    const world = createWorld()
    const mei = await registered(world)
    await openCase(world, 'My secret garden is gone and I cannot sign in')
    const vic = agentIn(world, 'Vic')
    await vic.type('help')
    await mei.type('role Vic viewer')
    await vic.type('take 1001')
    world.desk.strangers.add('eve')
    await agentIn(world, 'Eve').type('take 1001')
    await mei.type('reply 1001 The gardener will call you')
    await mei.type('search garden')
    const rows = await auditIn(world)
    const refusals = rows.filter(({ action }) => action === 'desk.refused')
    expect(refusals.map(({ details }) => details['reason'])).to.deep.equal([
      'not-allowed',
      'membership',
    ])
    for (const { actor } of refusals) expect(actor).to.match(/^agent:[\w-]{20,}$/)
    expect(JSON.stringify(rows)).not.to.match(/garden/)
  })
})

/** One case that was resolved and rated, one nobody took, and one from a flow. */
async function three(): Promise<World> {
  const world = createWorld()
  await world.add(owner)
  const mei = await registered(world)
  await signInFor(world, 'my account')
  await world.say('menu')
  await openCase(world, '=HYPERLINK("http://evil.example")')
  world.clock.pass(10 * minute)
  await mei.type('reply 1001 Hello')
  await mei.type('resolve 1001 solved')
  await world.say('4')
  await world.say('nothing more')
  await openCase(world, 'Somebody else entirely', personTurn('u2'))
  const third = personTurn('u3')
  await world.say('reset my password', third)
  await openCase(world, 'The link never comes', third)
  await agentIn(world, '=1+1', { userId: 'odd' }).type('take 1003')
  return world
}

describe('what is told of all cases', () => {
  it('counts by topic, by the step people turned from and by what came of it', async () => {
    const text = await agentIn(await three(), 'Mei').type('counts')
    for (const line of ['Open: 2', 'Ended: 1', '4.0 of 5, by 1', 'a password: 1', 'solved: 1']) {
      expect(text).to.include(line)
    }
    expect(text).to.include('First reply, median: 10 minutes').and.to.include('menu: 2')
  })

  it('is exported in part where a message could not hold it all, and says so', async () => {
    const world = await three()
    const found = await world.store.get('cases', '1002')
    if (found === null) throw new Error('the case is gone')
    const more = Array.from({ length: 200 }, (_, index) => {
      const number = 2000 + index
      return { ...found.row, number, person: `p${number}` }
    })
    for (const row of more) {
      const key = String(row.number)
      await world.store.commit([{ collection: 'cases', key, base: 0, row }])
    }
    for (const format of ['csv', 'json']) {
      const text = await agentIn(world, 'Mei').type(`export ${format}`)
      expect(text)
        .to.match(/^The newest \d+ of 203 cases/)
        .and.to.include('2199')
      expect(text.length).to.be.below(20_000)
    }
  })

  it('is exported as CSV that no spreadsheet runs, and as JSON, without a word or an identifier', async () => {
    const world = await three()
    const mei = agentIn(world, 'Mei')
    const [head = '', names = '', ...lines] = (await mei.type('export csv')).split('\n')
    expect(head).to.equal('3 cases')
    expect(lines.map((line) => line.split(',')[0])).to.deep.equal(['1001', '1002', '1003'])
    for (const line of lines) {
      expect(line.split(',')).to.have.lengthOf(names.split(',').length)
      expect(line).not.to.match(/(^|,)[=+@-]/)
    }
    const json = (await mei.type('export json')).split('\n').slice(1).join('\n')
    const reports = JSON.parse(json) as readonly Readonly<Record<string, unknown>>[]
    expect(reports.map(({ number, state }) => [number, state])).to.deep.equal([
      [1001, 'resolved'],
      [1002, 'new'],
      [1003, 'assigned'],
    ])
    expect(reports[0]).to.include({ account: '••••••••0012', isAccountProven: true, rating: 4 })
    for (const text of [json, lines.join('\n')]) {
      expect(text).not.to.match(/HYPERLINK|entirely|never comes|100000000012/)
    }
  })
})
