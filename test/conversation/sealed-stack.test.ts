import { expect } from 'chai'
import { systemRandom } from '../../src/app/system.ts'
import { openedStack } from '../../src/conversation/sealed-stack.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import type { ConversationRow } from '../../src/ports/records/conversation.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

async function rowsIn(world: World): Promise<readonly ConversationRow[]> {
  const rows: ConversationRow[] = []
  for await (const { row } of world.store.scan('conversations')) rows.push(row)
  return rows
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

  it('is not sealed again while nothing new is to be remembered, and is gone at the menu', async () => {
    const world = createWorld()
    await world.say('find my account')
    await world.say('mobile number')
    const [asked] = await rowsIn(world)
    await world.say('help')
    const [helped] = await rowsIn(world)
    expect(asked?.contexts).to.be.a('string').and.to.equal(helped?.contexts)
    await world.say('cancel')
    const [over] = await rowsIn(world)
    expect(over).to.not.have.property('contexts')
  })

  it('is read in the clear where an earlier version wrote it, and sealed from then on', async () => {
    const sealer = createSealer(keysFrom('a secret of at least 32 characters'), systemRandom)
    const world = createWorld({ sealer })
    await world.say('find my account')
    await world.say('mobile number')
    for await (const { row, version } of world.store.scan('conversations')) {
      const { contexts: _, ...rest } = row
      const stack = openedStack(row, sealer) ?? []
      const key = { collection: 'conversations', key: row.key, base: version } as const
      await world.store.commit([{ ...key, row: { ...rest, stack } }])
    }
    expect((await world.say('help')).step.prompt).to.equal('ask-mobile')
    const [row] = await rowsIn(world)
    expect(row?.stack.map(({ context }) => context)).to.deep.equal([null])
  })

  it('is a polite restart where it cannot be opened any more', async () => {
    const world = createWorld()
    await world.say('find my account')
    for await (const { row, version } of world.store.scan('conversations')) {
      const key = { collection: 'conversations', key: row.key, base: version } as const
      await world.store.commit([{ ...key, row: { ...row, contexts: 'altered' } }])
    }
    const said = await world.say('mobile number')
    expect(said.text).to.match(/updated since/)
    expect(world.troubles).to.deep.equal([])
  })
})
