import { expect } from 'chai'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { runCommand } from '../../src/operations/command.ts'
import { openChat } from '../stand-ins/chat.ts'
import { createStand } from '../operations/stand.ts'
import { directoryWorld, reference } from '../stand-ins/directory-world.ts'
import { owner } from '../stand-ins/owner.ts'
import { linkTo, openPage, openWebChat, resetPage, say, signInPage, signsIn } from './moves.ts'
import { targetForSuite, thief, thiefPassword, victim, type Target } from './target.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const both = (newPassword: string, confirmPassword = newPassword) => ({
  newPassword,
  confirmPassword,
})

const oddPassword = (bytes: string | undefined): string => `Kt7_vqZb-${bytes}`

/** Sends bytes as they are; all that came back until the server closed or was silent for a moment. */
async function sendRaw({ url }: Target, text: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const parts: Buffer[] = []
  return new Promise((resolve) => {
    const done = () => {
      socket.destroy()
      resolve(Buffer.concat(parts).toString('latin1'))
    }
    socket.setTimeout(400, done)
    socket.on('data', (part) => parts.push(part))
    socket.on('error', done)
    socket.on('close', done)
    socket.end(Buffer.from(text, 'latin1'))
  })
}

const statusesIn = (answer: string): readonly number[] =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gmu)].map(([, status]) => Number(status))

/** Erases an account as the command does. */
async function erase(target: Target, id: string): Promise<string> {
  const told: string[] = []
  const io = {
    rows: (async function* () {})(),
    out: async (line: string) => void told.push(line),
    err: async (line: string) => void told.push(line),
  }
  const { deps } = createStand(target.store)
  await runCommand({ operation: 'accounts.erase', id }, io, { ...deps, clock: target.clock })
  return told.join('\n')
}

