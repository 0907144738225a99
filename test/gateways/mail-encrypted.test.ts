import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Duplex } from 'node:stream'
import { createSecureContext, TLSSocket } from 'node:tls'
import { expect } from 'chai'
import { ServiceError } from '../../src/errors.ts'
import { createSmtpGateway } from '../../src/gateways/smtp.ts'
import type { OutgoingMessage } from '../../src/ports/messenger.ts'
import { makeCertificate } from '../directories/certificate.ts'

const message: OutgoingMessage = {
  id: 'm1',
  medium: 'email',
  to: 'li.wei@example.com',
  template: 'reset-password',
  subject: 'Reset your password',
  text: 'Open http://localhost/p/reset-password/t',
  html: null,
}

interface Pem {
  readonly cert: string
  readonly key: string
}

/** A mail server that keeps what it hears in clear and what it hears encrypted apart. */
class MailServer {
  readonly clear: string[] = []
  readonly sealed: string[] = []
  readonly #sockets = new Set<Socket>()
  readonly #server: Server
  readonly #pem: Pem | null
  readonly #offers: boolean

  /** @param pem what STARTTLS is answered with; null refuses it. @param offers whether EHLO is answered with STARTTLS */
  constructor(pem: Pem | null, offers: boolean) {
    this.#pem = pem
    this.#offers = offers
    this.#server = createServer((socket) => {
      this.#sockets.add(socket)
      socket.on('error', () => {})
      socket.write('220 mailbox\r\n')
      this.#talk(socket, this.clear)
    })
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve)
    })
    return (this.#server.address() as AddressInfo).port
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
  }

  #talk(stream: Duplex, heard: string[]): void {
    const lines = createInterface({ input: stream })
    let isData = false
    lines.on('line', (line) => {
      heard.push(line)
      if (line === 'STARTTLS' && this.#pem !== null) {
        lines.close()
        stream.removeAllListeners('data')
        stream.write('220 go on\r\n')
        this.#upgrade(stream as Socket, this.#pem)
      } else if (!isData || line === '.') {
        isData = line === 'DATA'
        stream.write(this.#answer(line, heard === this.clear))
      }
    })
  }

  #upgrade(socket: Socket, pem: Pem): void {
    const secure = new TLSSocket(socket, {
      isServer: true,
      secureContext: createSecureContext(pem),
    })
    secure.on('error', () => {})
    this.#talk(secure, this.sealed)
  }

  #answer(line: string, isClear: boolean): string {
    if (line.startsWith('EHLO')) {
      return `250-mailbox\r\n${isClear && this.#offers ? '250-STARTTLS\r\n' : ''}250 AUTH PLAIN\r\n`
    }
    if (line === 'STARTTLS') return '502 5.5.1 not known\r\n'
    if (line.startsWith('AUTH')) return '235 ok\r\n'
    return line === 'DATA' ? '354 go on\r\n' : '250 ok\r\n'
  }
}

/** Sends the mail, and tells what became of it and what the server heard. */
async function sent(
  server: MailServer,
  { query = '', mustEncrypt = true }: { query?: string; mustEncrypt?: boolean } = {},
) {
  const url = `smtp://user:pass@127.0.0.1:${await server.listen()}${query}`
  const gateway = createSmtpGateway({ url, from: 'assistant@example.com', mustEncrypt })
  try {
    await gateway.deliver(message)
    return null
  } catch (error) {
    return error instanceof ServiceError ? error : null
  } finally {
    await gateway.close()
    server.close()
  }
}

function expectNothingInClear({ clear }: MailServer): void {
  expect(clear.filter((line) => !/^(EHLO|HELO|STARTTLS|QUIT)/.test(line))).to.deep.equal([])
}

describe('mail that has to be encrypted', () => {
  let dir = ''
  let pem: Pem
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'latchkey-mail-'))
    const { certificate, keyFile } = makeCertificate(dir, 'IP:127.0.0.1')
    pem = { cert: certificate, key: await readFile(keyFile, 'utf8') }
  })
  after(async () => {
    await rm(dir, { recursive: true, force: true })
  })

  it('goes to a server without STARTTLS by no word, and is tried again later', async () => {
    for (const offers of [false, true]) {
      const server = new MailServer(null, offers)
      const error = await sent(server)
      expect(error).to.include({ code: 'ERR_GATEWAY_UNAVAILABLE', retryable: true })
      expectNothingInClear(server)
    }
  })

  it('nor does an option in the address change that', async () => {
    for (const query of ['?ignoreTLS=true', '?requireTLS=false', '?opportunisticTLS=true']) {
      const server = new MailServer(null, false)
      expect(await sent(server, { query }), query).to.include({ retryable: true })
      expectNothingInClear(server)
    }
  })

  it('goes to no server whose certificate nobody vouches for', async () => {
    const server = new MailServer(pem, true)
    expect(await sent(server)).to.include({ code: 'ERR_GATEWAY_UNAVAILABLE', retryable: true })
    expectNothingInClear(server)
    expect(server.sealed).to.deep.equal([])
  })

  it('goes out encrypted, password and all, where the certificate is right', async () => {
    const server = new MailServer(pem, true)
    expect(await sent(server, { query: `?tls.ca=${encodeURIComponent(pem.cert)}` })).to.equal(null)
    expectNothingInClear(server)
    expect(server.sealed.join('\n')).to.include('AUTH PLAIN').and.include('/p/reset-password/t')
  })

  it('on this machine goes out in clear', async () => {
    const server = new MailServer(null, false)
    expect(await sent(server, { mustEncrypt: false })).to.equal(null)
    expect(server.clear.join('\n')).to.include('/p/reset-password/t')
  })
})
