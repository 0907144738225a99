import { expect } from 'chai'
import { ServiceError } from '../../src/errors.ts'
import type { Store } from '../../src/ports/store.ts'
import { openChat } from '../stand-ins/chat.ts'
import { importPeople } from '../stand-ins/import-people.ts'
import { dataFolder } from '../stand-ins/program.ts'
import { asksForCode, openWebChat, resetPage, say, signInPage, signsIn } from './moves.ts'
import {
  bothPeople,
  linesWith,
  startTarget,
  targetForSuite,
  thief,
  victim,
  victimPassword,
  type Target,
} from './target.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const codesTo = async (target: Target, to: string) =>
  (await target.sent(to)).filter(({ template }) => template === 'code').length

describe('F: what it costs and whom it stops', () => {
  const suite = targetForSuite({ TRUSTED_PROXIES: '1' })

  beforeEach(() => {
    suite.get().clock.pass(2 * dayMs)
  })

  it('F1 a hundred requests for one number by a hundred people in three spellings, within an hour → five texts', async () => {
    const target = suite.get()
    const before = await codesTo(target, victim.recoveryMobile)
    const spellings = [victim.recoveryMobile, '0086 138 0013 8000', '138-0013-8000']
    for (let index = 0; index < 100; index += 1) {
      if (index % 2 === 0) target.clock.pass(minuteMs)
      await asksForCode(target, spellings[index % 3] ?? '')
    }
    expect((await codesTo(target, victim.recoveryMobile)) - before).to.be.within(1, 5)
  })

  it('F1 the same number asked for by mobile, by ID, on the sign-in page and by a reset, all day → ten texts to strangers', async () => {
    const target = suite.get()
    const before = await codesTo(target, victim.recoveryMobile)
    for (let hour = 0; hour < 12; hour += 1) {
      target.clock.pass(hourMs)
      for (let index = 0; index < 3; index += 1) {
        target.clock.pass(10 * minuteMs)
        await asksForCode(target, victim.recoveryMobile)
        await say(openChat(target), 'sign in', 'use my account id and a code', victim.id)
      }
    }
    expect((await codesTo(target, victim.recoveryMobile)) - before).to.be.within(1, 20)
  })

  it('F1 thirty look-ups by one person, each of another number → refused after twenty, and told when again', async () => {
    const target = suite.get()
    const chat = openChat(target)
    let asked = 0
    for (let index = 0; index < 30; index += 1) {
      const heard = await say(
        chat,
        'menu',
        'find my account',
        'mobile number',
        `138001390${10 + index}`,
      )
      if (heard.step?.prompt === 'ask-code') asked += 1
    }
    expect(asked).to.equal(20)
    target.clock.pass(hourMs)
    const again = await say(chat, 'menu', 'find my account', 'mobile number', '13800139099')
    expect(again.step?.prompt).to.equal('ask-code')
  })

  it('F1 a prefix of numbers that nobody has, from many networks → not one text, and the same words', async () => {
    const target = suite.get()
    const before = (await target.sent()).length
    const texts = new Set<string>()
    for (let index = 0; index < 25; index += 1) {
      const chat = await openWebChat(target, `198.51.100.${index + 1}`)
      for (const text of ['find my account', 'mobile number', `139111122${10 + index}`])
        await chat.say(text)
      texts.add(
        /If an account is bound[^"]*/u.exec(await chat.read())?.[0].replaceAll(/•+\d\d/gu, '#') ??
          'nothing',
      )
    }
    expect((await target.sent()).length).to.equal(before)
    expect(texts.size).to.equal(1)
  })

  it('F2 an unknown number, an unknown ID, an unknown server, an unknown email → no message leaves', async () => {
    const target = suite.get()
    const before = (await target.sent()).length
    await asksForCode(target, '13911112299')
    await say(openChat(target), 'find my account', 'account id', '999999999998', '13911112298')
    await say(openChat(target), 'find my account', 'server ip', '8.8.4.4', '13911112297')
    await say(openChat(target), 'reset my password', 'nobody@example.com')
    expect((await target.sent()).length).to.equal(before)
  })

  it('F7 a thousand addresses of one /64, and IPv4 in IPv6, open cases → counted as one network', async () => {
    const target = suite.get()
    const before = []
    for await (const { row } of target.store.scan('cases')) before.push(row)
    for (let index = 1; index <= 6; index += 1) {
      const chat = await openWebChat(target, `2001:db8:77:1::${index.toString(16)}`)
      for (const text of ['a person', 'I cannot get in', 'yes']) await chat.say(text)
    }
    for (const from of [
      '203.0.113.200',
      '::ffff:203.0.113.200',
      '0:0:0:0:0:ffff:cb00:71c8',
      '203.0.113.200:4711',
    ]) {
      const chat = await openWebChat(target, from)
      for (const text of ['a person', 'I cannot get in', 'yes']) await chat.say(text)
    }
    await target.sent()
    const cases = []
    for await (const { row } of target.store.scan('cases')) cases.push(row)
    expect(cases.length - before.length).to.equal(6)
  })

  it('F8 ten wrong codes and ten wrong passwords by strangers → the owner’s password with a code opens, and one letter tells', async () => {
    const target = suite.get()
    for (let person = 0; person < 3; person += 1) {
      const chat = await asksForCode(target, victim.recoveryMobile)
      for (let tries = 0; tries < 4; tries += 1) await chat.say('000000')
      target.clock.pass(2 * minuteMs)
    }
    const stranger = await signInPage(target, openChat(target))
    for (let tries = 0; tries < 10; tries += 1) {
      await stranger.send({ email: victim.loginEmail, password: 'Wrong-Entry-11', code: '000000' })
    }
    target.clock.pass(hourMs)
    const page = await signInPage(target, openChat(target))
    const entry = { email: victim.loginEmail, password: victimPassword }
    await page.send(entry)
    const done = await page.send({ ...entry, code: await target.code(victim.recoveryMobile) })
    expect(done.html).not.to.include('name="password"')
    const told = (await target.sent(victim.loginEmail)).filter(({ template }) =>
      ['codes-paused', 'sign-in-locked'].includes(template),
    )
    expect(told.length).to.be.within(1, 2)
  })

  it('F8 codes for a victim’s number are asked for by strangers until none leave → a known chat still gets its own', async () => {
    const target = suite.get()
    const own = await asksForCode(target, victim.recoveryMobile)
    await own.say(await target.code(victim.recoveryMobile))
    for (let index = 0; index < 14; index += 1) {
      target.clock.pass(20 * minuteMs)
      await asksForCode(target, victim.recoveryMobile)
    }
    const before = await codesTo(target, victim.recoveryMobile)
    target.clock.pass(minuteMs)
    await asksForCode(target, victim.recoveryMobile)
    expect(await codesTo(target, victim.recoveryMobile), 'to a stranger').to.equal(before)
    await say(own, 'menu', 'find my account', 'mobile number', victim.recoveryMobile)
    expect(await codesTo(target, victim.recoveryMobile), 'to the known chat').to.equal(before + 1)
  })

  it('F10 the SIM was swapped: whoever has the number signs in by it and asks for every change → another method is asked for, on the audit trail', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await signsIn(target, chat)
    const sent = (await target.sent(victim.recoveryMobile)).length
    for (const words of [
      'change my password',
      'change my recovery number',
      'change my contact number',
      'change my login email',
    ]) {
      const heard = await say(chat, 'menu', words)
      if (heard.step?.flow === 'bind-email') await chat.say('change it')
      await chat.say('another way')
    }
    expect((await target.sent(victim.recoveryMobile)).length).to.equal(sent)
    const noted = (await target.audit()).filter(
      ({ chain, action }) => chain === victim.id && action === 'code.queued',
    )
    expect(noted.length).to.be.at.least(1)
  })

  it('F10 the number is new within its hold, which a look-up of the SIM would tell → it signs nobody in and opens no reset', async () => {
    const target = suite.get()
    await target.operate({
      holds: [{ channel: 'recoveryMobile', until: target.clock.now() + dayMs }],
    })
    const before = await codesTo(target, victim.recoveryMobile)
    await say(openChat(target), 'sign in', 'use my account id and a code', victim.id)
    expect(await codesTo(target, victim.recoveryMobile)).to.equal(before)
    const page = await resetPage(target)
    const asked = await page.send({
      newPassword: 'Copper-Kettle-61',
      confirmPassword: 'Copper-Kettle-61',
    })
    expect(asked.html).to.include('name="code"')
    expect(await codesTo(target, victim.recoveryMobile)).to.equal(before)
    expect(await codesTo(target, victim.recoveryEmail)).to.be.at.least(1)
    await target.operate({ holds: [] })
  })

  it('F11 too many new chats from one network, too many tries on one page → 429 with Retry-After, not for any cache', async () => {
    const target = suite.get()
    const generate = async () =>
      fetch(`${target.url}/directline/tokens/generate`, {
        method: 'POST',
        headers: { 'x-forwarded-for': '198.51.100.250' },
      })
    let last = await generate()
    for (let index = 0; index < 80 && last.status !== 429; index += 1) last = await generate()
    expect(last.status).to.equal(429)
    expect(Number(last.headers.get('retry-after'))).to.be.at.least(1)
    expect(last.headers.get('cache-control')).to.equal('no-store')
    const told = new Set<string>()
    for (const email of [thief.loginEmail, 'nobody-3@example.com']) {
      const page = await signInPage(target, openChat(target))
      let shown = page
      for (let index = 0; index < 31 && shown.status !== 429; index += 1) {
        shown = await page.send({ email, password: 'Wrong-Entry-11', code: '000000' })
      }
      told.add(
        `${shown.status} ${shown.headers.get('retry-after')} ${shown.headers.get('cache-control')}`,
      )
    }
    expect(told.size).to.equal(1)
    expect([...told][0]).to.match(/^429 [1-9]\d* no-store$/u)
  })
})

