import { expect } from 'chai'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openChat } from '../stand-ins/chat.ts'
import { formChat, openPage, resetPage, say, signInPage, signsIn } from './moves.ts'
import { linesWith, targetForSuite, thief, victim } from './target.ts'

const dayMs = 24 * 3_600_000
const unknownMobile = '+8613800138099'

/** What a page or a chat said, without what is made up anew each time. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\w-]{43}/gu, '#')
    .replaceAll(/value="[^"]*@[^"]*"/gu, 'value="@"')
    .replaceAll(/<time.*?<\/time>/gu, '')
    .replaceAll(/<input type="hidden"[^>]*>/gu, '')
    .replaceAll(/•{8}\d\d/gu, '••••••••##')
    .replaceAll(/"(id|replyToId|timestamp|localTimestamp)":"[^"]*"/gu, '"$1":"#"')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu, '#')
    .replaceAll(/<strong class="words">[^<]*<\/strong>|<b>[^<]*<\/b>/gu, '')

const people = [
  {
    id: '100000000201',
    loginEmail: 'disabled@example.com',
    recoveryMobile: '+8613800138201',
    status: 'disabled',
  },
  {
    id: '100000000202',
    loginEmail: 'frozen@example.com',
    recoveryMobile: '+8613800138202',
    status: 'frozen',
  },
  { id: '100000000203', loginEmail: 'phoneless@example.com' },
  {
    id: '100000000204',
    loginEmail: 'sub@example.com',
    recoveryMobile: '+8613800138204',
    signedUpWith: 'sub-user',
  },
  { id: '100000000205', loginEmail: 'held@example.com', recoveryMobile: '+8613800138205' },
] as const

describe('C: what answers tell', () => {
  const suite = targetForSuite({ CODE_RESEND_SECONDS: '0' }, people)

  beforeEach(() => {
    suite.get().clock.pass(2 * dayMs)
  })

  it('C1 a wrong password on the sign-in page for a known, unknown, disabled, frozen and password-less email, twelve times each → the same pages, to the lock', async () => {
    const target = suite.get()
    const seen: string[][] = []
    for (const email of [
      victim.loginEmail,
      'nobody@example.com',
      ...people.map((each) => each.loginEmail),
    ]) {
      // The limits of the network that all of them come from are another matter.
      target.clock.pass(2 * dayMs)
      const page = await signInPage(target, openChat(target))
      const pages: string[] = []
      for (let index = 0; index < 12; index += 1) {
        const { status, html } = await page.send({
          email,
          password: 'Wrong-Entry-11',
          code: index > 4 ? '000000' : '',
        })
        pages.push(
          `${status} ${plain(
            html
              .replaceAll(email, '@')
              .replaceAll(/<p class="words">.*<\/p>/gu, '')
              .replaceAll(/<time[^]*?<\/time/gu, ''),
          )}`,
        )
      }
      seen.push(pages)
    }
    for (const pages of seen.slice(1)) {
      for (const [at, page] of pages.entries()) expect(page, `entry ${at}`).to.equal(seen[0]?.[at])
    }
  })

  it('C1 a reset is asked for by the email of a known, unknown, disabled, frozen, sub-user and held account → the same words; mail to the one alone', async () => {
    const target = suite.get()
    await target.operate(
      { holds: [{ channel: 'loginEmail', until: target.clock.now() + dayMs }] },
      '100000000205',
    )
    const answers: string[] = []
    for (const email of [
      victim.loginEmail,
      'nobody@example.com',
      'disabled@example.com',
      'frozen@example.com',
      'sub@example.com',
      'held@example.com',
    ]) {
      const chat = openChat(target)
      await chat.say('reset my password')
      const heard = await chat.say(email)
      const late = await say(chat, 'status', 'help', 'I got nothing')
      answers.push(
        plain(heard.body.replaceAll(email, '@')) + plain(late.body.replaceAll(email, '@')),
      )
    }
    expect(new Set(answers).size).to.equal(1)
    const reset = (await target.sent()).filter(({ template }) => template === 'reset-password')
    expect(new Set(reset.map(({ to }) => to))).to.deep.equal(new Set([victim.loginEmail]))
  })

  it('C1 a case about a known, unknown, disabled or frozen account that was only named, asked of its state → the same words', async () => {
    const target = suite.get()
    const answers: string[] = []
    for (const id of [victim.id, '999999999999', '100000000201', '100000000202', '100000000205']) {
      await target.operate(
        { frozenUntil: id === '100000000205' ? target.clock.now() + dayMs : null },
        '100000000205',
      )
      const chat = openChat(target)
      const heard = await say(
        chat,
        'find my account',
        'account id',
        id,
        'a person',
        'I cannot get in',
        'yes',
        'status',
        'why am I locked',
      )
      answers.push(plain(heard.body.replaceAll(id, '#')).replaceAll(/\b1\d{3}\b/gu, '#'))
    }
    expect(new Set(answers).size).to.equal(1)
  })

  it('C1 a known and an unknown number by the doors of the page without scripts and of the web chat → the same', async () => {
    const target = suite.get()
    const answers: string[] = []
    for (const number of [victim.recoveryMobile, unknownMobile]) {
      let html = ''
      for (const text of ['find my account', 'mobile number', number, '000000']) {
        html = await formChat(target, html, text)
      }
      expect(html).to.include('code')
      answers.push(
        plain(html.slice(html.indexOf('<main')))
          .replaceAll(number.slice(3), '#')
          .replaceAll(/"[^"]*"/gu, ''),
      )
    }
    expect(
      answers[0]?.split('\n').filter((line) => answers[1]?.includes(line) !== true),
    ).to.deep.equal([])
  })

  it('C4 the gateway takes nothing for a while → known and unknown read what they always read; the log has no address', async () => {
    const target = suite.get()
    const inbox = join(target.dir, 'inbox.ndjson')
    const kept = `${inbox}.kept`
    const { rename } = await import('node:fs/promises')
    await rename(inbox, kept)
    await mkdir(inbox)
    const lines = target.log.length
    const answers: string[] = []
    for (const number of [victim.recoveryMobile, unknownMobile]) {
      const chat = openChat(target)
      answers.push(
        plain((await say(chat, 'find my account', 'mobile number', number, '000000')).body),
      )
    }
    expect(answers[0]).to.equal(answers[1])
    await target.sent().catch(() => [])
    await rm(inbox, { recursive: true })
    await rename(kept, inbox)
    const written = target.log.slice(lines)
    expect(linesWith(written, 'message.failed').length).to.be.at.least(1)
    expect(linesWith(written, victim.recoveryMobile.slice(3))).to.deep.equal([])
  })

  it('C5 all masks of one account by ID and by server, in every language → the same two digits; stable decoys for nobody', async () => {
    const target = suite.get()
    const masks = async (...lines: readonly string[]) => {
      const heard = await say(openChat(target), ...lines)
      return [...new Set(heard.text.match(/[•*\d]*•{4,}[•\d]*/gu))]
    }
    const byId = await masks('find my account', 'account id', victim.id)
    const byServer = await masks('find my account', 'server ip', '203.0.113.10')
    const inChinese = await masks('中文', '找回账号', '账号 ID', victim.id)
    expect(byId).to.deep.equal(['••••••••00'])
    for (const other of [byServer, inChinese]) {
      expect(other.every((mask) => mask.endsWith('00'))).to.equal(true)
    }
    const decoy = await masks('find my account', 'account id', '999999999998')
    expect(await masks('find my account', 'account id', '999999999998')).to.deep.equal(decoy)
    expect(decoy[0]).to.match(/^•{8}\d\d$/u)
  })

  it('C6 G5 a login email that somebody else has, and one that is free, are bound → the same words; the owner of the one is told', async () => {
    const target = suite.get()
    const answers: string[] = []
    const before = (await target.sent(victim.loginEmail)).filter(
      ({ template }) => template === 'email-claimed',
    )
    for (const email of [victim.loginEmail, 'free@example.com']) {
      target.clock.pass(dayMs)
      const chat = openChat(target)
      await say(chat, 'sign in', 'use my account id and a code', thief.id)
      await chat.say(await target.code(thief.recoveryMobile))
      await say(chat, 'change my login email', 'change it')
      await chat.say(await target.code(thief.recoveryEmail))
      const heard = await chat.say(email)
      const asked = await chat.say('yes')
      const wrong = await chat.say('000000')
      answers.push(
        plain(
          [heard, asked, wrong]
            .map(({ text }) => text)
            .join('\n')
            .replaceAll(email, '@')
            .replaceAll(/[a-z]{2}•+@/gu, '@'),
        ),
      )
    }
    expect(answers[0]).to.equal(answers[1])
    const told = (await target.sent(victim.loginEmail)).filter(
      ({ template }) => template === 'email-claimed',
    )
    expect(told.length).to.equal(before.length + 1)
    expect((await target.account(thief.id)).loginEmail).to.equal(thief.loginEmail)
  })

  it('C7 headers, sizes and ids of answers about known and unknown → nothing differs', async () => {
    const target = suite.get()
    const seen: string[] = []
    for (const number of [victim.recoveryMobile, unknownMobile]) {
      const conversation = {
        id: `headers-${'x'.repeat(8)}-${number === unknownMobile ? 'b' : 'a'}`,
      }
      let told = ''
      for (const [index, text] of ['find my account', 'mobile number', number].entries()) {
        const answer = await fetch(`${target.url}/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            type: 'message',
            id: `${conversation.id}-${index}`,
            channelId: 'emulator',
            serviceUrl: 'http://127.0.0.1:9/',
            conversation,
            from: { id: conversation.id },
            recipient: { id: 'bot' },
            deliveryMode: 'expectReplies',
            text,
          }),
        })
        const names = [...answer.headers].filter(([name]) => name !== 'date')
        told = JSON.stringify([answer.status, names, (await answer.text()).length])
      }
      seen.push(told)
    }
    expect(seen[0]).to.equal(seen[1])
  })

  it('C2 right and wrong passwords, with and without an account, on the sign-in page → as many rows are read and written', async () => {
    const target = suite.get()
    const rows = async () => {
      let count = 0
      for (const name of ['limits', 'audit', 'challenges', 'outbox'] as const) {
        for await (const _ of target.store.scan(name)) count += 1
      }
      return count
    }
    const grown: number[] = []
    for (const email of ['phoneless@example.com', 'nobody-2@example.com']) {
      const page = await signInPage(target, openChat(target))
      const before = await rows()
      await page.send({ email, password: 'Wrong-Entry-11' })
      grown.push((await rows()) - before)
    }
    expect(grown[0]).to.equal(grown[1])
  })

  it('C1 a frozen account is told from others by nobody who has no proof: sign-in page, reset, mobile, ID, server → as if it were sound', async () => {
    const target = suite.get()
    const all = async () => {
      const answers: string[] = []
      for (const lines of [
        ['find my account', 'mobile number', victim.recoveryMobile, '000000', 'resend'],
        ['find my account', 'account id', victim.id, '13912345678'],
        ['find my account', 'server ip', '203.0.113.10', '13912345678'],
        ['sign in', 'use my account id and a code', victim.id, '000000'],
        ['reset my password', victim.loginEmail, 'status'],
      ]) {
        answers.push(plain((await say(openChat(target), ...lines)).text))
      }
      const page = await signInPage(target, openChat(target))
      const { status, html } = await page.send({
        email: victim.loginEmail,
        password: 'Wrong-Entry-11',
      })
      return [...answers, `${status} ${html.includes('frozen')}`]
    }
    const sound = await all()
    target.clock.pass(2 * dayMs)
    await target.operate({ frozenUntil: target.clock.now() + dayMs })
    const frozen = await all()
    await target.operate({ frozenUntil: null })
    expect(frozen).to.deep.equal(sound)
    await signsIn(target, openChat(target))
    expect((await resetPage(target)).status).to.equal(200)
    expect((await openPage(`${target.url}/p/reset-password/${'b'.repeat(43)}`)).status).to.equal(
      410,
    )
  })
})
