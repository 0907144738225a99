import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { ServiceError } from '../../../src/errors.ts'
import { makeCertificate, type TestCertificate } from '../../directories/certificate.ts'
import { freePort } from '../../stand-ins/free-port.ts'
import { refusal } from '../refusal.ts'
import { unprivileged } from './binaries.ts'
import { withPostgres } from './server.ts'
import { openAt } from './stores.ts'

/** Nobody waits longer to hear of it, though a database that may come is waited for. */
const toldWithinMs = 10_000

/** What the start says first: a mistake at once, an outage before it is waited for. */
async function toldOf(url: string): Promise<string> {
  const waited: ServiceError[] = []
  const patienceMs = 1
  const opening = openAt(url, { patienceMs, onWaiting: (outage) => waited.push(outage) })
  const { message, cause } = await refusal(opening, 'ERR_STORE_UNAVAILABLE')
  if (cause instanceof Error) expect(message).not.to.contain(cause.message)
  return waited[0]?.message ?? message
}

describe('a DATABASE_URL that does not fit its database', function () {
  this.timeout(toldWithinMs)
  const server = withPostgres()
  let dir = ''
  let right: TestCertificate
  let ofAnother: TestCertificate
  before(async function () {
    this.timeout(60_000)
    dir = mkdtempSync(join(tmpdir(), 'latchkey-mistakes-'))
    chmodSync(dir, 0o755)
    right = makeCertificate(dir, 'IP:127.0.0.1', 'right')
    ofAnother = makeCertificate(dir, 'IP:127.0.0.9', 'another')
    chmodSync(right.keyFile, 0o600)
    const user = unprivileged()
    if (user !== null) chownSync(right.keyFile, user.uid, user.gid)
  })
  after(() => rmSync(dir, { recursive: true, force: true }))

  const at = (name: string, user: string): string =>
    server().urlOf(name).replace('latchkey@', `${user}@`)
  const demanding = (ca?: TestCertificate): string =>
    `${server().urlOf('postgres')}?sslmode=verify-full${ca === undefined ? '' : `&sslrootcert=${ca.certificateFile}`}`

  it('is told that TLS is demanded where none is offered', async () => {
    const told = await toldOf(demanding())
    expect(told).to.contain('offers no TLS, and the sslmode in DATABASE_URL demands it')
    expect(told).to.match(/it is at 127\.0\.0\.1:\d+\)$/)
  })

  it('is told the database that is not there, and the user', async () => {
    expect(await toldOf(server().urlOf('none'))).to.contain('no database of this name (3D000)')
    expect(await toldOf(at('postgres', 'nobody'))).to.contain('does not let this user in')
  })

  it('is told that its user lacks a right', async () => {
    const url = await server().database()
    await server().query(url, 'create role weak login')
    await server().query(url, 'revoke all on schema public from public')
    const told = await toldOf(url.replace('latchkey@', 'weak@'))
    expect(told).to.contain('the user of DATABASE_URL lacks a right')
  })

  it('is told that nothing listens, that a host is not known, and that nothing answers', async () => {
    const closed = await toldOf(`postgres://latchkey@127.0.0.1:${await freePort()}/x`)
    expect(closed).to.contain('nothing listens there').and.contain('DATABASE_URL')
    const unknown = await toldOf('postgres://latchkey@database.invalid/x')
    expect(unknown).to.contain('its host is not known').and.contain('database.invalid:5432')
    const mute = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1')
    await new Promise((resolve) => mute.once('listening', resolve))
    const { port } = mute.address() as AddressInfo
    const silent = await toldOf(`postgres://latchkey@127.0.0.1:${port}/x`)
    mute.close()
    expect(silent).to.contain('it does not answer').and.contain('DATABASE_URL')
  })

  it('is told what speaks no PostgreSQL', async () => {
    const web = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => web.once('listening', resolve))
    const { port } = web.address() as AddressInfo
    const told = await toldOf(`postgres://latchkey@127.0.0.1:${port}/x?sslmode=verify-full`)
    web.close()
    expect(told).to.contain('no PostgreSQL that speaks TLS')
  })

  describe('where TLS and a password are demanded', () => {
    before(async function () {
      this.timeout(60_000)
      const hba = join(dir, 'pg_hba.conf')
      const trusted = 'host all latchkey 127.0.0.1/32 trust'
      writeFileSync(hba, `${trusted}\nhostssl all all 127.0.0.1/32 scram-sha-256\n`)
      const url = server().urlOf('postgres')
      await server().query(url, "create role known login password 'right'")
      const files = {
        hba_file: hba,
        ssl_cert_file: right.certificateFile,
        ssl_key_file: right.keyFile,
      }
      for (const [name, value] of Object.entries({ ssl: 'on', ...files })) {
        await server().query(url, `alter system set ${name} = '${value}'`)
      }
      await server().crash()
      await server().start()
    })

    it('opens with the right ones', async () => {
      const store = await openAt(demanding(right))
      await store.check()
      await store.close()
    })

    it('is told who signed the certificate, and for whom it is', async () => {
      writeFileSync(join(dir, 'empty.pem'), 'nothing')
      const empty = { ...right, certificateFile: join(dir, 'empty.pem') }
      for (const ca of [undefined, ofAnother, empty]) {
        const told = await toldOf(demanding(ca))
        expect(told).to.contain('nobody who is trusted has signed').and.contain('sslrootcert')
      }
      const elsewhere = demanding(right).replace('127.0.0.1', 'localhost')
      expect(await toldOf(elsewhere)).to.contain('is for another host')
    })

    it('is told that the password is wrong or missing, or that TLS is', async () => {
      const secured = (user: string): string =>
        `${at('postgres', user)}?sslmode=verify-full&sslrootcert=${right.certificateFile}`
      expect(await toldOf(secured('known:wrong'))).to.contain('refuses user or password (28P01)')
      expect(await toldOf(secured('known'))).to.contain('asks for a password')
      expect(await toldOf(at('postgres', 'known:right'))).to.contain('sslmode in DATABASE_URL')
    })
  })
})