describe('what a stranger thought of afterwards', () => {
  const suite = targetForSuite({ CODE_RESEND_SECONDS: '60', SENDS_PER_NUMBER_PER_HOUR: '1000' })

  beforeEach(() => {
    suite.get().clock.pass(4 * dayMs)
  })

  it('T16 L1 a second request is hidden in the body or the headers of a first → one refusal, and nothing of the hidden one', async () => {
    const target = suite.get()
    const { host } = new URL(target.url)
    const hidden = `GET /dev/inbox.json HTTP/1.1\r\nHost: ${host}\r\n\r\n`
    const head = `POST /api/messages HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`
    const lengths = `Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`
    for (const [what, text] of Object.entries({
      'both lengths': `${head}${lengths}${hidden}`,
      'two lengths': `${head}Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
      'a list of lengths': `${head}Content-Length: 0, ${hidden.length}\r\n\r\n${hidden}`,
      'a signed length': `${head}Content-Length: +0\r\n\r\n${hidden}`,
      'two encodings': `${head}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${hidden}`,
      'an odd encoding': `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`,
      'a space before the colon': `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`,
      'a folded header': `${head}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${hidden}`,
      'a lone line feed': `${head}X: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
      'NUL in a header': `${head}X: a\u0000b\r\n\r\n${hidden}`,
      'an odd size of a chunk': `${head}Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n${hidden}`,
    })) {
      const answer = await sendRaw(target, text)
      const statuses = statusesIn(answer)
      expect(statuses.length, what).to.be.at.most(1)
      for (const status of statuses) expect(status, what).to.be.within(400, 431)
      expect(answer, what).not.to.include('"medium"')
    }
    expect((await fetch(`${target.url}/healthz`)).status).to.equal(200)
  })

  it('T16 L1 methods, upgrades and expectations that no door has, and bodies that unpack to a hundred megabytes → refused, the server lives', async () => {
    const target = suite.get()
    const { host } = new URL(target.url)
    for (const first of [
      'TRACE / HTTP/1.1',
      'CONNECT example.com:443 HTTP/1.1',
      'PROPFIND / HTTP/1.1',
      'GET /healthz HTTP/3.0',
      'GET http://[::1 HTTP/1.1',
      'GET http:// HTTP/1.1',
      'GET / HTTP/1.1\r\nX-Y: z',
    ]) {
      const answer = await sendRaw(target, `${first}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      expect(answer, first).not.to.match(/^HTTP\/1\.1 5(?!05)/u)
    }
    for (const name of ['[', '[::1', 'a b', ':', '%', '::::', 'a:99999', '<x>', 'x@', '\u00ff']) {
      const answer = await sendRaw(target, `GET /healthz HTTP/1.1\r\nHost: ${name}\r\n\r\n`)
      expect(answer, name).not.to.match(/^HTTP\/1\.1 5/u)
    }
    for (const more of [
      'Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n',
      'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: eA==\r\nSec-WebSocket-Version: 13\r\n',
      'Expect: 200-maybe\r\n',
    ]) {
      const answer = await sendRaw(target, `GET /healthz HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`)
      expect(answer, more).not.to.match(/^HTTP\/1\.1 (?:101|5)/u)
    }
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, 'a'))
    for (const encoding of ['gzip', 'deflate', 'br', 'gzip, gzip', 'GZIP']) {
      const answer = await fetch(`${target.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': encoding },
        body: bomb,
      })
      expect(answer.status, encoding).to.equal(415)
    }
    expect((await fetch(`${target.url}/healthz`)).status).to.equal(200)
  })

  it('T16 D7 I7 every spelling of a foreign origin at a form and at a chat’s token → refused', async () => {
    const target = suite.get()
    const page = await resetPage(target)
    const { host, port } = new URL(target.url)
    const foreign = [
      `http://${host}.evil.example`,
      `http://evil.example/${host}`,
      `http://${host}@evil.example`,
      `http://evil.example#${host}`,
      `http://evil.example?${host}`,
      `http://evil${host}`,
      `http://127.0.0.1.evil.example:${port}`,
      `http://127.0.0.1:${Number(port) + 1}`,
      `http://${host}, http://evil.example`,
      `http://${host} http://evil.example`,
      'http://',
      'file://',
      'evil',
      `//${host}`,
      '',
    ]
    for (const origin of foreign) {
      const form = await page.send(both('Copper-Kettle-61'), { origin })
      expect(form.status, `form from ${origin}`).to.equal(403)
      const generated = await fetch(`${target.url}/directline/tokens/generate`, {
        method: 'POST',
        headers: { origin },
      })
      expect(generated.status, `token from ${origin}`).to.be.within(400, 403)
    }
    const nobody = await fetch(`${target.url}/directline/tokens/generate`, {
      method: 'POST',
      headers: { origin: 'null' },
    })
    expect(nobody.status).to.be.within(400, 403)
    expect((await target.account()).pendingPassword).to.equal(null)
  })

  it('T16 D10 E1 a form whose bytes are no UTF-8, so that two passwords read alike → refused, also the lone surrogates that a script may send', async () => {
    const target = suite.get()
    const page = await resetPage(target)
    const post = async (fields: string) =>
      fetch(page.url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `nonce=${page.nonce}&${fields}`,
      })
    for (const [one, other] of [
      ['%FF%FE', '%FD%FC'],
      ['%C4%E3', '%BA%C3'],
      ['%C0%AF', '%E0%80'],
      ['%ED%A0%80', '%ED%BF%BF'],
      ['%', '%2'],
      ['%u4F60', '%u597D'],
    ]) {
      const answer = await post(
        `newPassword=${oddPassword(one)}&confirmPassword=${oddPassword(other)}`,
      )
      expect(answer.status, `${one} and ${other}`).to.be.oneOf([400, 422])
      const alike = await post(
        `newPassword=${oddPassword(one)}&confirmPassword=${oddPassword(one)}`,
      )
      expect(alike.status, `${one} twice`).to.be.oneOf([400, 422])
    }
    const surrogate = await page.send(both('Kt7_vqZb-\ufffd'))
    expect(surrogate.status).to.equal(422)
    expect((await target.account()).pendingPassword).to.equal(null)
  })

  it('T16 L4 paths, tokens and ids of chats that climb out of their place → nothing but not found', async () => {
    const target = suite.get()
    const chat = await openWebChat(target)
    const climbs = [
      '../../../etc/passwd',
      '..\\..\\.env',
      '....//....//.env',
      '.env',
      'C:\\x',
      '\u0000',
      '%00',
    ]
    const paths = climbs.flatMap((climb) =>
      ['vendor', 'packed', 'public', 'p/sign-in', 'directline/conversations', 'dev'].flatMap(
        (at) => [
          `/${at}/${encodeURIComponent(climb)}`,
          `/${at}/${encodeURIComponent(encodeURIComponent(climb))}`,
          `/${at}/./${encodeURIComponent(climb)}`,
        ],
      ),
    )
    for (const path of [...paths, '//etc/passwd', '/vendor//../../.env', '/%2e%2e/%2e%2e/.env']) {
      const answer = await sendRaw(
        target,
        `GET ${path} HTTP/1.1\r\nHost: ${new URL(target.url).host}\r\nConnection: close\r\n\r\n`,
      )
      expect(answer, path).not.to.match(/root:|MicrosoftApp|^HTTP\/1\.1 (?:2|5)/u)
    }
    for (const id of [
      ...climbs,
      `${chat.conversation}/../${chat.conversation}`,
      `${chat.conversation}%00`,
    ]) {
      const answer = await fetch(
        `${target.url}/directline/conversations/${encodeURIComponent(id)}/activities`,
        {
          headers: { authorization: `Bearer ${chat.token}` },
        },
      )
      expect(answer.status, id).to.be.oneOf([400, 403, 404])
    }
  })

  it('T16 F11 J1 one chat says three hundred things at once → each is answered, and others wait no longer for it', async () => {
    const target = suite.get()
    const flood = openChat(target)
    const other = openChat(target)
    const all = Promise.all(
      Array.from({ length: 300 }, async (_, index) => flood.say(`hello ${index}`)),
    )
    const heard = await Promise.all([other.say('find my account'), other.say('help')])
    for (const { status } of heard) expect(status).to.equal(200)
    for (const { status } of await all) expect(status).to.be.oneOf([200, 429, 503])
  })

  it('T16 B8 buttons, codes, pages and links of before are used after the account was erased → nothing opens, breaks or comes back', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await signsIn(target, chat, thief)
    const shown = await say(chat, 'my account')
    expect(shown.body).to.include('th')
    target.clock.pass(2 * minuteMs)
    const change = openChat(target)
    await signsIn(target, change, thief)
    await say(change, 'change my recovery number')
    const code = await target.code(thief.recoveryEmail)
    const reset = await resetPage(target, thief.loginEmail)
    const signIn = await signInPage(target, openChat(target))
    expect(await erase(target, thief.id)).to.match(/Erased/)
    for (const choice of [
      'start:my-account',
      'check-up',
      'muted',
      'sign-out',
      'yes',
      'start:change-contact',
    ]) {
      const heard = await chat.press(choice)
      expect(heard.status, choice).to.equal(200)
      expect(heard.body, choice).not.to.include(thief.id.slice(-4))
    }
    const typed = await change.say(code)
    expect(typed.status).to.equal(200)
    expect((await say(change, 'menu', 'my account')).step?.flow).to.equal('sign-in')
    expect((await reset.send(both('Copper-Kettle-62'))).status).to.equal(410)
    expect(
      (await signIn.send({ email: thief.loginEmail, password: thiefPassword })).status,
    ).to.equal(422)
    expect(await target.store.get('accounts', thief.id)).to.equal(null)
    for await (const { row } of target.store.scan('sessions'))
      expect(row.account).not.to.equal(thief.id)
  })

  it('T16 J1 the page of a reset is finished while its chat signs out, cancels, starts over and asks for another → one outcome, told as it is', async () => {
    const target = suite.get()
    const said = ['cancel', 'sign out', 'start over', 'reset my password', 'a person']
    for (const [index, words] of said.entries()) {
      target.clock.pass(4 * dayMs)
      const chat = openChat(target)
      await say(chat, 'reset my password', victim.loginEmail)
      const mails = (await target.sent(victim.loginEmail)).map(({ text }) => text)
      const page = await openPage(linkTo('reset-password', mails, target))
      const password = `Copper-Kettle-${index}7`
      const asked = await page.send(both(password))
      const code = await target.code(victim.recoveryMobile)
      const before = (await target.account()).passwordHash
      const [done, heard] = await Promise.all([asked.send({ code }), chat.say(words)])
      expect(heard.status, words).to.equal(200)
      expect(done.status, words).to.be.oneOf([200, 410])
      const isChanged = (await target.account()).passwordHash !== before
      expect(isChanged, words).to.equal(done.status === 200)
      expect((await asked.send({ code })).status, words).to.equal(410)
    }
    await target.operate({ passwordHash: null })
  })

  it('T16 A6 T15 the clock runs a day ahead for a moment and is set right → nobody waits for the day that never was', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await say(chat, 'find my account', 'mobile number')
    target.clock.pass(dayMs)
    await chat.say('+8613700137111')
    const ahead = openChat(target)
    await signsIn(target, ahead)
    target.clock.pass(-dayMs)
    target.clock.pass(2 * minuteMs)
    await say(openChat(target), 'find my account', 'mobile number', victim.recoveryMobile)
    const sent = (await target.sent(victim.recoveryMobile)).filter(
      ({ template }) => template === 'code',
    )
    const last = Date.parse(String(sent.at(-1)?.at))
    expect(target.clock.now() - last).to.be.within(0, minuteMs)
    const again = await say(
      chat,
      'start over',
      'find my account',
      'mobile number',
      victim.recoveryMobile,
    )
    expect(again.status).to.equal(200)
    expect(again.text).not.to.match(/(?:2[0-9]|1[0-9]) hours|tomorrow/)
  })

  for (const [what, lie] of Object.entries({
    'names another number': { recoveryMobiles: ['+8613700137000'] },
    'names nobody’s number': { recoveryMobiles: [] },
    'disables the account': { status: 'disabled' },
    'gives the ID to another entry': { accountId: '100000000555' },
  } as const)) {
    it(`T16 B8 a directory ${what} between a code and its answer → the code opens nothing`, async () => {
      const { world, directory } = directoryWorld()
      for (const words of ['my account', 'use my account id and a code', owner.id])
        await world.say(words)
      const code = world.codeFor(owner.recoveryMobile)
      directory.edit(reference, lie)
      if ('accountId' in lie) {
        directory.add({
          reference: 'another',
          accountId: owner.id,
          recoveryMobiles: ['+8613700137000'],
        })
      }
      const { text } = await world.say(code)
      expect(text).not.to.include('li••••')
      for await (const { row } of world.kept.scan('sessions')) expect(row, what).to.equal(null)
      expect(world.troubles).to.deep.equal([])
    })
  }
})
