import { expect } from 'chai'
import { request } from 'node:http'
import type { Account } from '../../src/domain/account.ts'
import { openChat } from '../stand-ins/chat.ts'
import {
  linkTo,
  openPage,
  openWebChat,
  resetLink,
  resetPage,
  say,
  signInPage,
  signsIn,
  type Opened,
} from './moves.ts'
import {
  targetForSuite,
  thief,
  thiefPassword,
  victim,
  victimPassword,
  type Target,
} from './target.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const both = (newPassword: string, confirmPassword = newPassword) => ({
  newPassword,
  confirmPassword,
})

/** A request as no client of the web platform would make it. */
async function raw(url: string, method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    call.on('error', reject)
    call.end()
  })
}

/** The page on which the owner, signed in and proven, changes the password. */
async function pageToChange(target: Target) {
  const chat = openChat(target)
  await signsIn(target, chat)
  await chat.say('change my password')
  const heard = await chat.say(await target.code(victim.recoveryEmail))
  return openPage(linkTo('change-password', [heard.body], target))
}

describe('D: links and pages', () => {
  const suite = targetForSuite({ CODE_RESEND_SECONDS: '0', SENDS_PER_NUMBER_PER_HOUR: '1000' })

  const kept: { account?: Account } = {}

  beforeEach(async () => {
    const target = suite.get()
    target.clock.pass(4 * dayMs)
    kept.account ??= await target.account()
    await target.operate(kept.account)
  })

  /** The victim's password is reset, with the mailbox and the phone in hand. */
  async function resets(password: string): Promise<Opened> {
    const target = suite.get()
    const page = await resetPage(target)
    const asked = await page.send(both(password))
    return asked.send({ code: await target.code(victim.recoveryMobile) })
  }

  async function opens(password: string): Promise<boolean> {
    const target = suite.get()
    const page = await signInPage(target, openChat(target))
    const done = await page.send({ email: victim.loginEmail, password })
    return done.status === 200 && !done.html.includes('name="password"')
  }

  it('D1 a reset is asked for with a hostile Host, X-Forwarded-Host, Forwarded and X-Forwarded-Proto → the mailed link is on the configured origin', async () => {
    const target = suite.get()
    const hostile = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example;proto=http',
      'x-original-host': 'evil.example',
      'content-type': 'application/json',
    }
    for (const [index, text] of ['reset my password', victim.loginEmail].entries()) {
      await fetch(`${target.url}/api/messages`, {
        method: 'POST',
        headers: hostile,
        body: JSON.stringify({
          type: 'message',
          id: `hostile-${index}`,
          channelId: 'emulator',
          serviceUrl: 'http://127.0.0.1:9/',
          conversation: { id: 'hostile' },
          from: { id: 'hostile' },
          recipient: { id: 'bot' },
          deliveryMode: 'expectReplies',
          text,
        }),
      })
    }
    const mail = (await target.sent(victim.loginEmail)).findLast(
      ({ template }) => template === 'reset-password',
    )
    expect(mail?.text).not.to.include('evil.example')
    expect(mail?.text).to.include(`http://localhost:${new URL(target.url).port}/p/reset-password/`)
  })

  it('D2 twenty GETs, HEAD, a prefetch and a scanner’s browser before the human → the link still works, and no session came of it', async () => {
    const target = suite.get()
    await resetPage(target)
    const link = await resetLink(target)
    for (let index = 0; index < 20; index += 1) {
      const answer = await fetch(link)
      expect(answer.status).to.equal(200)
      expect(answer.headers.get('set-cookie')).to.equal(null)
    }
    for (const name of ['sec-purpose', 'purpose', 'x-moz']) {
      expect((await openPage(link, { [name]: 'prefetch' })).status).to.equal(200)
    }
    expect(await raw(link, 'HEAD', {})).to.equal(200)
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      expect(await raw(link, method, {}), method).to.be.oneOf([404, 405])
    }
    const page = await openPage(link)
    expect((await page.send(both('Copper-Kettle-31'))).html).to.include('name="code"')
  })

  it('D2 a scanner fetches the undo and confirm links with everything in the query → nothing happens before a press', async () => {
    const target = suite.get()
    await resets('Copper-Kettle-32')
    const texts = (await target.sent(victim.loginEmail)).map(({ text }) => text)
    const link = linkTo('undo', texts, target)
    await openPage(link)
    await openPage(`${link}?action=confirm&nonce=${(await openPage(link)).nonce}`)
    expect((await target.account()).frozenUntil).to.equal(null)
  })

  it('D3 the link after success, after its end, after a newer one, cut, in another case, with bytes behind it → one and the same page, without a word of why', async () => {
    const target = suite.get()
    const old = await resetPage(target)
    const used = await resetPage(target)
    const asked = await used.send(both('Copper-Kettle-33'))
    await asked.send({ code: await target.code(victim.recoveryMobile) })
    target.clock.pass(dayMs)
    const late = await resetPage(target)
    target.clock.pass(30 * minuteMs)
    const token = late.url.split('/').at(-1) ?? ''
    const swapped = token.replaceAll(/[a-z]/giu, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    )
    const at = (each: string) => late.url.replace(token, each)
    const pages: Opened[] = []
    for (const url of [old.url, used.url, late.url, at(swapped), at('a'.repeat(43))]) {
      pages.push(await openPage(url))
    }
    for (const page of [old, used, late]) pages.push(await page.send(both('Copper-Kettle-34')))
    expect(new Set(pages.map(({ status }) => status))).to.deep.equal(new Set([410]))
    expect(new Set(pages.map(({ html }) => html)).size).to.equal(1)
    for (const odd of [token.slice(0, -1), `${token}A`, `${token}%00`, `${token}/`, `${token}.`]) {
      expect((await openPage(at(odd))).status, odd).to.be.oneOf([404, 410])
    }
  })

  it('D3 the right form twenty times at once → the password changes once', async () => {
    const target = suite.get()
    const page = await resetPage(target)
    const asked = await page.send(both('Copper-Kettle-35'))
    const code = await target.code(victim.recoveryMobile)
    await Promise.all(Array.from({ length: 20 }, async () => asked.send({ code })))
    const changed = (await target.account()).changes.filter(({ kind }) => kind === 'password')
    expect(changed).to.have.lengthOf(1)
  })

  it('D3 a sign-in link is used, and used again for another account → the second is refused', async () => {
    const target = suite.get()
    const chat = openChat(target)
    const page = await signInPage(target, chat)
    await page.send({ email: victim.loginEmail, password: victimPassword })
    const again = await page.send({ email: thief.loginEmail, password: thiefPassword })
    expect(again.status).to.equal(410)
    expect((await say(chat, 'menu', 'my account')).body).to.include('li')
  })

  it('D3 the token of one page is taken to each of the others → none opens', async () => {
    const target = suite.get()
    const page = await resetPage(target)
    for (const other of ['sign-in', 'change-password', 'undo', 'confirm', 'continue', 'check']) {
      const answer = await openPage(page.url.replace('reset-password', other))
      expect(answer.status, other).to.be.oneOf([404, 410])
    }
  })

  it('D5 a reset is finished → sessions, codes, links, half-done flows and another reset of before are over', async () => {
    const target = suite.get()
    const open = openChat(target)
    await signsIn(target, open)
    await say(open, 'change my recovery number')
    const pending = await target.code(victim.recoveryEmail)
    const other = await resetPage(target)
    const link = await signInPage(target, openChat(target))
    await resets('Copper-Kettle-36')
    expect((await other.send(both('Copper-Kettle-37'))).status).to.equal(410)
    expect((await say(open, 'menu', 'my account')).step?.flow).to.equal('sign-in')
    await open.say(pending)
    expect((await target.account()).recoveryMobile).to.equal(victim.recoveryMobile)
    expect(await opens(victimPassword)).to.equal(false)
    expect(link.status).to.equal(200)
  })

  it('D6 every page of a secret → no referrer, no cache, no frames, nothing from elsewhere, password fields that take a paste', async () => {
    const target = suite.get()
    const chat = openChat(target)
    for (const page of [await resetPage(target), await signInPage(target, chat)]) {
      const { headers, html } = page
      expect(headers.get('referrer-policy')).to.equal('no-referrer')
      expect(headers.get('cache-control')).to.equal('no-store')
      expect(headers.get('x-frame-options')).to.equal('DENY')
      expect(headers.get('x-content-type-options')).to.equal('nosniff')
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).to.include("default-src 'none'").and.include("frame-ancestors 'none'")
      expect(policy).not.to.match(/https?:\/\/(?!localhost|127)|unsafe-|\*/u)
      expect(html).to.match(/type="password"/u)
      expect(html).not.to.match(/onpaste|autocomplete="off"/u)
      expect(html).not.to.match(/(?:src|href)="(?:https?:)?\/\/(?!localhost|127)/u)
      expect(html).not.to.match(/<script(?![^>]*src=)[^>]*>[^<]/u)
    }
  })

  it('D7 the form from another site, without a nonce, with the nonce of another link, to elsewhere afterwards → 403, and never a redirect', async () => {
    const target = suite.get()
    const page = await resetPage(target)
    const signIn = await signInPage(target, openChat(target))
    const other = await resetPage(target, thief.loginEmail)
    for (const [fields, headers] of [
      [{ nonce: '' }, {}],
      [{ nonce: undefined }, {}],
      [{ nonce: other.nonce }, {}],
      [{ nonce: signIn.nonce }, {}],
      [{}, { 'sec-fetch-site': 'cross-site' }],
      [{}, { origin: 'https://evil.example' }],
    ] as const) {
      const answer = await page.send({ ...both('Copper-Kettle-38'), ...fields }, headers)
      expect(answer.status, JSON.stringify([Object.keys(fields), headers])).to.be.oneOf([403, 410])
    }
    const led = await page.send({
      ...both('x'),
      next: 'https://evil.example',
      redirect: '//evil.example',
    })
    expect(led.headers.get('location')).to.equal(null)
    expect(led.html).not.to.include('evil.example')
  })

  it('D7 the same forms as text, as files and in another charset → refused', async () => {
    const target = suite.get()
    const { url, nonce } = await resetPage(target)
    const fields = { nonce, ...both('Copper-Kettle-39') }
    for (const [type, body] of [
      ['text/plain', new URLSearchParams(fields).toString()],
      ['multipart/form-data; boundary=x', '--x\r\n\r\n--x--'],
      ['application/x-www-form-urlencoded; charset=utf-16', new URLSearchParams(fields).toString()],
    ] as const) {
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body })
      expect(answer.status, type).to.be.within(400, 415)
    }
    expect((await target.account()).pendingPassword).to.equal(null)
  })

  it('D8 a new password is typed and the identity is never proven → nothing changes, and it is dropped in time', async () => {
    const target = suite.get()
    const was = (await target.account()).passwordHash
    const page = await resetPage(target)
    await page.send(both('Copper-Kettle-40'))
    expect((await target.account()).passwordHash).to.equal(was)
    target.clock.pass(31 * minuteMs)
    expect(await opens('Copper-Kettle-40')).to.equal(false)
    expect(await opens(victimPassword)).to.equal(true)
  })

  it('D8 the identity is proven with a code of the thief’s own account, and of another purpose → not applied', async () => {
    const target = suite.get()
    const was = (await target.account()).passwordHash
    const page = await resetPage(target)
    const asked = await page.send(both('Copper-Kettle-41'))
    const right = await target.code(victim.recoveryMobile)
    await say(openChat(target), 'find my account', 'mobile number', thief.recoveryMobile)
    const foreign = await target.code(thief.recoveryMobile)
    await say(openChat(target), 'find my account', 'mobile number', victim.recoveryMobile)
    const finding = await target.code(victim.recoveryMobile)
    for (const code of [foreign, finding]) {
      if (code !== right) await asked.send({ code })
    }
    expect((await target.account()).passwordHash).to.equal(was)
  })

  it('D10 passwords of 7, 8, 20 and 21 characters, with spaces, unseen characters, both Unicode forms and a megabyte → exactly the policy, nothing cut', async () => {
    const page = await resetPage(suite.get())
    const isTaken = async (password: string) =>
      (await page.send(both(password))).html.includes('name="code"')
    for (const wrong of [
      'Kt7_vqZ',
      'Kt7_vqZbKt7_vqZbWp3xY',
      'Kt7_vq Zb',
      'Kt7_vq\u00a0Zb',
      'Kt7_vq\u200bZb',
      'Kt7_vq\u2800Zb',
      'Kt7_vq\u202eZb',
      'Kt7_vq\u00adZb',
      'Kt7_vq\u{e0041}Zb',
      'Kt7_vq\u180eZb',
      'Kt7_vq\u3164Zb',
      'Zo\u00e97_vq',
      'Zoe\u03017_vq',
      'password-123',
      `Kt7_vqZb${'x'.repeat(1_000)}`,
      '',
    ]) {
      expect(await isTaken(wrong), JSON.stringify(wrong.slice(0, 24))).to.equal(false)
    }
    const large = await fetch(page.url, {
      method: 'POST',
      body: new URLSearchParams({ nonce: page.nonce, ...both('Kt7_'.repeat(300_000)) }),
    })
    expect(large.status).to.equal(413)
    expect(await isTaken('Kt7_vq🗝🔑')).to.equal(true)
  })

  it('D10 a password is set composed and typed decomposed → it opens', async () => {
    await resets('Zo\u00e97_vqKx1')
    expect(await opens('Zoe\u03017_vqKx1')).to.equal(true)
  })

  it('D11 the new password is the current one, each of the last three, the last decomposed, one with the email in it → refused; the fourth last → taken', async () => {
    const target = suite.get()
    const used = ['Zo\u00e97_vqKx1', 'Kt7_vqZb-2', 'Kt7_vqZb-3', 'Kt7_vqZb-4', 'Kt7_vqZb-5']
    for (const password of used) {
      await resets(password)
      target.clock.pass(4 * dayMs)
    }
    const page = await resetPage(target)
    const isTaken = async (password: string, confirmed = password) =>
      (await page.send(both(password, confirmed))).html.includes('name="code"')
    for (const known of used.slice(1)) expect(await isTaken(known), known).to.equal(false)
    expect(await isTaken('li.wei-Nimbus-1'), 'of the email').to.equal(false)
    expect(await isTaken('Qz8_vqZb-7', 'Qz8_vqZb-8'), 'mismatch').to.equal(false)
    expect(await isTaken(used[0] ?? ''), 'the fourth before').to.equal(true)
  })

  it('D11 the current password in its other Unicode form → refused as the same', async () => {
    await resets('Zo\u00e97_vqKx2')
    suite.get().clock.pass(4 * dayMs)
    const page = await resetPage(suite.get())
    expect((await page.send(both('Zoe\u03017_vqKx2'))).html).not.to.include('name="code"')
  })

  it('D12 the wrong old password again and again, over several links → counted for the account, stopped after five, on the audit trail', async () => {
    const target = suite.get()
    const page = await pageToChange(target)
    const wrong = { oldPassword: 'Wrong-Entry-11', ...both('Copper-Kettle-51') }
    for (let index = 0; index < 5; index += 1) expect((await page.send(wrong)).status).to.equal(422)
    expect((await page.send(wrong)).status).to.equal(429)
    expect((await page.send({ ...wrong, oldPassword: victimPassword })).status).to.equal(429)
    const noted = (await target.audit()).filter(({ action }) => action === 'password.refused')
    expect(noted.length).to.be.at.least(5)
  })

  it('D12 twelve guesses at the old password at one moment → five are judged', async () => {
    const target = suite.get()
    target.clock.pass(dayMs)
    const page = await pageToChange(target)
    const wrong = { oldPassword: 'Wrong-Entry-11', ...both('Copper-Kettle-51') }
    const sent = await Promise.all(Array.from({ length: 12 }, async () => page.send(wrong)))
    const judged = sent.filter(({ status }) => status === 422)
    expect(judged).to.have.length(5)
    target.clock.pass(dayMs)
  })

  it('D12 a password is changed with the old one → every other chat is signed out', async () => {
    const target = suite.get()
    target.clock.pass(dayMs)
    const other = openChat(target)
    await signsIn(target, other)
    const page = await pageToChange(target)
    const done = await page.send({ oldPassword: victimPassword, ...both('Copper-Kettle-52') })
    expect(done.status).to.equal(200)
    expect((await say(other, 'menu', 'my account')).step?.flow).to.equal('sign-in')
  })

  it('D2 the sign-in link of a chat of our own page is opened in its browser → no session for looking', async () => {
    const target = suite.get()
    const chat = await openWebChat(target)
    await chat.say('sign in')
    const link = linkTo('sign-in', [await chat.read()], target)
    for (let index = 0; index < 3; index += 1) await openPage(link, { cookie: chat.cookie })
    await chat.say('my account')
    expect(await chat.read()).not.to.include(victim.id.slice(-4))
  })
})
