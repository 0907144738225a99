import { expect } from 'chai'
import { ServiceError } from '../../src/errors.ts'
import { createWorld, defaultPolicy, type World } from '../stand-ins/world.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const number = '+8613800138000'
const owner = { recoveryMobile: number, loginEmail: 'li.wei@example.com' }

async function askedForCode(
  world: World,
  person = 'u1',
): Promise<(text: string) => Promise<string>> {
  const address = { chatChannel: 'test', tenantId: '', conversationId: person, userId: person }
  const say = async (text: string) => {
    const { step } = await world.say(text, { address })
    return step.prompt
  }
  await say('find my account')
  await say('mobile number')
  await say('13800138000')
  return say
}

const codesSent = (world: World) => world.sent.filter(({ template }) => template === 'code').length
const informed = (world: World) =>
  world.sent.filter(({ template }) => template === 'account-information')

const wrongFor = (world: World, index = 0) => {
  const right = Number(world.codeFor(number))
  return String((right + 1 + index) % 1_000_000).padStart(6, '0')
}

describe('codes', () => {
  it('lead to the account information by text, never in the chat', async () => {
    const world = createWorld()
    await world.add(owner)
    const say = await askedForCode(world)
    expect(await say(world.codeFor(number))).to.equal('ask-what')
    expect(informed(world)).to.have.lengthOf(1)
    expect(informed(world)[0]?.text).to.include('100000000012').and.include('li••••@example.com')
  })

  it('tell of every account that is bound to the number', async () => {
    const world = createWorld()
    await world.add(owner, { id: '100000000099', recoveryMobile: number })
    const say = await askedForCode(world)
    await say(world.codeFor(number))
    const text = informed(world)
      .map((message) => message.text)
      .join()
    expect(text).to.include('100000000012').and.include('100000000099')
  })

  it('die after five wrong tries, and the flow with them', async () => {
    const world = createWorld()
    await world.add(owner)
    const say = await askedForCode(world)
    const right = world.codeFor(number)
    for (const index of [0, 1, 2, 3]) expect(await say(wrongFor(world, index))).to.equal('ask-code')
    expect(await say(wrongFor(world, 4))).to.equal('ask-what')
    await say(right)
    expect(informed(world)).to.deep.equal([])
  })

  it('count the same wrong digits each time they are typed', async () => {
    const world = createWorld()
    await world.add(owner)
    const say = await askedForCode(world)
    const wrong = wrongFor(world)
    for (let tries = 1; tries < 5; tries += 1) expect(await say(wrong)).to.equal('ask-code')
    expect(await say(wrong)).to.equal('ask-what')
  })

  it('keep their tries through a resend: a new code refunds none', async () => {
    const world = createWorld()
    await world.add(owner)
    const say = await askedForCode(world)
    for (const index of [0, 1, 2]) await say(wrongFor(world, index))
    world.clock.pass(minuteMs)
    await say('resend')
    expect(codesSent(world)).to.equal(2)
    expect(await say(wrongFor(world, 3))).to.equal('ask-code')
    expect(await say(wrongFor(world, 4))).to.equal('ask-what')
  })

  it('replace the one before: only the newest works', async () => {
    const world = createWorld()
    await world.add(owner)
    const say = await askedForCode(world)
    const old = world.codeFor(number)
    world.clock.pass(minuteMs)
    await say('resend')
    if (world.codeFor(number) === old) return // one in a million
    expect(await say(old)).to.equal('ask-code')
    expect(await say(world.codeFor(number))).to.equal('ask-what')
    expect(informed(world)).to.have.lengthOf(1)
  })

  it('live to their last millisecond and not one longer', async () => {
    for (const [age, count] of [
      [5 * minuteMs - 1, 1],
      [5 * minuteMs, 0],
      [5 * minuteMs + 1, 0],
    ] as const) {
      const world = createWorld()
      await world.add(owner)
      const say = await askedForCode(world)
      world.clock.pass(age)
      await say(world.codeFor(number))
      expect(informed(world), String(age)).to.have.lengthOf(count)
    }
  })

  it('are not revived by a clock that is set back', async () => {
    const world = createWorld()
    await world.add(owner)
    const say = await askedForCode(world)
    world.clock.pass(-hourMs)
    await say(world.codeFor(number))
    expect(informed(world)).to.deep.equal([])
  })

  it('work for nobody else, not in another chat and not after a restart of the flow, and end nobody else’s', async () => {
    const world = createWorld({
      policy: { ...defaultPolicy, codeResendMs: 0 },
    })
    await world.add(owner)
    const mine = await askedForCode(world, 'me')
    const first = world.codeFor(number)
    await mine('start over')
    await mine('mobile number')
    const theirs = await askedForCode(world, 'they')
    expect(await theirs(first)).to.equal('ask-code')
    const second = world.codeFor(number)
    expect(await mine('13800138000')).to.equal('ask-code')
    expect(await mine(second)).to.equal('ask-code')
    expect(informed(world)).to.deep.equal([])
    expect(await theirs(second)).to.equal('ask-what')
    expect(informed(world)).to.have.lengthOf(1)
  })

  it('are refused for the rest of the day after ten failures under any flows and people', async () => {
    const world = createWorld({
      policy: { ...defaultPolicy, codeResendMs: 0, sendsPerNumberPerHour: 50 },
    })
    await world.add(owner)
    for (const person of ['a', 'b']) {
      const say = await askedForCode(world, person)
      for (const index of [0, 1, 2, 3, 4]) await say(wrongFor(world, index))
    }
    const before = codesSent(world)
    const say = await askedForCode(world, 'c')
    expect(codesSent(world)).to.equal(before)
    expect(await say('status')).to.equal('ask-mobile')
    world.clock.pass(25 * hourMs)
    const again = await askedForCode(world, 'd')
    expect(await again(world.codeFor(number))).to.equal('ask-what')
    expect(informed(world)).to.have.lengthOf(1)
  })

  it('go to one number five times an hour at most, however the number is spelt and whoever asks', async () => {
    const world = createWorld({ policy: { ...defaultPolicy, codeResendMs: 0 } })
    await world.add(owner)
    const spellings = [
      '13800138000',
      '+86 138 0013 8000',
      '0086-138-0013-8000',
      '１３８００１３８０００',
      '(+86)13800138000',
    ]
    for (let person = 0; person < 30; person += 1) {
      const address = {
        chatChannel: 'test',
        tenantId: '',
        conversationId: `c${person}`,
        userId: `u${person}`,
      }
      for (const text of ['find my account', 'mobile number', spellings[person % 5] ?? '']) {
        await world.say(text, { address })
      }
    }
    expect(world.sent).to.have.lengthOf(5)
  })

  it('wait a minute and then twice as long each time, and going back or starting over waits too', async () => {
    const world = createWorld()
    await world.add(owner)
    const say = await askedForCode(world)
    for (const detour of ['back', 'start over', 'cancel']) {
      await say(detour)
      await say('find my account')
      await say('mobile number')
      await say('13800138000')
    }
    expect(codesSent(world)).to.equal(1)
    world.clock.pass(minuteMs)
    await say('13800138000')
    expect(codesSent(world)).to.equal(2)
    world.clock.pass(minuteMs)
    await say('resend')
    expect(codesSent(world)).to.equal(2)
    world.clock.pass(minuteMs)
    await say('resend')
    expect(codesSent(world)).to.equal(3)
  })

  it('are never sent to a number that is only typed', async () => {
    const world = createWorld()
    await askedForCode(world)
    await world.say('cancel')
    for (const text of ['100000000012', 'yes', '13800138000']) await world.say(text)
    expect(world.sent).to.deep.equal([])
  })

  it('are not to be had from the store: neither code nor number stands in a row in clear', async () => {
    const tried: string[] = []
    const world = createWorld({
      messenger: {
        async deliver({ text }) {
          tried.push(text)
          throw new ServiceError('ERR_GATEWAY_UNAVAILABLE', 'gone', { retryable: true })
        },
        async pretend() {},
        async close() {},
      },
    })
    await world.add(owner)
    await askedForCode(world)
    const code = /\b\d{6}\b/.exec(tried[0] ?? '')?.[0] ?? 'no code'
    let rows = 0
    for (const name of ['challenges', 'limits', 'outbox', 'audit', 'conversations'] as const) {
      for await (const { row } of world.store.scan(name)) {
        rows += 1
        expect(JSON.stringify(row)).not.to.include(code)
        if (name !== 'conversations') expect(JSON.stringify(row)).not.to.include('13800138000')
      }
    }
    expect(rows).to.be.greaterThan(5)
  })

  it('accept fifty parallel guesses of one chat only five times', async () => {
    const world = createWorld()
    await world.add(owner)
    await askedForCode(world)
    const guesses = Array.from({ length: 50 }, (_, index) => wrongFor(world, index))
    const right = world.codeFor(number)
    const address = { chatChannel: 'test', tenantId: '', conversationId: 'u1', userId: 'u1' }
    await Promise.all(guesses.map(async (text) => world.say(text, { address })))
    await world.say(right, { address })
    const refusals = []
    for await (const { row } of world.store.scan('audit')) {
      if (row.action === 'code.refused') refusals.push(row)
    }
    expect(refusals).to.have.lengthOf(5)
    expect(informed(world)).to.deep.equal([])
  })

  it('let the right code through once of twenty times in parallel', async () => {
    const world = createWorld()
    await world.add(owner)
    await askedForCode(world)
    const right = world.codeFor(number)
    const address = { chatChannel: 'test', tenantId: '', conversationId: 'u1', userId: 'u1' }
    await Promise.all(Array.from({ length: 20 }, async () => world.say(right, { address })))
    expect(informed(world)).to.have.lengthOf(1)
  })
})
