import { rm } from 'node:fs/promises'
import { request } from 'node:http'
import { expect } from 'chai'
import { isFromThisMachine } from '../../src/this-machine.ts'
import { readConfig } from '../../src/config.ts'
import { configNotes } from '../../src/config/notes.ts'
import { freePort } from '../stand-ins/free-port.ts'
import { dataFolder, startProgram, type Program, type Variables } from '../stand-ins/program.ts'

const outside = 'https://help.example.com'

/** What a request of outside carries when a proxy of ours passes it on. */
const fromOutside = { host: 'help.example.com', 'x-forwarded-for': '203.0.113.9' }

interface Asked {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Asks as a client that chooses its own Host. */
async function ask(url: string, line: string, { headers = {}, body }: Asked = {}) {
  const [method = '', path = ''] = line.split(' ')
  const { port } = new URL(url)
  const all = { 'content-type': 'application/json', ...headers }
  return new Promise<number>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers: all }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** Runs one program for a suite, and answers with where it listens: its own address may be of the internet. */
function serverForSuite(over: Variables): () => string {
  let running: Program | null = null
  let url = ''
  before(async () => {
    const port = String(await freePort())
    url = `http://127.0.0.1:${port}`
    running = await startProgram(await dataFolder(), { ...over, PORT: port })
  })
  after(async () => {
    await running?.stop()
    if (running !== null) await rm(running.dir, { recursive: true, force: true })
  })
  return () => url
}

const agent = { desk: { name: 'Mallory' } }
/** The notes about the desk that some settings bring. */
const deskNotes = (given: Variables): readonly string[] =>
  configNotes(readConfig(given)).flatMap(({ check }) => (check === 'desk' ? [check] : []))

/** Everything that asks nobody who they are, with what it answers to this machine. */
const doors: readonly (readonly [string, unknown, number])[] = [
  ['GET /desk', undefined, 200],
  ['POST /directline/tokens/generate', agent, 200],
  ['GET /dev/inbox', undefined, 200],
  ['GET /dev/inbox.json', undefined, 200],
  ['GET /dev/inbox/state.json', undefined, 200],
  ['POST /dev/inbox/clear', {}, 303],
  ['POST /dev/inbox/restore', {}, 303],
]

const here = (source: string, host: string | undefined, more = {}): boolean =>
  isFromThisMachine({ source, headers: { host, ...more } })

describe('what is for trying out and asks nobody who they are', function () {
  this.timeout(60_000)

  for (const hops of ['0', '1']) {
    describe(`with an address of the internet, ${hops} trusted proxies`, () => {
      const program = serverForSuite({
        NODE_ENV: 'development',
        PUBLIC_URL: outside,
        TRUSTED_PROXIES: hops,
      })

      for (const [line, body, status] of doors) {
        it(`${line} is for this machine alone`, async () => {
          const url = program()
          const { port } = new URL(url)
          const own = { host: `localhost:${port}` }
          const strangers: readonly Readonly<Record<string, string>>[] = [
            fromOutside,
            { ...own, 'x-forwarded-for': '203.0.113.9' },
            { ...own, forwarded: 'for=203.0.113.9' },
            { host: 'help.example.com' },
          ]
          for (const headers of strangers) {
            const told = await ask(url, line, { headers, body })
            expect(told, JSON.stringify(headers)).to.be.oneOf([403, 404])
          }
          expect(await ask(url, line, { headers: own, body })).to.equal(status)
        })
      }

      it('the chat itself is for everybody', async () => {
        const url = program()
        expect(await ask(url, 'GET /', { headers: fromOutside })).to.equal(200)
        const begun = { headers: fromOutside, body: {} }
        expect(await ask(url, 'POST /directline/tokens/generate', begun)).to.equal(200)
      })
    })
  }

  describe('with DESK=true, as behind a proxy on a private network', () => {
    const program = serverForSuite({ DESK: 'true', TRUSTED_PROXIES: '1' })

    it('the desk is open to whoever gets there, and the inbox is not', async () => {
      const url = program()
      const headers = { host: `localhost:${new URL(url).port}`, 'x-forwarded-for': '172.18.0.1' }
      expect(await ask(url, 'GET /desk', { headers })).to.equal(200)
      const joins = { headers, body: agent }
      expect(await ask(url, 'POST /directline/tokens/generate', joins)).to.equal(200)
      expect(await ask(url, 'GET /dev/inbox', { headers })).to.equal(404)
    })
  })

  it('an open desk at an address of the internet is noted', () => {
    expect(deskNotes({ DESK: 'true', PUBLIC_URL: outside })).to.deep.equal(['desk'])
    expect(deskNotes({ DESK: 'true', HOST: '0.0.0.0' })).to.deep.equal(['desk'])
    expect(deskNotes({ DESK: 'true' })).to.be.empty
    expect(deskNotes({ PUBLIC_URL: outside, HOST: '0.0.0.0' })).to.be.empty
  })

  it('a request is of this machine by its connection, its Host, and by what no proxy denies', () => {
    expect(here('127.0.0.1', 'localhost:3978')).to.equal(true)
    expect(here('::1', '[::1]:3978')).to.equal(true)
    expect(here('127.0.0.2', '127.0.0.1')).to.equal(true)
    expect(here('127.0.0.1', 'localhost', { 'x-forwarded-for': '127.0.0.1' })).to.equal(true)
    expect(here('192.168.1.7', 'localhost:3978'), 'a forged Host').to.equal(false)
    expect(here('2001:db8::1', 'localhost:3978')).to.equal(false)
    expect(here('', 'localhost:3978')).to.equal(false)
    expect(here('127.0.0.1', 'attacker.example:3978'), 'rebinding').to.equal(false)
    expect(here('127.0.0.1', undefined)).to.equal(false)
    expect(
      here('127.0.0.1', 'localhost', { 'x-forwarded-for': '127.0.0.1, 203.0.113.9' }),
    ).to.equal(false)
    expect(here('127.0.0.1', 'localhost', { 'x-real-ip': '203.0.113.9' })).to.equal(false)
  })
})
