import { expect } from 'chai'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createHash, createHmac } from 'node:crypto'
import { systemRandom } from '../../src/app/system.ts'
import { drawCode } from '../../src/domain/one-time-code.ts'
import { deliver, emulatorEnvelope, openChat } from '../stand-ins/chat.ts'
import { asksForCode, resetPage, say, signInPage, signsIn, wrongCode } from './moves.ts'
import { linesWith, targetForSuite, thief, victim, victimPassword } from './target.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const newPassword = 'Copper-Kettle-27'

/** The code with the digit at a place turned into another. */
const flipped = (right: string, at: number) =>
  right
    .split('')
    .map((digit, place) => (place === at ? String((Number(digit) + 1) % 10) : digit))
    .join('')

describe('A: codes bent and borrowed', () => {
  const suite = targetForSuite({ CODE_RESEND_SECONDS: '0', SENDS_PER_NUMBER_PER_HOUR: '1000' })

  beforeEach(() => {
    suite.get().clock.pass(2 * dayMs)
  })

  const informed = async (to: string) =>
    (await suite.get().sent(to)).filter(({ template }) => template === 'account-information').length

  it('A3 wrong codes by mobile, by account ID, in Teams and on the page of a reset → all are failures of the one account', async () => {
    const target = suite.get()
    const failures = async () =>
      (await target.store.get('limits', `account-failures:${victim.id}`))?.row.at.length ?? 0
    const before = await failures()
    const byNumber = await asksForCode(target, victim.recoveryMobile)
    await byNumber.say(wrongCode(await target.code(victim.recoveryMobile)))
    const byId = openChat(target)
    await say(byId, 'sign in', 'use my account id and a code', victim.id)
    await byId.say(wrongCode(await target.code(victim.recoveryMobile)))
    const byServer = await asksForCode(target, victim.recoveryMobile, {
      envelope: { channelId: 'webchat', from: { id: 'guest' } },
    })
    await byServer.say(wrongCode(await target.code(victim.recoveryMobile)))
    const page = await resetPage(target)
    const asked = await page.send({ newPassword, confirmPassword: newPassword })
    await asked.send({ code: wrongCode(await target.code(victim.recoveryMobile)) })
    expect((await failures()) - before).to.be.at.least(4)
  })

  it('A3 eleven people with one wrong code each → the account’s ten are used up for strangers, and the right code is wrong', async () => {
    const target = suite.get()
    const holder = await asksForCode(target, victim.recoveryMobile)
    const right = await target.code(victim.recoveryMobile)
    const before = await informed(victim.recoveryMobile)
    for (let index = 0; index < 10; index += 1) {
      const byId = openChat(target)
      await say(byId, 'sign in', 'use my account id and a code', victim.id)
      await byId.say(wrongCode(right, index + 1))
    }
    await holder.say(right)
    expect(await informed(victim.recoveryMobile)).to.equal(before)
  })

  it('A5 a code to find an account is used to sign in, and one to sign in to find it → refused, and counted', async () => {
    const target = suite.get()
    const finding = await asksForCode(target, victim.recoveryMobile)
    const code = await target.code(victim.recoveryMobile)
    const signing = openChat(target)
    await say(signing, 'sign in', 'use my account id and a code', victim.id)
    const other = await target.code(victim.recoveryMobile)
    const before = await informed(victim.recoveryMobile)
    if (code === other) return
    expect((await signing.say(code)).step?.prompt).to.equal('ask-code')
    await finding.say(other)
    expect(await informed(victim.recoveryMobile)).to.equal(before)
  })

  it('A5 a thief’s own code is given for the victim’s number → refused', async () => {
    const target = suite.get()
    await asksForCode(target, thief.recoveryMobile)
    const own = await target.code(thief.recoveryMobile)
    const chat = await asksForCode(target, victim.recoveryMobile)
    if (own === (await target.code(victim.recoveryMobile))) return
    const before = await informed(victim.recoveryMobile)
    expect((await chat.say(own)).step?.prompt).to.equal('ask-code')
    expect(await informed(victim.recoveryMobile)).to.equal(before)
  })

  it('A5 a code of one chat is typed in another, on the same number → only its own chat takes it', async () => {
    const target = suite.get()
    const first = await asksForCode(target, victim.recoveryMobile)
    const code = await target.code(victim.recoveryMobile)
    const second = await asksForCode(target, victim.recoveryMobile)
    const newer = await target.code(victim.recoveryMobile)
    if (code === newer) return
    const before = await informed(victim.recoveryMobile)
    expect((await first.say(newer)).step?.prompt).to.equal('ask-code')
    expect((await second.say(code)).step?.prompt).to.equal('ask-code')
    expect(await informed(victim.recoveryMobile)).to.equal(before)
  })

  it('A6 the code a second before its end, at its end, a second after → taken, refused, refused', async () => {
    const target = suite.get()
    for (const [age, taken] of [
      [5 * minuteMs - 1_000, 1],
      [5 * minuteMs, 0],
      [5 * minuteMs + 1_000, 0],
    ] as const) {
      const chat = await asksForCode(target, victim.recoveryMobile)
      const code = await target.code(victim.recoveryMobile)
      const before = await informed(victim.recoveryMobile)
      target.clock.pass(age)
      await chat.say(code)
      expect((await informed(victim.recoveryMobile)) - before, String(age)).to.equal(taken)
    }
  })

  it('A6 the clock is set back behind the making of a code → it never works, however late or early', async () => {
    const target = suite.get()
    const chat = await asksForCode(target, victim.recoveryMobile)
    const code = await target.code(victim.recoveryMobile)
    const before = await informed(victim.recoveryMobile)
    target.clock.pass(-2 * minuteMs)
    await chat.say(code)
    expect(await informed(victim.recoveryMobile)).to.equal(before)
    target.clock.pass(2 * minuteMs)
  })

  it('F8 a stranger asks for a code for the owner’s number while the owner reads theirs → the owner’s still works', async () => {
    const target = suite.get()
    const own = await asksForCode(target, victim.recoveryMobile)
    const code = await target.code(victim.recoveryMobile)
    const before = await informed(victim.recoveryMobile)
    for (let index = 0; index < 3; index += 1) {
      const stranger = await asksForCode(target, victim.recoveryMobile)
      await stranger.say(wrongCode(code, index + 7))
    }
    await own.say(code)
    expect(await informed(victim.recoveryMobile)).to.equal(before + 1)
  })

  it('A9 the older of two codes after a resend → only the newest works', async () => {
    const target = suite.get()
    const chat = await asksForCode(target, victim.recoveryMobile)
    const old = await target.code(victim.recoveryMobile)
    await chat.say('resend')
    const newest = await target.code(victim.recoveryMobile)
    if (old === newest) return
    const before = await informed(victim.recoveryMobile)
    expect((await chat.say(old)).step?.prompt).to.equal('ask-code')
    await chat.say(newest)
    expect(await informed(victim.recoveryMobile)).to.equal(before + 1)
  })

  it('A10 the store, its log and the program’s log are read after codes, links and passwords → none of them stands there', async () => {
    const target = suite.get()
    const chat = await asksForCode(target, victim.recoveryMobile)
    const code = await target.code(victim.recoveryMobile)
    const page = await signInPage(target, openChat(target))
    await page.send({ email: victim.loginEmail, password: victimPassword })
    const token = page.url.split('/').at(-1) ?? ''
    const reset = await resetPage(target)
    const resetToken = reset.url.split('/').at(-1) ?? ''
    await reset.send({ newPassword: 'Marker-Secret-81', confirmPassword: 'Marker-Secret-81' })
    const files = (await readdir(target.dir)).filter((name) => name !== 'inbox.ndjson')
    const kept: string[] = [...target.log]
    for (const name of files) {
      const text = await readFile(join(target.dir, name), 'utf8').catch(() => '')
      kept.push(...text.split('\n'))
    }
    for (const secret of [token, resetToken, victimPassword, 'Marker-Secret-81']) {
      expect(linesWith(kept, secret), secret).to.deep.equal([])
    }
    expect(
      kept.filter((line) => new RegExp(`(?<!\\d)${code}(?!\\d)`, 'u').test(line)),
    ).to.deep.equal([])
    await chat.say('cancel')
  })

  it('A10 every code of six digits is tried against a stolen hash, without the key → none fits', async () => {
    const target = suite.get()
    const chat = await asksForCode(target, victim.recoveryMobile)
    const code = await target.code(victim.recoveryMobile)
    const rows = []
    for await (const { row } of target.store.scan('challenges')) rows.push(row)
    const stolen = rows.findLast(({ kind, state }) => kind === 'code' && state === 'live')
    if (stolen === undefined) throw new Error('no code is live')
    const { salt, key, binding, codeHash } = stolen
    const spelled = (text: string) =>
      JSON.stringify([salt, key, binding.conversation, binding.flow, binding.run, text])
    const guesses = [
      createHash('sha256').update(code).digest('hex'),
      createHash('sha256')
        .update(salt + code)
        .digest('hex'),
      createHash('sha256').update(spelled(code)).digest('hex'),
      createHmac('sha256', salt).update(spelled(code)).digest('hex'),
      createHmac('sha256', '').update(spelled(code)).digest('hex'),
    ]
    expect(codeHash).to.match(/^[0-9a-f]{64}$/u)
    expect(guesses).not.to.include(codeHash)
    await chat.say('cancel')
  })

  it('A11 two hundred thousand codes from the program’s own generator → even in every place, zeros in front too, none favoured', () => {
    const drawn = 200_000
    const places = Array.from({ length: 6 }, () => Array.from({ length: 10 }, () => 0))
    const seen = new Set<string>()
    let repeated = 0
    let last = ''
    for (let index = 0; index < drawn; index += 1) {
      const code = drawCode(systemRandom)
      expect(code.length).to.equal(6)
      if (code === last) repeated += 1
      last = code
      seen.add(code)
      for (const [at, digit] of code.split('').entries()) {
        const counts = places[at]
        if (counts !== undefined) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1
      }
    }
    for (const counts of places) {
      const expected = drawn / 10
      const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
      // Nine degrees of freedom: beyond 45 by chance once in a million.
      expect(chi).to.be.lessThan(45)
    }
    expect(repeated).to.be.lessThan(6)
    // Of a million, 200,000 draws with replacement hit about 181,269.
    expect(seen.size).to.be.within(180_000, 182_600)
  })

  it('A13 an empty code, one of 5, 7 and 10,000 digits, and one that differs in the first or last digit → refused alike, nothing breaks', async () => {
    const target = suite.get()
    const texts = []
    for (const at of [0, 5]) {
      const heard = await (
        await asksForCode(target, victim.recoveryMobile)
      ).say(flipped(await target.code(victim.recoveryMobile), at))
      texts.push(`${heard.status} ${heard.text}`)
    }
    expect(texts[0]).to.equal(texts[1])
    const chat = await asksForCode(target, victim.recoveryMobile)
    const right = await target.code(victim.recoveryMobile)
    for (const odd of ['', right.slice(1), `${right}0`, right.repeat(2_000)]) {
      const heard = await chat.say(odd)
      expect(heard.status, odd.slice(0, 12)).to.equal(200)
      expect(heard.step?.prompt, odd.slice(0, 12)).to.equal('ask-code')
    }
    const before = await informed(victim.recoveryMobile)
    await chat.say(right)
    expect(await informed(victim.recoveryMobile)).to.equal(before + 1)
  })

  it('A13 the right digits are typed full-width, in Arabic-Indic digits, and spaced → read as the same code, once', async () => {
    const target = suite.get()
    for (const spell of [
      (code: string) =>
        code.replaceAll(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
      (code: string) =>
        code.replaceAll(/\d/gu, (digit) => String.fromCodePoint(0x660 + Number(digit))),
      (code: string) => `${code.slice(0, 3)} - ${code.slice(3)}`,
    ]) {
      const chat = await asksForCode(target, victim.recoveryMobile)
      const before = await informed(victim.recoveryMobile)
      const code = await target.code(victim.recoveryMobile)
      await chat.say(spell(code))
      await chat.say(code)
      expect(await informed(victim.recoveryMobile)).to.equal(before + 1)
    }
  })

  it('A2 one delivery with the right code is replayed, with its id and with new ones → signed in once, and the code is spent', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await signsIn(target, chat)
    const code = await target.code(victim.recoveryMobile)
    const opened = (await target.audit()).filter(
      ({ action }) => action === 'sign-in.accepted',
    ).length
    const envelope = emulatorEnvelope(chat.conversation, 'somebody-else')
    for (let index = 0; index < 5; index += 1) {
      await deliver(target, {
        ...envelope,
        id: `replayed-${index}`,
        text: code,
        deliveryMode: 'expectReplies',
      })
    }
    expect(opened).to.be.at.least(1)
    const now = (await target.audit()).filter(({ action }) => action === 'sign-in.accepted').length
    expect(now).to.equal(opened)
  })
})
