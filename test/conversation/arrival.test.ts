import { expect } from 'chai'
import type { ConversationRow } from '../../src/ports/records/conversation.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const minuteMs = 60_000

/** Changes the one stored conversation as an older program might have written it. */
async function rewrite(
  world: World,
  change: (row: ConversationRow) => ConversationRow,
): Promise<void> {
  for await (const { row, version } of world.store.scan('conversations')) {
    const changed = { collection: 'conversations', key: row.key, base: version } as const
    await world.store.commit([{ ...changed, row: change(row) }])
  }
}

async function halfway(): Promise<World> {
  const world = createWorld()
  await world.add({ recoveryMobile: '+8613800138000' })
  for (const line of ['find my account', 'mobile number', '13800138000']) await world.say(line)
  return world
}

const withTop = (row: ConversationRow, top: Partial<ConversationRow['stack'][number]>) => ({
  ...row,
  stack: row.stack.map((stored, index) =>
    index === row.stack.length - 1 ? { ...stored, ...top } : stored,
  ),
})

describe('coming back', () => {
  const unreadable: Readonly<Record<string, Partial<ConversationRow['stack'][number]>>> = {
    'by a version that nothing leads from': { version: 0 },
    'by a newer version': { version: 99 },
    'in a state that is gone': { value: 'askingForTheMoon' },
    'with a context that is another shape': { context: { mobile: 1 } },
    'while it waits for a flow that is not there': { value: 'confirmingMobile' },
  }
  for (const [how, top] of Object.entries(unreadable)) {
    it(`to a flow stored ${how} is a polite restart, and its code is dead`, async () => {
      const world = await halfway()
      await rewrite(world, (row) => withTop(row, top))
      const said = await world.say(world.codeFor('+8613800138000'))
      expect(said.text).to.match(/updated since/)
      expect(said.step).to.deep.include({ flow: 'menu', prompt: 'ask-what', stack: [] })
      expect(world.sent).to.have.lengthOf(1)
      expect(world.troubles).to.deep.equal([])
    })
  }

  it('after ten minutes of silence finds the flow closed, whatever is said', async () => {
    const world = await halfway()
    world.clock.pass(10 * minuteMs)
    expect((await world.say('help')).step.prompt).to.equal('ask-code')
    world.clock.pass(10 * minuteMs + 1)
    const said = await world.say(world.codeFor('+8613800138000'))
    expect(said.text).to.match(/quiet for a while/)
    expect(said.step.prompt).to.equal('ask-what')
    expect(world.sent).to.have.lengthOf(1)
  })

  it('ends a flow after half an hour however busy it was', async () => {
    const world = await halfway()
    for (let times = 0; times < 6; times += 1) {
      world.clock.pass(5 * minuteMs)
      expect((await world.say('status')).step.prompt).to.equal('ask-code')
    }
    world.clock.pass(1)
    expect((await world.say('status')).step.prompt).to.equal('ask-what')
  })

  it('does at once what is asked for clearly, though the flow before is closed', async () => {
    const world = await halfway()
    world.clock.pass(11 * minuteMs)
    const said = await world.say('find my account')
    expect(said.text).to.match(/quiet for a while/)
    expect(said.step.prompt).to.equal('ask-method')
  })
})
