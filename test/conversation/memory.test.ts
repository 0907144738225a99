import { expect } from 'chai'
import { systemRandom } from '../../src/app/system.ts'
import { twelveDigits } from '../../src/domain/account-id.ts'
import { noMemory, openedMemory, openedStack, sealedMemory } from '../../src/conversation/memory.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import type { ConversationRow } from '../../src/ports/records/conversation.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

async function rowsIn(world: World): Promise<readonly ConversationRow[]> {
  const rows: ConversationRow[] = []
  for await (const { row } of world.store.scan('conversations')) rows.push(row)
  return rows
}

const sealer = createSealer(keysFrom('a secret of at least 32 characters'), systemRandom)

/** Puts other rows in the place of those that are stored. */
async function rewrite(world: World, change: (row: ConversationRow) => ConversationRow) {
  for await (const { row, version } of world.store.scan('conversations')) {
    const key = { collection: 'conversations', key: row.key, base: version } as const
    await world.store.commit([{ ...key, row: change(row) }])
  }
}

/** What each way to a question types, and what of that identifies somebody. */
const typed: readonly (readonly [string, readonly string[], string])[] = [
  ['a reset that waits for its page', ['reset my password', 'li.wei@example.com'], 'li.wei'],
  ['a search by number', ['find my account', 'mobile number', '13800138000'], '13800138000'],
  ['a search by account ID', ['find my account', 'account id', '100000000012'], '100000000012'],
  ['a search by server', ['find my account', 'server ip', '203.0.113.10'], '203.0.113.10'],
  ['a case before its yes', ['a person', 'My cat Miezi sat on the keyboard'], 'Miezi'],
]

describe('what is typed on the way', () => {
  for (const [what, lines, value] of typed) {
    it(`is nowhere to be read in the conversation while it waits: ${what}`, async () => {
      const world = createWorld()
      await world.add({ recoveryMobile: '+8613800138000', loginEmail: 'li.wei@example.com' })
      for (const line of lines) await world.say(line)
      const [row] = await rowsIn(world)
      expect(row?.stack).to.not.have.length(0)
      expect(JSON.stringify(row)).to.not.include(value)
    })
  }

  it('is there again for the flow that waits', async () => {
    const world = createWorld()
    await world.say('a person')
    await world.say('My cat Miezi sat on the keyboard')
    expect((await world.say('show it again')).text).to.include('Miezi')
  })

  it('is gone once its flow is over', async () => {
    const world = createWorld({ sealer })
    await world.say('find my account')
    await world.say('mobile number')
    await world.say('13800138000')
    await world.say('cancel')
    const [over] = await rowsIn(world)
    expect(over?.stack).to.deep.equal([])
    expect(openedMemory(over ?? {}, sealer)?.contexts).to.deep.equal([])
  })

  it('is no longer there for whoever comes back by the link of a message', async () => {
    const world = createWorld({ sealer })
    await world.say('I think li.wei@example.com was hacked')
    const [told] = await rowsIn(world)
    expect(openedMemory(told ?? {}, sealer)?.told).to.include('li.wei')
    await world.core.desk.within(told?.key ?? '', async (work) => {
      const coming = {
        conversation: told?.key ?? '',
        number: 1,
        isOpen: false,
        agent: null,
        grantedBy: null,
      }
      await world.core.conversations.comeBack(coming, work)
    })
    const [back] = await rowsIn(world)
    expect(openedMemory(back ?? {}, sealer)?.told).to.equal(null)
  })

  it('is a polite restart where it cannot be opened any more', async () => {
    const world = createWorld()
    await world.say('find my account')
    await rewrite(world, (row) => ({ ...row, memory: 'altered' }))
    const said = await world.say('mobile number')
    expect(said.text).to.match(/updated since/)
    expect(world.troubles).to.deep.equal([])
  })
})

