import { expect } from 'chai'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '../../src/ports/store.ts'
import { openChat } from '../stand-ins/chat.ts'
import { importPeople } from '../stand-ins/import-people.ts'
import { dataFolder } from '../stand-ins/program.ts'
import { asksForCode, formChat, openWebChat, resetPage, say, signInPage, signsIn } from './moves.ts'
import {
  bothPeople,
  linesWith,
  startTarget,
  targetForSuite,
  victim,
  type Target,
} from './target.ts'

const marker = 'Zq7#Marker-Pw91'

/** How people give a password away. */
const given = [
  marker,
  `my password is ${marker}`,
  `password: ${marker}`,
  `pwd=${marker}`,
  `我的密码是${marker}`,
  `old ${marker} new ${marker}x`,
  `passwort: ${marker}`,
  `login li.wei@example.com / ${marker}`,
] as const

describe('H: secrets in the conversation', () => {
  const suite = targetForSuite({ CODE_RESEND_SECONDS: '0', SENDS_PER_NUMBER_PER_HOUR: '1000' })

  beforeEach(() => {
    suite.get().clock.pass(4 * 24 * 3_600_000)
  })

  /** Every line that the program left on its disk and in its log. */
  async function traces(): Promise<readonly string[]> {
    const target = suite.get()
    const lines: string[] = [...target.log]
    for (const name of await readdir(target.dir)) {
      const text = await readFile(join(target.dir, name), 'utf8').catch(() => '')
      lines.push(...text.split('\n'))
    }
    return lines
  }

  it('H1 a password in eight wordings at the menu, a code, a case and the page’s own chat → told to change it, echoed and kept nowhere', async () => {
    const target = suite.get()
    for (const text of given) {
      for (const lines of [
        [],
        ['sign in', 'use my account id and a code', victim.id],
        ['a person'],
      ]) {
        const chat = openChat(target)
        await say(chat, ...lines)
        const heard = await chat.say(text)
        expect(heard.body, text).not.to.include(marker)
      }
      const web = await openWebChat(target)
      await web.say(text)
      expect(await web.read(), text).not.to.include(marker)
      expect(await formChat(target, '', text), text).not.to.include(marker)
    }
    expect(linesWith(await traces(), marker)).to.deep.equal([])
  })

  it('H1 a password in the field of a card, as an attachment’s name, in channel data and in the name of its sender → kept nowhere', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await say(chat, 'find my account', 'account id')
    await chat.submit({ value: marker, password: marker })
    await chat.send({
      text: 'hello',
      channelData: { password: marker },
      value: { password: marker },
    })
    await chat.send({
      text: undefined,
      attachments: [{ contentType: 'text/plain', name: marker, content: marker }],
    })
    expect(linesWith(await traces(), marker)).to.deep.equal([])
  })

  it('H1 a password is told at a case and to an agent → hidden in the transcript, the case and the letters', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await say(
      chat,
      'a person',
      `I cannot get in, my password is ${marker}`,
      'yes',
      `it is ${marker} really, password ${marker}`,
    )
    await target.sent()
    expect(linesWith(await traces(), marker)).to.deep.equal([])
  })

  it('H2 a whole run with marked secrets at log level debug → not one marker in log, store, audit or inbox, addresses only masked in the log', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await signsIn(target, chat)
    const page = await resetPage(target)
    const asked = await page.send({ newPassword: marker, confirmPassword: marker })
    await asked.send({ code: await target.code(victim.recoveryMobile) })
    const signIn = await signInPage(target, openChat(target))
    await signIn.send({ email: victim.loginEmail, password: marker })
    await signIn.send({ email: victim.loginEmail, password: `${marker}!` })
    await target.sent()
    expect(linesWith(await traces(), marker)).to.deep.equal([])
    expect(target.log.length).to.be.at.least(10)
    for (const address of [
      victim.loginEmail,
      victim.recoveryEmail,
      victim.recoveryMobile,
      '13800138000',
      victim.id,
    ]) {
      expect(linesWith(target.log, address), address).to.deep.equal([])
    }
    for await (const { row } of target.store.scan('audit')) {
      const details = JSON.stringify(row.details)
      expect(details).not.to.match(/@example|1[3-9]\d{9}|(?<!\d)\d{6}(?!\d)/u)
    }
  })

  it('H2 pages, links and codes are asked for → no token of a link in the log', async () => {
    const target = suite.get()
    const page = await resetPage(target)
    const token = page.url.split('/').at(-1) ?? ''
    await page.send({ newPassword: 'x', confirmPassword: 'y' })
    expect(linesWith(target.log, token)).to.deep.equal([])
    expect(linesWith(target.log, token.slice(0, 20))).to.deep.equal([])
  })

  it('H5 every text and mail with a code → its purpose and a warning, no link in a text, no code in a subject, no secret of the account', async () => {
    const target = suite.get()
    await asksForCode(target, victim.recoveryMobile)
    const chat = openChat(target)
    await signsIn(target, chat)
    await chat.say('change my recovery number')
    await say(
      openChat(target, { envelope: { locale: 'zh-CN' } }),
      '找回账号',
      '手机号',
      victim.recoveryMobile,
    )
    const codes = (await target.sent()).filter(({ template }) => template === 'code')
    expect(codes.length).to.be.at.least(4)
    for (const { medium, subject, text } of codes) {
      expect(text).to.match(/never|nobody|not share|不要|切勿|勿/iu)
      if (medium === 'sms') expect(text).not.to.match(/https?:|www\./u)
      expect(subject ?? '').not.to.match(/\d{6}/u)
      expect(text).not.to.include(victim.id).and.not.include(victim.loginEmail)
    }
    const worded = new Set(codes.map(({ text }) => text.replaceAll(/\d/gu, '')))
    expect(worded.size, 'a purpose each').to.be.at.least(3)
  })
})

describe('H: a bug in any step', () => {
  let target: Target
  let isBroken = false
  const breaking = (store: Store): Store => ({
    ...store,
    get: async (collection, key) => {
      if (isBroken && collection === 'limits') throw new TypeError('secret of the inside')
      return store.get(collection, key)
    },
  })
  before(async () => {
    const dir = await dataFolder()
    await importPeople(dir, await bothPeople())
    target = await startTarget(dir, {}, { store: breaking })
  })
  after(async () => target.stop())

  it('H3 a bug in the step of a code, a mask, a mail and a page → a reference and nothing else: no stack, no words of the error, no trace activity', async () => {
    const page = await signInPage(target, openChat(target))
    isBroken = true
    for (const lines of [
      ['find my account', 'mobile number', victim.recoveryMobile],
      ['find my account', 'account id', victim.id],
      ['reset my password', victim.loginEmail],
    ]) {
      const { body, text } = await say(openChat(target), ...lines)
      expect(text).to.match(/RCV-\d+/u)
      expect(body).not.to.match(
        /secret of the inside|TypeError|\bat .+:\d+|node_modules|"type":"trace"/u,
      )
    }
    const shown = await page.send({ email: victim.loginEmail, password: 'x' })
    isBroken = false
    expect(shown.status).to.equal(500)
    expect(shown.html).not.to.match(/secret of the inside|TypeError|\bat .+:\d+/u)
    expect(linesWith(target.log, 'secret of the inside')).to.deep.equal([])
    expect(linesWith(target.log, 'TypeError').length).to.be.at.least(1)
  })
})
