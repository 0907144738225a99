import { connect } from 'node:net'
import { once } from 'node:events'
import { expect } from 'chai'
import { refusal } from '../stores/refusal.ts'
import { ServiceError } from '../../src/errors.ts'
import { httpWorld, latch } from './http-world.ts'

describe('readiness and stopping', () => {
  it('is ready while the store is, and alive in any case', async () => {
    let isUp = true
    const { server, url } = await httpWorld({
      check: async () => {
        if (!isUp) throw new ServiceError('ERR_STORE_UNAVAILABLE', 'down')
      },
    })
    expect((await fetch(`${url}/readyz`)).status).to.equal(200)
    isUp = false
    const unready = await fetch(`${url}/readyz`)
    expect(unready.status).to.equal(503)
    expect(unready.headers.get('retry-after')).to.equal('5')
    expect(unready.headers.get('cache-control')).to.equal('no-store')
    expect((await fetch(`${url}/healthz`)).status).to.equal(200)
    isUp = true
    expect((await fetch(`${url}/readyz`)).status).to.equal(200)
    await server.drain()
  })

  it('says 503 to readiness and new turns once it stops, finishes those under way, then closes', async () => {
    const turn = latch()
    const arrival = latch()
    const { server, url } = await httpWorld({
      messages: async () => {
        arrival.open()
        await turn.opened
        return { status: 200, headers: {}, body: 'done' }
      },
    })
    const post = (): Promise<Response> =>
      fetch(`${url}/api/messages`, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json' },
      })
    const last = post()
    await arrival.opened
    server.stopTaking()
    expect((await fetch(`${url}/readyz`)).status).to.equal(503)
    const refused = await post()
    expect(refused.status).to.equal(503)
    expect(refused.headers.get('retry-after')).to.equal('5')
    const drained = server.drain()
    turn.open()
    expect(await (await last).text()).to.equal('done')
    await drained
    const failure: unknown = await fetch(`${url}/healthz`).catch((error: unknown) => error)
    expect(failure).to.be.instanceOf(Error)
  })

  it('closes idle and upgraded connections', async () => {
    const { server, port } = await httpWorld({
      upgrade: (_request, socket) => socket.write('taken\r\n') || true,
    })
    const idle = connect(port, '127.0.0.1')
    const upgraded = connect(port, '127.0.0.1')
    upgraded.write(
      `GET /x HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    )
    await once(upgraded, 'data')
    const closed = Promise.all([once(idle, 'close'), once(upgraded, 'close')])
    idle.resume()
    await server.drain()
    await closed
  })

  it('refuses to upgrade what is nobody’s, comes by a foreign name or while it stops', async () => {
    const { server, raw, port } = await httpWorld()
    const upgrade = (host: string): Promise<string> =>
      raw(`GET /x HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)
    expect(await upgrade(`localhost:${port}`)).to.match(/^HTTP\/1.1 404/u)
    expect(await upgrade('attacker.example')).to.match(/^HTTP\/1.1 400/u)
    server.stopTaking()
    expect(await upgrade(`localhost:${port}`)).to.match(/^HTTP\/1.1 400/u)
    await server.drain()
  })

  it('says which setting keeps it from listening: a port that is taken, or a host that is not here', async () => {
    const { server, port } = await httpWorld()
    const taken = await refusal(httpWorld({ settings: { port } }), 'ERR_CONFIG')
    expect(taken.message).to.contain(`PORT is "${port}": another program listens there`)
    await server.drain()
    for (const host of ['203.0.113.5', 'nobody.invalid', '.', '256.1.1.1']) {
      const nowhere = await refusal(httpWorld({ settings: { host } }), 'ERR_CONFIG')
      expect(nowhere.message).to.contain(`HOST is "${host}": this machine has no such address`)
    }
  })
})