describe('the settings that a flow was started with', () => {
  const settings = { allowDocumentationIps: true, accountIds: twelveDigits, canText: true }
  const inChina = { ...settings, defaultRegion: 'CN' }
  const inSingapore = { ...settings, defaultRegion: 'SG' }

  /** A flow that waits for a number, taken up by a program that reads numbers as those of Singapore. */
  async function takenUp(change: (row: ConversationRow) => ConversationRow): Promise<World> {
    const before = createWorld({ sealer, settings: inChina })
    await before.say('find my account')
    await before.say('mobile number')
    await rewrite(before, change)
    const store = before.store
    return createWorld({ sealer, store, clock: before.clock, settings: inSingapore })
  }

  it('are not stored with it, and those of the day hold when it is taken up', async () => {
    const world = await takenUp((row) => row)
    const [row] = await rowsIn(world)
    const [context] = openedMemory(row ?? {}, sealer)?.contexts ?? []
    expect(context)
      .to.include({ mobile: null })
      .and.to.not.have.any.keys(...Object.keys(inChina))
    const said = await world.say('9123 4567', { activityId: 'later' })
    expect(said.step.prompt).to.equal('ask-code')
    expect(world.troubles).to.deep.equal([])
  })

  it('give way to those of the day where an earlier version stored them', async () => {
    const world = await takenUp((row) => {
      const { contexts, ...memory } = openedMemory(row, sealer) ?? noMemory
      const stored = contexts.map((context) => ({ ...inChina, ...(context as object) }))
      return { ...row, memory: sealedMemory({ ...memory, contexts: stored }, sealer) }
    })
    expect((await world.say('9123 4567', { activityId: 'later' })).step.prompt).to.equal('ask-code')
  })
})

/** The row as a version wrote it that sealed each piece by itself, or what flows remember not at all. */
function earlier(row: ConversationRow, isSealed: boolean): ConversationRow {
  const { memory: _, answered, seen: __, ...rest } = row
  const memory = openedMemory(row, sealer) ?? noMemory
  const stack = openedStack(row, memory)
  const sealedSaid = sealer.seal(memory.said)
  const pieces = isSealed ? { contexts: sealer.seal(JSON.stringify(memory.contexts)) } : { stack }
  return {
    ...rest,
    ...pieces,
    answered: [{ ...answered, sealedSaid }],
    seen: [{ id: answered?.id ?? '', at: row.lastAt }],
  } as unknown as ConversationRow
}

describe('a conversation that an earlier version stored', () => {
  for (const isSealed of [true, false]) {
    it(`goes on at its question, and is stored as today: ${isSealed ? 'sealed' : 'in the clear'}`, async () => {
      const world = createWorld({ sealer })
      await world.say('find my account')
      await world.say('mobile number')
      await rewrite(world, (row) => earlier(row, isSealed))
      expect((await world.say('help')).step.prompt).to.equal('ask-mobile')
      const [row] = await rowsIn(world)
      expect(row?.stack.map(({ context }) => context)).to.deep.equal([null])
      expect(row).to.not.have.any.keys('contexts', 'told', 'echo')
      expect(world.troubles).to.deep.equal([])
    })
  }

  it('gives the last delivery its answer again, once', async () => {
    const world = createWorld({ sealer })
    await world.say('find my account')
    const turn = { text: 'mobile number', activityId: 'one' }
    const [first] = await world.deliver(turn)
    await rewrite(world, (row) => earlier(row, true))
    const [again] = await world.deliver(turn)
    expect(again?.text).to.equal(first?.text)
    expect(again?.step).to.deep.equal(first?.step)
  })

  it('begins anew where what its flows remember cannot be opened', async () => {
    const world = createWorld({ sealer })
    await world.say('find my account')
    await rewrite(world, (row) => ({ ...earlier(row, true), contexts: 'altered' }))
    expect((await world.say('mobile number')).text).to.match(/updated since/)
    expect(world.troubles).to.deep.equal([])
  })
})

describe('the ids of deliveries', () => {
  it('are told of a day and of the last forty, and read from a list of an earlier version', async () => {
    const world = createWorld({ sealer })
    for (let n = 0; n < 45; n += 1) await world.deliver({ text: 'help', activityId: `a${n}` })
    const [busy] = await rowsIn(world)
    expect(busy?.seen.split(' ')).to.have.length(40)
    // One that was answered long before the last is met with silence.
    expect(await world.deliver({ text: 'help', activityId: 'a20' })).to.deep.equal([])
    world.clock.pass(25 * 3_600_000)
    await world.deliver({ text: 'help', activityId: 'next' })
    const [later] = await rowsIn(world)
    expect(later?.seen.split(' ')).to.have.length(1)
    expect(await world.deliver({ text: 'help', activityId: 'a20' })).to.not.deep.equal([])
  })
})
