import { expect } from 'chai'
import { ServiceError } from '../../src/errors.ts'
import type { Store } from '../../src/ports/store.ts'
import { deliver, emulatorEnvelope, openChat } from '../stand-ins/chat.ts'
import { startConnector } from '../stand-ins/connector.ts'
import { importPeople } from '../stand-ins/import-people.ts'
import { owner } from '../stand-ins/owner.ts'
import { dataFolder } from '../stand-ins/program.ts'
import { createWorld } from '../stand-ins/world.ts'
import { say } from './moves.ts'
import { bothPeople, startTarget, victim, type Target } from './target.ts'

describe('J: delivery', () => {
  let target: Target
  let lost = 0
  const racing = (store: Store): Store => ({
    ...store,
    commit: async (changes) => {
      const first = changes[0]
      if (
        lost > 0 &&
        first !== undefined &&
        changes.some(({ collection }) => collection === 'conversations')
      ) {
        lost -= 1
        return { outcome: 'moved', collection: first.collection, key: first.key }
      }
      return store.commit(changes)
    },
  })
  before(async () => {
    const dir = await dataFolder()
    await importPeople(dir, await bothPeople())
    target = await startTarget(dir, { CODE_RESEND_SECONDS: '0' }, { store: racing })
  })
  after(async () => target.stop())

  it('J4 the channel takes a reply and answers 500, 408, 412, 404 → the turn counts once, and one text is sent', async () => {
    const connector = await startConnector()
    for (const status of [500, 408, 412, 404]) {
      target.clock.pass(24 * 3_600_000)
      const before = (await target.sent(victim.recoveryMobile)).length
      const chat = openChat(target, { connector })
      await say(chat, 'find my account', 'mobile number')
      connector.moods.push({ status })
      const heard = await chat.say(victim.recoveryMobile)
      expect(heard.status, String(status)).to.be.lessThan(500)
      expect((await target.sent(victim.recoveryMobile)).length, String(status)).to.equal(before + 1)
      expect((await chat.say('status')).text, String(status)).to.include('••••••••00')
    }
    await connector.close()
  })

  it('J6 the commit of a turn loses a race twice → run again from what is stored, one answer, one text', async () => {
    target.clock.pass(24 * 3_600_000)
    const chat = openChat(target)
    await say(chat, 'find my account', 'mobile number')
    const before = (await target.sent(victim.recoveryMobile)).length
    lost = 2
    const heard = await chat.say(victim.recoveryMobile)
    expect(lost).to.equal(0)
    expect(heard.replies).to.have.lengthOf(1)
    expect((await target.sent(victim.recoveryMobile)).length).to.equal(before + 1)
  })

  it('J6 the commit of a turn loses every race → an apology, nothing is sent', async () => {
    target.clock.pass(24 * 3_600_000)
    const chat = openChat(target)
    await say(chat, 'find my account', 'mobile number')
    const before = (await target.sent(victim.recoveryMobile)).length
    lost = 1_000
    const heard = await chat.say(victim.recoveryMobile)
    lost = 0
    expect(heard.text).to.match(/RCV-|again/u)
    expect((await target.sent(victim.recoveryMobile)).length).to.equal(before)
  })

  it('J2 an activity without an id, with an empty one, and one with a reused id and other words → answered, and each effect once', async () => {
    target.clock.pass(24 * 3_600_000)
    const before = (await target.sent(victim.recoveryMobile)).length
    const base = { ...emulatorEnvelope('ids', 'ids'), deliveryMode: 'expectReplies' }
    await deliver(target, { ...base, id: 'one', text: 'find my account' })
    await deliver(target, { ...base, id: 'two', text: 'mobile number' })
    for (let index = 0; index < 3; index += 1) {
      await deliver(target, { ...base, id: 'three', text: victim.recoveryMobile })
    }
    for (const id of [undefined, '']) {
      expect((await deliver(target, { ...base, id, text: 'status' })).status).to.be.lessThan(500)
    }
    expect((await target.sent(victim.recoveryMobile)).length).to.equal(before + 1)
  })

  it('J7 a worker dies after it has sent and before it could mark it → sent again with the same id and words, no row is stuck', async () => {
    const seen: { id: string; text: string }[] = []
    let isDying = true
    const world = createWorld({
      messenger: {
        async deliver({ id, text }) {
          seen.push({ id, text })
          if (isDying)
            throw new ServiceError('ERR_GATEWAY_UNAVAILABLE', 'died', { retryable: true })
        },
        async pretend() {},
        async close() {},
      },
    })
    await world.add(owner)
    for (const text of ['find my account', 'mobile number', '13800138000']) await world.say(text)
    isDying = false
    world.clock.pass(60_000)
    world.core.courier.wake()
    await world.core.courier.idle()
    expect(seen).to.have.lengthOf(2)
    expect(seen[0]).to.deep.equal(seen[1])
    expect(
      await world.store.due('outbox', { before: Number.MAX_SAFE_INTEGER, limit: 9 }),
    ).to.deep.equal([])
  })
})
