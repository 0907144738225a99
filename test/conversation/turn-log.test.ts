import { expect } from 'chai'
import { ServiceError } from '../../src/errors.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

interface Line {
  readonly event: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** A world that keeps its log, by level; `state.isOut` makes its store fail. */
function loggingWorld() {
  const lines = { debug: [] as Line[], info: [] as Line[], error: [] as Line[] }
  const write = (kept: Line[]) => (event: string, fields: Readonly<Record<string, unknown>>) => {
    kept.push({ event, fields })
  }
  const store = createMemoryStore()
  const state = { isOut: false }
  const world: World = createWorld({
    log: {
      debug: write(lines.debug),
      info: write(lines.info),
      warn: write(lines.error),
      error: write(lines.error),
    },
    store: {
      ...store,
      commit: async (changes: Parameters<typeof store.commit>[0]) => {
        if (state.isOut) throw new ServiceError('ERR_STORE_UNAVAILABLE', 'out', { retryable: true })
        return store.commit(changes)
      },
    },
  })
  return { world, lines, state }
}

const address = {
  chatChannel: 'test',
  tenantId: 'tenant-of-li-wei',
  conversationId: 'conversation-of-li-wei',
  userId: 'user-li-wei',
}

describe('the log of a turn', () => {
  it('is one line: where it led, what the message was taken for, what was done and how it went', async () => {
    const { world, lines } = loggingWorld()
    await world.add({ recoveryMobile: '+8613800138000' })
    for (const text of ['find my account', 'mobile number', '13800138000', 'help', 'qwzx vbnm']) {
      await world.deliver({ text, address })
    }
    expect(lines.info.map(({ event }) => event)).to.deep.equal(Array(5).fill('turn.done'))
    const told = lines.info.map(({ fields: { conversation, ms, ...rest } }) => {
      expect(conversation).to.match(/^[\w-]{12}$/)
      expect(ms).to.equal(0)
      return rest
    })
    const done = ['page.offer', 'code.send']
    const at = { flow: 'retrieve-account', outcome: 'answered', effects: [] }
    expect(told).to.deep.equal([
      { ...at, prompt: 'ask-method', intent: 'choice', about: 'start:retrieve-account' },
      { ...at, prompt: 'ask-mobile', intent: 'choice', about: 'mobile' },
      { ...at, prompt: 'ask-code', intent: 'answer', about: null, effects: done },
      { ...at, prompt: 'ask-code', intent: 'command', about: 'help' },
      { ...at, prompt: 'ask-code', intent: 'answer', about: null },
    ])
    expect(lines.debug).to.deep.equal([
      { event: 'effect.done', fields: { type: 'page.offer', answer: 'page.unneeded', ms: 0 } },
      { event: 'effect.done', fields: { type: 'code.send', answer: 'code.sent', ms: 0 } },
    ])
  })

  it('is there once for repeats, for what needs no answer, and for apologies', async () => {
    const { world, lines, state } = loggingWorld()
    await world.deliver({ text: 'hello', address, activityId: 'one' })
    await world.deliver({ text: 'hello', address, activityId: 'one' })
    await world.deliver({ kind: 'joined', address })
    await world.deliver({ text: 'the weather of tomorrow', address })
    state.isOut = true
    const [sorry] = await world.deliver({ text: 'find my account', address })
    const outcomes = lines.info.map(({ fields }) => fields['outcome'])
    expect(outcomes).to.deep.equal(['answered', 'repeated', 'ignored', 'missed', 'outage'])
    expect(lines.info.map(({ fields }) => fields['prompt'])).to.deep.equal([
      'ask-what',
      'ask-what',
      null,
      'ask-what',
      sorry?.step.prompt,
    ])
    expect(new Set(lines.info.map(({ fields }) => fields['conversation'])).size).to.equal(1)
  })

  it('holds no words of the person and nothing that tells who they are', async () => {
    const { world, lines, state } = loggingWorld()
    await world.add({ recoveryMobile: '+8613800138000', loginEmail: 'li.wei@example.com' })
    const said = ['find my account', 'mobile number', '13800138000', '999999', 'Secr3t!pass']
    for (const text of [
      ...said,
      '100000000012',
      'li.wei@example.com',
      'a person',
      'my cat is ill',
    ]) {
      await world.deliver({ text, address, reference: 'reference-of-li-wei' })
    }
    await world.deliver({ text: world.codeFor('+8613800138000'), address })
    state.isOut = true
    await world.deliver({ text: '203.0.113.10', address })
    expect(lines.info).to.have.lengthOf(11)
    expect(lines.debug).not.to.deep.equal([])
    const all = JSON.stringify([...lines.info, ...lines.debug])
    const words = /13800138000|999999|Secr3t|100000000012|example\.com|my cat|203\.0\.113|li-wei/
    expect(all).not.to.match(words)
    expect(all).not.to.include(world.codeFor('+8613800138000'))
  })
})