describe('F: when the limiter is down', () => {
  let target: Target
  let isDown = false
  const failing = (store: Store): Store => ({
    ...store,
    get: async (collection, key) => {
      if (isDown && collection === 'limits') {
        throw new ServiceError('ERR_STORE_UNAVAILABLE', 'the counters are away', {
          retryable: true,
        })
      }
      return store.get(collection, key)
    },
  })
  before(async () => {
    const dir = await dataFolder()
    await importPeople(dir, await bothPeople())
    target = await startTarget(dir, {}, { store: failing })
  })
  after(async () => target.stop())

  it('F4 the counters cannot be read → no text and no mail leaves, the same neutral answer for known and unknown, a line in the log', async () => {
    isDown = true
    const answers: string[] = []
    for (const number of [victim.recoveryMobile, '13911112299']) {
      const heard = await say(openChat(target), 'find my account', 'mobile number', number)
      answers.push(heard.text.replaceAll(/RCV-\d+/gu, 'RCV-#'))
    }
    for (const email of [victim.loginEmail, 'nobody@example.com']) {
      const { text } = await say(openChat(target), 'reset my password', email)
      answers.push(text.replaceAll(/RCV-\d+/gu, 'RCV-#'))
    }
    isDown = false
    expect(answers[0]).to.equal(answers[1])
    expect(answers[2]).to.equal(answers[3])
    expect(await target.sent()).to.deep.equal([])
    expect(linesWith(target.log, 'ERR_STORE_UNAVAILABLE').length).to.be.at.least(1)
  })
})
