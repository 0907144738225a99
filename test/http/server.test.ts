import { expect } from 'chai'
import { ServiceError } from '../../src/errors.ts'
import { failing, httpWorld, latch, type HttpWorld } from './http-world.ts'

const json = { 'content-type': 'application/json' }

describe('the HTTP server', () => {
  const worlds: HttpWorld[] = []
  const world = async (options: Parameters<typeof httpWorld>[0] = {}): Promise<HttpWorld> => {
    const made = await httpWorld(options)
    worlds.push(made)
    return made
  }
  afterEach(async () => {
    for (const { server } of worlds.splice(0)) await server.drain()
  })

  it('hands a request over in plain words', async () => {
    const { url, seen } = await world()
    const body = new URLSearchParams({ nonce: 'n', code: '1 2' })
    await fetch(`${url}/p/check/a%20b?x=1`, { method: 'POST', body })
    expect(seen[0]).to.deep.include({
      method: 'POST',
      path: '/p/check/a%20b',
      params: { page: 'check', token: 'a b' },
      body: { nonce: 'n', code: '1 2' },
      source: '127.0.0.1',
    })
    expect(seen[0]?.query.get('x')).to.equal('1')
  })

  it('carries the security headers on every answer, good or bad', async () => {
    const { url } = await world()
    for (const path of [
      '/',
      '/nothing',
      '/healthz',
      '/readyz',
      '/metrics',
      '/api/messages',
      '/%zz',
    ]) {
      const { headers } = await fetch(`${url}${path}`)
      expect(headers.get('x-content-type-options'), path).to.equal('nosniff')
      expect(headers.get('referrer-policy'), path).to.equal('no-referrer')
      expect(headers.get('x-frame-options'), path).to.equal('DENY')
      expect(headers.get('content-security-policy'), path).to.include("default-src 'none'")
      expect(headers.get('strict-transport-security'), path).to.include('max-age')
      expect(headers.get('cache-control'), path).to.equal('no-store')
      expect(headers.get('server'), path).to.equal(null)
    }
  })

  it('answers an unknown path with 404 and a wrong method with 405, as a page or as JSON', async () => {
    const { url } = await world()
    const page = await fetch(`${url}/wp-login.php`, { headers: { accept: 'text/html' } })
    expect(page.status).to.equal(404)
    expect(await page.text()).to.include('<!doctype html>')
    const plain = await fetch(`${url}/wp-login.php`)
    expect(plain.headers.get('content-type')).to.include('application/json')
    expect(await plain.json()).to.have.nested.property('error.code', '404')
    expect((await fetch(`${url}/api/messages`)).status).to.equal(405)
    expect((await fetch(`${url}/`, { method: 'DELETE' })).status).to.equal(405)
    expect((await fetch(`${url}/%zz`)).status).to.be.within(400, 404)
  })

  it('lets the pages draw a problem for who reads pages, and answers machines shortly as ever', async () => {
    const { url } = await world({
      problemPages: ({ status, headers, query }) =>
        status === 405
          ? null
          : {
              status,
              headers: { 'content-type': 'text/html' },
              body: `${status} ${headers['accept-language']} ${query.get('lang')}`,
            },
      routes: [
        { method: 'GET', path: '/', handler: failing(new Error('a bug')) },
        {
          method: 'GET',
          path: '/out',
          handler: failing(new ServiceError('ERR_STORE_UNAVAILABLE', 'gone')),
        },
      ],
    })
    const reader = { headers: { accept: 'text/html', 'accept-language': 'zh-CN' } }
    const read = async (path: string) => (await fetch(`${url}${path}`, reader)).text()
    expect(await read('/nowhere?lang=en')).to.equal('404 zh-CN en')
    expect(await read('/')).to.equal('500 zh-CN null')
    expect(await read('/out')).to.equal('503 zh-CN null')
    const wrong = await fetch(`${url}/`, { ...reader, method: 'DELETE' })
    expect(await wrong.text()).to.include('<!doctype html>')
    for (const accept of ['application/json', '*/*']) {
      const plain = await fetch(`${url}/nowhere`, { headers: { accept } })
      expect(await plain.json()).to.have.nested.property('error.code', '404')
    }
  })

  it('answers HEAD where GET is answered, without a body', async () => {
    const { url } = await world()
    const answer = await fetch(`${url}/`, { method: 'HEAD' })
    expect(answer.status).to.equal(200)
    expect(answer.headers.get('content-length')).to.equal('5')
    expect(await answer.text()).to.equal('')
  })

  it('refuses bodies that are too large (413), malformed (400) or of another kind (415)', async () => {
    const { url, seen } = await world()
    const post = async (
      body: string | Uint8Array | FormData,
      headers: Record<string, string> = json,
    ): Promise<number> =>
      (await fetch(`${url}/api/messages`, { method: 'POST', body, headers })).status
    expect(await post(JSON.stringify({ text: 'a'.repeat(256 * 1024) }))).to.equal(413)
    expect(await post('{')).to.equal(400)
    expect(await post('"\u{1F600}')).to.equal(400)
    expect(await post(new Uint8Array([0x22, 0xff, 0x22]))).to.equal(400)
    expect(await post('a=1&a=2', { 'content-type': 'application/x-www-form-urlencoded' })).to.equal(
      400,
    )
    expect(await post('<x/>', { 'content-type': 'text/xml' })).to.equal(415)
    expect(await post('{}', { ...json, 'content-encoding': 'gzip' })).to.equal(415)
    const upload = new FormData()
    upload.set('file', new Blob(['x']), 'x.txt')
    expect(await post(upload, {})).to.equal(415)
    expect(seen).to.deep.equal([])
    expect(await post('{}', { 'content-type': 'application/json; charset=utf-8' })).to.equal(200)
  })

  it('never leaks an error’s words', async () => {
    const { url, lines } = await world({
      routes: [
        { method: 'GET', path: '/broken', handler: failing(new Error('secret detail')) },
        {
          method: 'GET',
          path: '/down',
          handler: failing(new ServiceError('ERR_STORE_UNAVAILABLE', 'secret host')),
        },
      ],
    })
    const bug = await fetch(`${url}/broken`)
    const text = await bug.text()
    expect(bug.status).to.equal(500)
    expect(text).to.not.include('secret')
    const { error } = JSON.parse(text) as { error: { reference: string } }
    expect(lines.join(' ')).to.include(error.reference)
    const outage = await fetch(`${url}/down`)
    expect(outage.status).to.equal(503)
    expect(outage.headers.get('retry-after')).to.equal('5')
    expect(await outage.text()).to.not.include('secret')
  })

  it('answers pages only under its own names, and probes and channels under any', async () => {
    const { raw, port } = await world()
    const get = async (path: string, host: string): Promise<string> =>
      (await raw(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).slice(9, 12)
    expect(await get('/', 'id.example.com')).to.equal('200')
    expect(await get('/', 'ID.example.com:443')).to.equal('200')
    for (const name of ['localhost', '127.0.0.1', '[::1]'])
      expect(await get('/', `${name}:${port}`)).to.equal('200')
    for (const host of [
      'attacker.example',
      'localhost',
      'localhost:1',
      'id.example.com.attacker.example',
      '',
    ]) {
      expect(await get('/', host), host).to.equal('421')
    }
    for (const path of ['/healthz', '/readyz', '/metrics'])
      expect(await get(path, '10.1.2.3')).to.equal('200')
  })

  it('knows no loopback name in production', async () => {
    const { url } = await world({ settings: { isProduction: true } })
    expect((await fetch(`${url}/`)).status).to.equal(421)
    expect((await fetch(`${url}/healthz`)).status).to.equal(200)
  })

  it('refuses a header that says one thing when it is sent twice', async () => {
    const { raw, port, seen } = await world()
    const get = (lines: string): Promise<string> =>
      raw(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\n${lines}Connection: close\r\n\r\n`)
    for (const name of ['Authorization', 'Origin', 'Host', 'Sec-Fetch-Site']) {
      expect(await get(`${name}: localhost:${port}\r\n${name}: b\r\n`), name).to.match(
        /^HTTP\/1.1 400/u,
      )
    }
    expect(seen).to.deep.equal([])
    expect(await get('Accept: a\r\nAccept: b\r\n')).to.match(/^HTTP\/1.1 200/u)
  })

  it('answers what is no HTTP with 400', async () => {
    const { raw } = await world()
    expect(await raw('what is this\r\n\r\n')).to.match(/^HTTP\/1.1 400/u)
  })

  it('counts a source’s requests and says when to come back', async () => {
    const { url } = await world({ settings: { webFlood: { requests: 3, seconds: 60 } } })
    const statuses: number[] = []
    for (let index = 0; index < 5; index += 1) statuses.push((await fetch(`${url}/`)).status)
    expect(statuses).to.deep.equal([200, 200, 200, 429, 429])
    const refused = await fetch(`${url}/`)
    expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 60)
    expect(refused.headers.get('cache-control')).to.equal('no-store')
    expect((await fetch(`${url}/healthz`)).status).to.equal(200)
  })

  it('turns requests away early when too many are under way, and stays alive (L1)', async () => {
    const { opened, open } = latch()
    const { url } = await world({
      settings: { maxUnderWay: 2 },
      messages: async () => {
        await opened
        return { status: 200, headers: {}, body: '' }
      },
    })
    const post = (): Promise<Response> =>
      fetch(`${url}/api/messages`, { method: 'POST', body: '{}', headers: json })
    const flood = Array.from({ length: 20 }, post)
    const first = await Promise.race(flood)
    expect(first.status).to.equal(503)
    expect(first.headers.get('retry-after')).to.equal('2')
    expect(first.headers.get('cache-control')).to.equal('no-store')
    expect((await fetch(`${url}/healthz`)).status).to.equal(200)
    open()
    const statuses = (await Promise.all(flood)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).to.have.length(2)
    expect((await post()).status).to.equal(200)
  })

  it('measures answers by route template, without anybody’s name', async () => {
    const { url } = await world()
    await fetch(`${url}/p/check/secret-token`)
    const metrics = await (await fetch(`${url}/metrics`)).text()
    expect(metrics).to.include('route="/p/:page/:token"')
    expect(metrics).to.not.include('secret-token')
  })
})
