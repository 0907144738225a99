import { execFile } from 'node:child_process'
import { request } from 'node:http'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { projectRoot } from '../../src/root.ts'
import { freePort } from '../stand-ins/free-port.ts'
import { startChild } from '../stand-ins/program-child.ts'
import { dataFolder, type Variables } from '../stand-ins/program.ts'

const publicUrl = 'https://help.example.com'
const cli = join(projectRoot(), 'dist', 'src', 'cli', 'main.js')

/** The least that production starts with: the web page alone, by mail and text. */
const page: Variables = {
  NODE_ENV: 'production',
  HUMAN_CHECK: 'altcha',
  PUBLIC_URL: publicUrl,
  SECRET_KEY: 'kT9vR2mX7qLw4ZbN8sYd3HgJ6fPc1AeU',
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'Latchkey <no-reply@example.com>',
  SMS_URL: 'http://127.0.0.1:9/messages',
}

/** A bot that is registered with Microsoft. */
const teams: Variables = {
  MicrosoftAppId: '6b8f3c1e-0000-4000-8000-000000000001',
  MicrosoftAppPassword: 'a-client-secret',
  MicrosoftAppTenantId: '6b8f3c1e-0000-4000-8000-000000000002',
}

interface Answered {
  readonly status: number
  readonly body: string
}

interface Call {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

interface Started {
  /** Calls the server as a proxy in front of it would. */
  readonly call: (path: string, call?: Call) => Promise<Answered>
  /** Ends it, and tells what it said. */
  readonly end: () => Promise<string>
}

describe('production starts in every shape (design 4.2)', function () {
  this.timeout(60_000)
  let dir: string
  let running: Started | null = null
  beforeEach(async () => {
    dir = await dataFolder()
  })
  afterEach(async () => {
    await running?.end()
    running = null
    await rm(dir, { recursive: true, force: true })
  })

  const start = async (over: Variables): Promise<Started> => {
    const port = await freePort()
    const child = await startChild(dir, { ...page, ...over, PORT: String(port) })
    const call = (path: string, { method = 'GET', headers = {}, body }: Call = {}) =>
      new Promise<Answered>((resolve, reject) => {
        const own = { host: 'help.example.com', origin: publicUrl }
        const json = { ...own, 'content-type': 'application/json', ...headers }
        const sent = request(
          { host: '127.0.0.1', port, path, method, headers: json },
          (response) => {
            let text = ''
            response.setEncoding('utf8')
            response.on('data', (part: string) => {
              text += part
            })
            response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
          },
        )
        sent.on('error', reject)
        sent.end(body === undefined ? undefined : JSON.stringify(body))
      })
    running = { call, end: async () => (await child.end('SIGTERM')).errors }
    return running
  }

  /** Opens a chat on the page and says one thing; answers with every message of the assistant. */
  const chatted = async ({ call }: Started, text: string): Promise<string> => {
    const granted = await call('/directline/tokens/generate', { method: 'POST', body: {} })
    const { token, conversationId } = JSON.parse(granted.body) as Record<string, string>
    const headers = { authorization: `Bearer ${token}` }
    await call('/directline/conversations', { method: 'POST', headers, body: {} })
    const path = `/directline/conversations/${conversationId}/activities`
    const activity = { type: 'message', text, from: { id: 'me' } }
    await call(path, { method: 'POST', headers, body: activity })
    return (await call(path, { headers })).body
  }

  const delivery: Call = {
    method: 'POST',
    body: {
      type: 'message',
      id: 'a1',
      text: 'hello',
      channelId: 'msteams',
      deliveryMode: 'expectReplies',
      serviceUrl: 'https://smba.trafficmanager.net/teams/',
      from: { id: 'u1' },
      recipient: { id: 'b1' },
      conversation: { id: 'c1' },
    },
  }

  it('the web page alone: without a bot of Microsoft its door is shut, and the start says so', async () => {
    const server = await start({})
    expect((await server.call('/')).status).to.equal(200)
    expect(await chatted(server, 'hello')).to.include('Find my account')
    const knocked = await server.call('/api/messages', delivery)
    expect(knocked.status).to.equal(404)
    expect(knocked.body).to.include('takes no Bot Framework messages').and.not.include('hello')
    expect((await server.call('/desk')).status).to.equal(404)
    const told = await server.end()
    expect(told).to.include('MicrosoftAppId is not set, so /api/messages is shut')
    expect(told).to.match(/Note: .*people of support.*Teams/i)
  })

  it('mail alone: nothing that needs a text is offered, and the start says so', async () => {
    const server = await start({ SMS_URL: '' })
    const first = (await server.call('/')).body
    expect(first)
      .to.include('Reset my password')
      .and.not.match(/>\s*Find my account/)
    const said = await chatted(server, '13800138000')
    expect(said).to.include('Reset my password').and.not.include('Find my account')
    expect(await chatted(server, 'i forgot my account')).to.include('"flow":"talk-to-support"')
    expect(await server.end()).to.include('SMS_URL is not set, so no texts are sent')
    const { SMS_URL: _, ...withoutTexts } = page
    const env = { PATH: process.env['PATH'], DATA_DIR: dir, ...withoutTexts }
    const doctor = await promisify(execFile)(process.execPath, [cli, 'doctor'], { env }).catch(
      (failed: { stdout: string }) => failed,
    )
    expect(doctor.stdout).to.match(/^warn +texts: SMS_URL is not set/m)
  })

  it('accounts in a directory that is away: it starts, says that it is without, and keeps serving', async () => {
    const away = `http://127.0.0.1:${await freePort()}`
    const server = await start({
      DIRECTORY: 'http',
      DIRECTORY_URL: away,
      DIRECTORY_TOKEN: 'a-token-of-a-directory',
    })
    const ready = await server.call('/readyz')
    expect(ready).to.include({ status: 200 })
    expect(ready.body).to.include('without the directory')
    expect(await chatted(server, 'hello')).to.include('Find my account')
  })

  it('Teams: a delivery without a token is refused, and nothing is said of a door', async () => {
    const seen = { METRICS_TOKEN: 'a-metrics-token-of-20', TRUSTED_PROXIES: '1' }
    const server = await start({ ...teams, ...seen })
    expect((await server.call('/api/messages', delivery)).status).to.equal(401)
    expect(await server.end()).to.not.include('Note:')
  })

  it('a bot for many tenants still starts, with the word that no new ones can be made', async () => {
    const server = await start({ ...teams, MicrosoftAppType: 'MultiTenant' })
    expect(await server.end()).to.include('cannot be registered anew since 2025-07-31')
  })

  for (const cloud of ['usgov', 'china']) {
    it(`a bot in the cloud ${cloud} starts`, async () => {
      const server = await start({ ...teams, CLOUD: cloud })
      expect((await server.call('/api/messages', delivery)).status).to.equal(401)
    })
  }

  it('the figures are for whoever has the token; without one nobody has', async () => {
    const shut = await start({})
    expect((await shut.call('/metrics')).status).to.equal(404)
    expect(await shut.end()).to.include('METRICS_TOKEN is not set, so /metrics is shut')
    const token = 'a-metrics-token-of-20'
    const open = await start({ METRICS_TOKEN: token })
    const withToken = (given: string) =>
      open.call('/metrics', { headers: { authorization: `Bearer ${given}` } })
    expect((await open.call('/metrics')).status).to.equal(401)
    expect((await withToken(`${token}x`)).status).to.equal(401)
    const figures = await withToken(token)
    expect(figures.status).to.equal(200)
    expect(figures.body).to.include('latchkey_turns_total')
  })
})
