import { expect } from 'chai'
import { openChat, type Chat } from '../stand-ins/chat.ts'
import { linkTo, openPage, resetPage, say, signsIn } from './moves.ts'
import { targetForSuite, thief, victim } from './target.ts'
import type { Account } from '../../src/domain/account.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const newMobile = '+8613700137000'

describe('G: contact, recovery and login channels', () => {
  const suite = targetForSuite({ CODE_RESEND_SECONDS: '0', SENDS_PER_NUMBER_PER_HOUR: '1000' })
  const kept: { account?: Account } = {}

  beforeEach(async () => {
    const target = suite.get()
    target.clock.pass(10 * dayMs)
    kept.account ??= await target.account()
    await target.operate(kept.account)
  })

  /** A chat that is signed in by the mobile and has proven its owner by the recovery mailbox, for a change. */
  async function proven(words: string): Promise<Chat> {
    const target = suite.get()
    const chat = openChat(target)
    await signsIn(target, chat)
    await chat.say(words)
    await chat.say(await target.code(victim.recoveryEmail))
    return chat
  }

  async function changesMobile(): Promise<Chat> {
    const chat = await proven('change my recovery number')
    await say(chat, 'mobile', newMobile, 'yes')
    await say(chat, await suite.get().code(newMobile), 'only this one')
    return chat
  }

  it('G1 the code to the new number comes first, the proof of the old way never → the number stays', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await signsIn(target, chat)
    await say(chat, 'change my recovery number', newMobile, 'mobile', newMobile, 'yes')
    expect(await target.sent(newMobile)).to.deep.equal([])
    expect((await target.account()).recoveryMobile).to.equal(victim.recoveryMobile)
  })

  it('G1 the proof is given in one chat and used in another, and eleven minutes later → refused', async () => {
    const target = suite.get()
    await proven('change my recovery number')
    const other = openChat(target)
    await signsIn(target, other)
    expect((await other.say('change my recovery number')).step?.prompt).to.equal('ask-code')
    const late = await proven('change my recovery number')
    await late.say('mobile')
    target.clock.pass(11 * 60_000)
    await say(late, newMobile, 'yes')
    expect((await target.account()).recoveryMobile).to.equal(victim.recoveryMobile)
  })

  it('G1 the recovery mobile is changed as it should be → every address of before is told, the login and recovery mailbox with a way back', async () => {
    const target = suite.get()
    await changesMobile()
    expect((await target.account()).recoveryMobile).to.equal(newMobile)
    const told = (await target.sent()).filter(({ template }) => template === 'channel-changed')
    const to = told.map((each) => each.to)
    expect(to).to.include.members([
      victim.recoveryMobile,
      victim.recoveryEmail,
      victim.loginEmail,
      victim.contactEmail,
    ])
    expect(to).not.to.include(newMobile)
    for (const { medium, text } of told)
      expect(/\/p\/undo\//u.test(text)).to.equal(medium === 'email')
  })

  it('G2 a login email is changed and used at once to reset the password → no mail; after the hold there is one', async () => {
    const target = suite.get()
    const chat = await proven('change my login email')
    await chat.say('change it')
    const asked = await chat.say('fresh@example.org')
    if (asked.step?.prompt === 'ask-code') await chat.say(await target.code(victim.recoveryEmail))
    await say(chat, 'fresh@example.org', 'yes')
    const codes = await target.sent('fresh@example.org')
    if (codes.length > 0) await chat.say(await target.code('fresh@example.org'))
    expect((await target.account()).loginEmail).to.equal('fresh@example.org')
    const resets = async () => {
      await say(openChat(target), 'reset my password', 'fresh@example.org')
      return (await target.sent('fresh@example.org')).filter(
        ({ template }) => template === 'reset-password',
      ).length
    }
    expect(await resets()).to.equal(0)
    target.clock.pass(73 * hourMs)
    expect(await resets()).to.equal(1)
  })

  it('G2 the recovery mobile is changed and signs in at once → no code to it, in the words of ever', async () => {
    const target = suite.get()
    await changesMobile()
    const before = (await target.sent(newMobile)).length
    await say(openChat(target), 'sign in', 'use my account id and a code', victim.id)
    expect((await target.sent(newMobile)).length).to.equal(before)
  })

  it('G3 a contact email is never confirmed, confirmed late, and after it was changed again → unverified; the others stay in force', async () => {
    const target = suite.get()
    const chat = await proven('change my contact email')
    await say(chat, 'email', 'first@example.org', 'yes', 'yes')
    const link = linkTo(
      'confirm',
      (await target.sent('first@example.org')).map(({ text }) => text),
      target,
    )
    expect((await target.account()).unverified).to.deep.equal(['contactEmail'])
    const page = await openPage(link)
    target.clock.pass(31 * 60_000)
    expect((await page.send({ action: 'confirm' })).status).to.equal(410)
    expect((await target.account()).unverified).to.deep.equal(['contactEmail'])
    const reset = await resetPage(target)
    expect(reset.status).to.equal(200)
  })

  it('G3 the code of a contact email is typed in a stranger’s chat → nothing is confirmed', async () => {
    const target = suite.get()
    const chat = await proven('change my contact email')
    await say(chat, 'email', 'second@example.org', 'yes', 'yes')
    const text = (await target.sent('second@example.org')).map((each) => each.text).join('\n')
    const code = /(?<!\d)\d{6}(?!\d)/u.exec(text)?.[0] ?? ''
    const other = openChat(target)
    await say(other, 'sign in', 'use my account id and a code', thief.id)
    await other.say(await target.code(thief.recoveryMobile))
    await say(other, 'change my contact email', code, 'yes', code)
    expect((await target.account()).unverified).to.deep.equal(['contactEmail'])
  })

  it('G5 two accounts bind one free login email at the same moment → exactly one has it, the other reads a neutral answer', async () => {
    const target = suite.get()
    const codes: [Chat, string][] = []
    for (const [person, mailbox] of [
      [victim, victim.recoveryEmail],
      [thief, thief.recoveryEmail],
    ] as const) {
      const chat = openChat(target)
      await say(chat, 'sign in', 'use my account id and a code', person.id)
      await chat.say(await target.code(person.recoveryMobile))
      await say(chat, 'change my login email', 'change it')
      await chat.say(await target.code(mailbox))
      await say(chat, 'shared@example.org', 'yes')
      codes.push([chat, await target.code('shared@example.org')])
    }
    const heard = await Promise.all(codes.map(async ([chat, code]) => chat.say(code)))
    const bound = [await target.account(), await target.account(thief.id)].filter(
      ({ loginEmail }) => loginEmail === 'shared@example.org',
    )
    expect(bound).to.have.lengthOf(1)
    for (const { status, text } of heard) {
      expect(status).to.equal(200)
      expect(text).not.to.match(/RCV-|another account|already (?:in use|taken)/iu)
    }
    await target.operate({ loginEmail: thief.loginEmail, holds: [], changes: [] }, thief.id)
  })

  it('G6 the owner presses this wasn’t me, twice, and the new number asks for the same → undone once, frozen, the second press finds nothing', async () => {
    const target = suite.get()
    const chat = await changesMobile()
    const texts = (await target.sent(victim.recoveryEmail)).map(({ text }) => text)
    const page = await openPage(linkTo('undo', texts, target))
    expect((await page.send({ action: 'confirm' })).status).to.equal(200)
    const after = await target.account()
    expect(after.recoveryMobile).to.equal(victim.recoveryMobile)
    expect(after.frozenUntil).to.be.greaterThan(target.clock.now())
    expect((await page.send({ action: 'confirm' })).status).to.equal(410)
    expect((await say(chat, 'menu', 'my account')).step?.flow).to.equal('sign-in')
    const toNew = (await target.sent(newMobile)).filter(({ text }) => /\/p\/undo\//u.test(text))
    expect(toNew).to.deep.equal([])
  })

  it('G6 the same button 73 hours later → too late, nothing changes', async () => {
    const target = suite.get()
    await changesMobile()
    const texts = (await target.sent(victim.recoveryEmail)).map(({ text }) => text)
    const page = await openPage(linkTo('undo', texts, target))
    target.clock.pass(73 * hourMs)
    expect((await page.send({ action: 'confirm' })).status).to.equal(410)
    expect((await target.account()).recoveryMobile).to.equal(newMobile)
  })

  it('G8 every kind of change → each address of before once, with the time and what to do, never a code, a password or a whole number', async () => {
    const target = suite.get()
    const before = (await target.sent()).length
    const chat = await changesMobile()
    await say(chat, 'menu', 'change my contact number')
    if (chat.last().step?.prompt === 'ask-code')
      await chat.say(await target.code(victim.recoveryEmail))
    await say(chat, 'email', 'third@example.org', 'yes')
    const told = (await target.sent())
      .slice(before)
      .filter(({ template }) => template === 'channel-changed')
    const perChange = new Map<string, string[]>()
    for (const { to, text } of told) {
      const about = text.replaceAll(/\/p\/undo\/\S+/gu, '').slice(0, 120)
      perChange.set(about, [...(perChange.get(about) ?? []), to])
      expect(text).to.match(/UTC|GMT|协调/u)
      expect(text).not.to.match(/(?<![\d-])\d{6}(?!\d)|\b1[3-9]\d{9}\b/u)
    }
    for (const to of perChange.values()) expect(new Set(to).size).to.equal(to.length)
    expect(told.length).to.be.at.least(4)
  })
})
