import { expect } from 'chai'
import { createFailingDirectory, type FailingDirectory } from '../stand-ins/failing-directory.ts'
import { movableClock } from '../stand-ins/fixed-clock.ts'
import { collectionNames } from '../../src/ports/collections.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const first = '+8613800138000'
const second = '+8613900139000'

interface Outside {
  readonly world: World
  readonly directory: FailingDirectory
}

function outside(): Outside {
  const directory = createFailingDirectory(() => movableClock().now())
  directory.add(
    {
      reference: '6f1c-li',
      accountId: '100000000012',
      loginEmails: ['li.wei@example.com'],
      recoveryMobiles: [first, second],
      recoveryEmails: ['li.recovery@example.net'],
      servers: ['203.0.113.7'],
    },
    'Harbour-Light-71',
  )
  return { world: createWorld({ directory }), directory }
}

/** Signs the default person in by a code to a number. */
async function signIn(world: World, typed: string, number: string): Promise<void> {
  await world.say('sign in')
  await world.say('with a code')
  await world.say(typed)
  await world.say(world.codeFor(number))
}

async function everythingStored({ kept }: World): Promise<string> {
  const rows: unknown[] = []
  for (const name of collectionNames) {
    for await (const row of kept.scan(name)) rows.push(row)
  }
  return JSON.stringify(rows)
}

describe('accounts that live in a directory', () => {
  it('signs in whom an account ID means, and shows that ID', async () => {
    const { world } = outside()
    await signIn(world, '100000000012', first)
    const said = await world.say('my account')
    expect(said.text).to.include('0012').and.not.include('6f1c')
  })

  for (const number of [first, second]) {
    it(`proves an entry by the one of its numbers that was typed: ${number}`, async () => {
      const { world } = outside()
      for (const text of ['retrieve my account', 'by mobile', number]) await world.say(text)
      await world.say(world.codeFor(number))
      const informed = world.sent.filter(({ template }) => template === 'account-information')
      expect(informed.map(({ to }) => to)).to.deep.equal([number])
      expect(informed[0]?.text).to.include('100000000012')
    })
  }

  it('tells of every account that a number is bound to', async () => {
    const { world, directory } = outside()
    directory.add({ reference: 'b', accountId: '200000000025', recoveryMobiles: [second] })
    for (const text of ['retrieve my account', 'by mobile', second]) await world.say(text)
    await world.say(world.codeFor(second))
    const { text = '' } = world.sent.at(-1) ?? {}
    expect(text).to.include('100000000012').and.include('200000000025')
  })

  it('stores nothing of the directory but its reference', async () => {
    const { world } = outside()
    await signIn(world, '100000000012', first)
    await world.say('my account')
    const stored = await everythingStored(world)
    expect(stored).to.include('6f1c-li')
    for (const fact of ['li.wei@', '13800138000', 'Li Wei', 'li.recovery@', '203.0.113.7']) {
      expect(stored, fact).not.to.include(fact)
    }
  })

  it('asks the directory at most once a turn', async () => {
    const { world, directory } = outside()
    for (const text of ['sign in', 'with a code', '100000000012']) {
      const before = directory.trips.length
      await world.say(text)
      expect(directory.trips.length - before, text).to.be.at.most(1)
    }
    for (const text of [world.codeFor(first), 'my account', 'change recovery mobile', 'hello']) {
      const before = directory.trips.length
      await world.say(text)
      expect(directory.trips.length - before, text).to.be.at.most(1)
    }
  })

  it('says so and keeps the place while the directory is away', async () => {
    const { world, directory } = outside()
    await world.say('sign in')
    const asked = await world.say('with a code')
    directory.fail('find', 'away')
    const said = await world.say('100000000012')
    expect(said.step.prompt).to.equal(asked.step.prompt)
    expect(world.troubles.map(({ event }) => event)).to.include('turn.outage')
    expect((await world.say('100000000012')).step.prompt).to.match(/code/)
  })

  it('knows nobody who is disabled, expired or gone', async () => {
    for (const status of ['disabled', 'expired'] as const) {
      const { world, directory } = outside()
      directory.edit('6f1c-li', { status })
      await world.say('sign in')
      await world.say('with a code')
      await world.say('100000000012')
      expect(world.sent.filter(({ template }) => template === 'code')).to.deep.equal([])
    }
  })

  it('tells nobody from another by an account ID that two entries have', async () => {
    const { world, directory } = outside()
    directory.add({ reference: 'twin', accountId: '100000000012', recoveryMobiles: [second] })
    await world.say('sign in')
    await world.say('with a code')
    await world.say('100000000012')
    expect(world.sent.filter(({ template }) => template === 'code')).to.deep.equal([])
  })
})

describe('memory of an account', () => {
  it('is gone through with the same versions as any row', async () => {
    const { world } = outside()
    const [found] = await world.store.find('accounts', 'recoveryMobile', { value: second })
    if (found === undefined) throw new Error('not found')
    expect(found.version).to.equal(0)
    const { row } = found
    const change = { collection: 'accounts', key: row.id, base: 0 } as const
    const frozen = { ...row, frozenUntil: 5 }
    expect(await world.store.commit([{ ...change, row: frozen }])).to.deep.equal({
      outcome: 'committed',
    })
    expect((await world.store.commit([{ ...change, row: frozen }])).outcome).to.equal('moved')
    const again = await world.store.get('accounts', '100000000012')
    expect(again?.row).to.deep.include({ frozenUntil: 5, recoveryMobile: first })
    expect(again?.version).to.equal(1)
  })
})
