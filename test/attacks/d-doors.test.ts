import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect } from 'chai'
import { deliver, emulatorEnvelope, openChat } from '../stand-ins/chat.ts'
import { programForSuite, unlimited } from '../stand-ins/program.ts'

describe('the doors of the whole program (attacks D1, D6, I7, L1)', () => {
  const suite = programForSuite(unlimited)
  const portOf = (): number => Number(new URL(suite.get().url).port)

  async function raw(head: string): Promise<string> {
    const socket = connect(portOf(), '127.0.0.1')
    socket.end(`${head}\r\nConnection: close\r\n\r\n`)
    return text(socket)
  }
  const statusOf = async (head: string): Promise<number> =>
    Number(/^HTTP\/1\.1 (\d{3})/.exec(await raw(head))?.[1] ?? '0')

  const shown = async (target: string, host: string): Promise<number> =>
    statusOf(`GET ${target} HTTP/1.1\r\nHost: ${host}`)

  it('L7 paths that climb out of the assets, or are none → 404', async () => {
    for (const path of [
      '/assets/../package.json',
      '/assets/%2e%2e%2fpackage.json',
      '/assets/..%5cpackage.json',
      '/assets/constructor',
      '/assets/__proto__',
      '/assets/%00',
      '/assets/%',
      '/%',
      '//x.test',
      '/p/check/%',
      `/p/check/${'a'.repeat(5_000)}`,
      '/directline/conversations/%/activities',
    ]) {
      const status = await statusOf(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${portOf()}`)
      expect(status, path).to.equal(404)
    }
  })

  it('D1 a foreign Host, in the header, in the target and twice → 421, or 400', async () => {
    const own = `127.0.0.1:${portOf()}`
    expect(await shown('/', own)).to.equal(200)
    expect(await shown(`http://${own}/`, own)).to.equal(200)
    expect(await shown('/', 'attacker.example')).to.equal(421)
    expect(await shown('http://attacker.example/', own)).to.equal(421)
    expect(await shown(`http://${own}/`, 'attacker.example')).to.equal(421)
    expect(await shown('/', `${own}\r\nHost: attacker.example`)).to.equal(400)
  })

  it('D1 X-Forwarded-Host, Forwarded and X-Original-URL → no answer changes', async () => {
    const { url } = suite.get()
    const hostile = {
      'x-forwarded-host': 'attacker.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=attacker.example',
      'x-original-url': '/dev/inbox.json',
      'x-http-method-override': 'POST',
    }
    for (const path of ['/', '/privacy', '/p/check/x']) {
      const [plain, odd] = [await fetch(url + path), await fetch(url + path, { headers: hostile })]
      expect(odd.status, path).to.equal(plain.status)
      expect(await odd.text(), path).to.not.include('attacker')
    }
    // What is for this machine alone is shut to what a proxy passed on.
    expect((await fetch(`${url}/dev/inbox`, { headers: hostile })).status).to.equal(404)
  })

  it('I7 a chat’s token bent in eight ways, and other origins → 403', async () => {
    const { url } = suite.get()
    const generate = async (headers: Record<string, string> = {}) =>
      fetch(`${url}/directline/tokens/generate`, { method: 'POST', headers })
    type Granted = { readonly token: string; readonly conversationId: string }
    const mine = (await (await generate()).json()) as Granted
    const other = (await (await generate()).json()) as Granted
    const read = async (token: string, conversation: string): Promise<number> => {
      const headers = { authorization: `Bearer ${token}` }
      const path = `${url}/directline/conversations/${conversation}/activities`
      return (await fetch(path, { headers })).status
    }
    const [body = '', seal = ''] = mine.token.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object
    const bent = (change: object) =>
      Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url')
    expect(await read(mine.token, mine.conversationId)).to.equal(200)
    for (const [token, conversation] of [
      [mine.token, other.conversationId],
      [`${bent({ c: other.conversationId })}.${seal}`, other.conversationId],
      [`${bent({ e: 9e15 })}.${seal}`, mine.conversationId],
      [body, mine.conversationId],
      [`${body}.`, mine.conversationId],
      [`${mine.token}.x`, mine.conversationId],
      ['a'.repeat(9_000), mine.conversationId],
      ['null', mine.conversationId],
    ] as const) {
      expect(await read(token, conversation), token.slice(0, 40)).to.equal(403)
    }
    for (const origin of [
      'https://attacker.example',
      'null',
      'http://localhost.attacker.example',
    ]) {
      expect((await generate({ origin })).status, origin).to.equal(403)
    }
  })

  it('I2 a delivery from outside names the built-in chat as its service → 403', async () => {
    const outside = await deliver(suite.get(), {
      ...emulatorEnvelope('c', 'u'),
      serviceUrl: 'https://webchat.latchkey.invalid/',
      deliveryMode: 'expectReplies',
      text: 'hello',
    })
    expect(outside.status).to.equal(403)
  })

  it('L1 many turns at the question with the longest card → a few kilobytes each on the disk', async () => {
    const program = suite.get()
    const chat = openChat(program)
    for (const line of ['find my account', 'mobile', 'help']) await chat.say(line)
    const log = join(program.dir, 'log-1')
    const before = (await stat(log)).size
    for (const line of ['why', 'status', 'repeat', 'help']) await chat.say(line)
    expect((await stat(log)).size - before).to.be.lessThan(4 * 12_000)
  })

  it('L1 six hundred senders that never finish their request → everybody else is served', async () => {
    const slow: Socket[] = []
    try {
      for (let index = 0; index < 600; index += 1) {
        const socket = connect(portOf(), '127.0.0.1')
        socket.on('error', () => {})
        slow.push(socket)
        await once(socket, 'connect')
        socket.write(
          'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
        )
      }
      const { url } = suite.get()
      expect((await openChat(suite.get()).say('hello')).status).to.equal(200)
      expect((await fetch(url)).status).to.equal(200)
      expect((await fetch(`${url}/healthz`)).status).to.equal(200)
    } finally {
      for (const socket of slow) socket.destroy()
    }
  })
})
