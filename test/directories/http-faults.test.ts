import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { expect } from 'chai'
import { usualLimits } from '../../src/directories/http/call.ts'
import { openHttpDirectory } from '../../src/directories/http/http-directory.ts'
import { ServiceError } from '../../src/errors.ts'
import type { Directory } from '../../src/ports/directory.ts'

const abilities = {
  finds: ['account-id', 'login-email'],
  verifiesPassword: true,
  setsPassword: true,
  changes: ['loginEmail'],
  endsSessions: false,
  unlocks: false,
  knowsOperations: true,
}
const keys = [{ by: 'login-email', value: 'li.wei@example.com' }] as const

const json =
  (body: unknown): RequestListener =>
  (_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body))
  }

const status =
  (code: number): RequestListener =>
  (_request, response) => {
    response.writeHead(code, { location: '/elsewhere' })
    response.end('secret words')
  }

describe('a directory behind HTTP that fails', () => {
  let server: Server | null = null
  let url = ''
  let listener: RequestListener = status(500)
  let directory: Directory | null = null
  const get = (): Directory => {
    if (directory === null) throw new Error('not open')
    return directory
  }
  const open = async (limits = usualLimits): Promise<Directory> =>
    openHttpDirectory({
      address: { url: `${url}/base/`, token: 'token-nobody-logs', limits },
      reading: { defaultRegion: 'CN', allowDocumentationIps: true },
    })

  before(async () => {
    server = createServer((...both) => listener(...both))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    listener = json(abilities)
    directory = await open()
  })
  after(() => server?.close())

  const faults: Readonly<Record<string, RequestListener>> = {
    'answers 500': status(500),
    'does not take the token': status(401),
    'sends elsewhere': status(302),
    'answers no JSON': (_request, response) => response.end('<html>'),
    'answers an entry without a reference': json({
      entries: [[{ accountId: '1', status: 'active', hasPassword: true }]],
    }),
    'answers another number of keys': json({ entries: [] }),
    'answers a status that there is not': json({
      entries: [[{ reference: 'r', accountId: '1', status: 'gone', hasPassword: true }]],
    }),
    'answers more than any answer should have': (_request, response) =>
      response.end(`{"entries":[[]]}${' '.repeat(2 * 1024 * 1024)}`),
    'breaks off': (_request, response) => {
      response.write('{"entries"')
      setImmediate(() => response.destroy())
    },
  }
  for (const [what, fault] of Object.entries(faults)) {
    it(`is away when it ${what}`, async () => {
      listener = fault
      const error: unknown = await get()
        .find(keys)
        .catch((thrown: unknown) => thrown)
      expect(error).to.be.instanceOf(ServiceError)
      expect(error).to.include({ code: 'ERR_DIRECTORY_UNAVAILABLE', retryable: true })
      expect(String(error)).not.to.match(/secret|nobody/)
    })
  }

  for (const code of [301, 302, 303, 307, 308]) {
    it(`is away when it sends elsewhere with ${code}, and nothing is asked or told there`, async () => {
      const asked: unknown[] = []
      listener = (request, response) => {
        if (request.url !== '/elsewhere') return status(code)(request, response)
        asked.push(request.headers)
        return json({ entries: [[]], outcome: 'done' })(request, response)
      }
      for (const ask of [
        async () => get().find(keys),
        async () => get().setPassword({ operation: 'op-3', reference: 'r' }, 'x'),
      ]) {
        const error: unknown = await ask().catch((thrown: unknown) => thrown)
        expect(error).to.include({ code: 'ERR_DIRECTORY_UNAVAILABLE' })
      }
      expect(asked).to.deep.equal([])
    })
  }

  it('is away when it does not answer in time', async () => {
    listener = json(abilities)
    const hasty = await open({ ...usualLimits, answerMs: 300 })
    listener = () => {}
    const error: unknown = await hasty.find(keys).catch((thrown: unknown) => thrown)
    expect(error).to.include({ code: 'ERR_DIRECTORY_UNAVAILABLE', retryable: true })
  })

  it('drops who was not asked for, and what cannot be read', async () => {
    const entry = { status: 'active', hasPassword: true } as const
    listener = json({
      entries: [
        [
          { ...entry, reference: 'a', accountId: '1', loginEmails: ['Li.Wei@example.com', '@'] },
          { ...entry, reference: 'b', accountId: '2', loginEmails: ['li.weihua@example.com'] },
        ],
      ],
    })
    const [found = []] = await get().find(keys)
    expect(found).to.have.length(1)
    expect(found[0]).to.deep.include({ reference: 'a', loginEmails: ['li.wei@example.com'] })
  })

  it('drops whose account ID is no line that people can be told', async () => {
    const entry = { reference: 'a', status: 'active', hasPassword: true } as const
    const loginEmails = ['li.wei@example.com']
    for (const accountId of [
      ' ',
      'li\nwei',
      'li\u202ewei',
      'li\u200bwei',
      '\ud800',
      '1'.repeat(101),
    ]) {
      listener = json({ entries: [[{ ...entry, accountId, loginEmails }]] })
      expect(await get().find(keys), JSON.stringify(accountId)).to.deep.equal([[]])
    }
  })

  it('has somebody with a thousand servers, as customers of a cloud may have', async () => {
    const servers = Array.from({ length: 1000 }, (_, at) => `11.0.${at >> 8}.${at & 255}`)
    const entry = { status: 'active', hasPassword: true, reference: 'a', accountId: '1' } as const
    const loginEmails = ['li.wei@example.com']
    listener = json({ entries: [[{ ...entry, servers, loginEmails }]] })
    const [[found] = []] = await get().find(keys)
    expect(found?.servers).to.deep.equal(servers)
  })

  it('sends its token, and the operation as the key of idempotency', async () => {
    const seen: unknown[] = []
    listener = (request, response) => {
      const { authorization, 'idempotency-key': key } = request.headers
      seen.push([request.method, request.url, authorization, key])
      json({ outcome: 'done' })(request, response)
    }
    await get().setPassword({ operation: 'op-1', reference: 'r' }, 'x')
    expect(seen).to.deep.equal([['POST', '/base/set-password', 'Bearer token-nobody-logs', 'op-1']])
  })

  it('is not asked for what it says it cannot do', async () => {
    listener = status(500)
    const about = { operation: 'op-2', reference: 'r' }
    expect(await get().unlock(about)).to.include({ outcome: 'refused' })
    expect(await get().endSessions(about)).to.include({ outcome: 'refused' })
    expect(await get().find([{ by: 'server-ip', value: '203.0.113.10' }])).to.deep.equal([[]])
  })

  for (const [what, fault] of [
    ['is away', status(503)],
    ['does not say what it can do', json({ finds: ['telepathy'] })],
  ] as const) {
    it(`is asked what it can do with the next call when it ${what} at the start`, async () => {
      listener = fault
      const opened = await open()
      expect(opened.abilities).to.include({ setsPassword: true, knowsOperations: false })
      const error: unknown = await opened.check().catch((thrown: unknown) => thrown)
      expect(error).to.include({ code: 'ERR_DIRECTORY_UNAVAILABLE' })
      listener = json(abilities)
      await opened.check()
      expect(opened.abilities).to.deep.equal(abilities)
    })
  }
})
