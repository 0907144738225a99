import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext, TLSSocket } from 'node:tls'
import { expect } from 'chai'
import { ServiceError } from '../../../src/errors.ts'
import { createDatabase } from '../../../src/stores/postgres/database.ts'
import { makeCertificate, type TestCertificate } from '../../directories/certificate.ts'

/** The first message of a client that wants TLS (PostgreSQL 55.7, SSLRequest). */
const sslRequest = '0000000804d2162f'

/** Takes one connection as a database would, up to the name of the user; null for a server without TLS. */
async function database(certificate: TestCertificate | null) {
  const clear: string[] = []
  const sealed: string[] = []
  const sockets = new Set<Socket>()
  const pem = certificate === null ? null : await pemOf(certificate)
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', (bytes) => {
      clear.push(bytes.toString('hex'))
      if (pem === null) {
        socket.write('N')
        socket.on('data', (more) => clear.push(more.toString('hex')))
        return
      }
      socket.write('S')
      const secure = new TLSSocket(socket, {
        isServer: true,
        secureContext: createSecureContext(pem),
      })
      secure.on('error', () => {})
      secure.on('data', (more) => {
        sealed.push(more.toString('latin1'))
        secure.destroy()
      })
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    clear,
    sealed,
    url: `postgres://somebody:password@127.0.0.1:${(server.address() as AddressInfo).port}/latchkey`,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

async function pemOf({ certificate, keyFile }: TestCertificate) {
  return { cert: certificate, key: await readFile(keyFile, 'utf8') }
}

/** Asks once, and answers with what is said of the outage that comes of it. */
async function asked(url: string): Promise<string | null> {
  const opened = createDatabase({ url })
  try {
    await opened.ask({ name: 'one', text: 'SELECT 1' }, [])
    return null
  } catch (error) {
    return error instanceof ServiceError ? `${error.code} ${error.message}` : String(error)
  } finally {
    await opened.close()
  }
}

const demanding = (url: string, ca?: TestCertificate): string =>
  `${url}?sslmode=verify-full${ca === undefined ? '' : `&sslrootcert=${ca.certificateFile}`}`

describe('a database with sslmode=verify-full', () => {
  let dir = ''
  let right: TestCertificate
  let ofAnother: TestCertificate
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'latchkey-database-'))
    right = makeCertificate(dir, 'IP:127.0.0.1', 'right')
    ofAnother = makeCertificate(dir, 'IP:127.0.0.9', 'another')
  })
  after(async () => {
    await rm(dir, { recursive: true, force: true })
  })

  it('hears nothing of us when it has no TLS', async () => {
    const server = await database(null)
    const told = await asked(demanding(server.url))
    server.close()
    expect(told).to.include('ERR_STORE_UNAVAILABLE the database offers no TLS')
    expect(server.clear).to.deep.equal([sslRequest])
  })

  it('hears nothing of us when nobody vouches for it, or when it is another one', async () => {
    for (const [own, trusted] of [[right], [right, ofAnother], [ofAnother, ofAnother]] as const) {
      const server = await database(own)
      const told = await asked(demanding(server.url, trusted))
      server.close()
      expect(told).to.match(/^ERR_STORE_UNAVAILABLE .*certificate of the database/)
      expect(server.clear).to.deep.equal([sslRequest])
      expect(server.sealed).to.deep.equal([])
    }
  })

  it('is spoken to when its certificate is right', async () => {
    const server = await database(right)
    await asked(demanding(server.url, right))
    server.close()
    expect(server.sealed.join('')).to.include('somebody')
    expect(server.clear).to.deep.equal([sslRequest])
  })

  it('is not asked when the file of its authority cannot be read, which is said', async () => {
    for (const file of ['/nowhere', tmpdir()]) {
      const url = `postgres://somebody@127.0.0.1:9/latchkey?sslmode=verify-full&sslrootcert=${file}`
      expect(await asked(url), file).to.include('look at sslrootcert')
    }
  })
})
