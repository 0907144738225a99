import { createServer, type Server } from 'node:net'
import { createServer as createHttp } from 'node:http'
import { once } from 'node:events'
import { expect } from 'chai'
import { createLog } from '../../src/app/log.ts'
import { ServiceError } from '../../src/errors.ts'
import { createHttpSmsGateway } from '../../src/gateways/http-sms.ts'
import { createSmtpGateway } from '../../src/gateways/smtp.ts'
import { outage as diskOutage } from '../../src/stores/lowdb/disk.ts'
import { outage as databaseOutage } from '../../src/stores/postgres/outage.ts'

const address = 'li.wei@example.org'
const number = '+8613800138000'
const secrets = [address, 'li.wei', number, '13800138000', '482913', 'hunter2!']

/** What the log writes of an error, in the field that all of the program uses. */
function written(error: unknown): string {
  const lines: string[] = []
  const log = createLog(
    { logLevel: 'debug', logFormat: null },
    { write: (line: string) => void lines.push(line) },
  )
  log.warn('message.failed', { id: 'row-1', error })
  return lines.join('')
}

async function failure(act: () => Promise<unknown>): Promise<unknown> {
  try {
    await act()
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

const letter = {
  id: 'row-1',
  medium: 'email',
  to: address,
  template: 'code',
  subject: 'Your code',
  text: `Your code is 482913`,
  html: null,
} as const

const portOf = (server: Server): number => {
  const at = server.address()
  return typeof at === 'object' && at !== null ? at.port : 0
}

/** A mail server that answers like those of the world: it quotes whom it refuses. */
async function mailServer(refusal: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.write('220 mail.example ESMTP\r\n')
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n').filter(Boolean)) {
        if (line.startsWith('RCPT')) socket.write(refusal)
        else socket.write('250 ok\r\n')
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function expectClean(line: string): void {
  for (const secret of secrets) expect(line).not.to.include(secret)
}

describe('an error of an outside party in the log', () => {
  for (const code of ['550 5.1.1', '450 4.2.1']) {
    it(`T11 H2 a mail server answers ${code} with the whole address → the log has the code alone`, async () => {
      const server = await mailServer(`${code} <${address}>: user unknown, code 482913\r\n`)
      const gateway = createSmtpGateway({
        url: `smtp://127.0.0.1:${portOf(server)}`,
        from: 'a@example.com',
        mustEncrypt: false,
      })
      const line = written(await failure(async () => gateway.deliver(letter)))
      await gateway.close()
      server.close()
      expectClean(line)
      expect(line).to.include(code.slice(0, 3))
      expect(line).to.match(/ERR_GATEWAY_(?:REFUSED|UNAVAILABLE)/u)
    })
  }

  it('T11 H2 an SMS gateway quotes text and number → the log has its status alone', async () => {
    const server = createHttp((_, response) => {
      response.writeHead(400)
      response.end(JSON.stringify({ error: `${number} cannot be reached, 482913` }))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const gateway = createHttpSmsGateway({
      url: `http://127.0.0.1:${portOf(server)}`,
      token: 'hunter2!',
    })
    const line = written(
      await failure(async () => gateway.deliver({ ...letter, medium: 'sms', to: number })),
    )
    server.close()
    expectClean(line)
    expect(line).to.include('400')
  })

  const quoting: readonly (readonly [string, unknown])[] = [
    [
      'a database that quotes its row',
      databaseOutage(
        Object.assign(new Error(`Key (email)=(${address}) already exists.`), {
          code: '40001',
          detail: `Failing row contains (${number}, 482913)`,
        }),
      ),
    ],
    [
      'an unknown error of a database',
      Object.assign(new Error(`row ${number}`), { code: '22P02', where: address }),
    ],
    ['a disk', diskOutage(new Error(`cannot write ${address}`), 'writing log-1')],
    ['JSON that quotes what it read', failureOfJson()],
    ['an error whose code is a text', Object.assign(new Error('x'), { code: `to ${address}` })],
    ['an error whose name is a text', Object.assign(new Error('x'), { name: address })],
    ['a message with lines like places', new Error(`no\n    at ${address} (${number})`)],
    [
      'a stack without its message',
      Object.assign(new Error('x'), { stack: `hunter2!\n    at ok (a.js:1:1)` }),
    ],
    [
      'a cause inside of causes',
      new ServiceError('ERR_CHAT_UNAVAILABLE', 'the channel could not be reached', {
        cause: new AggregateError([new Error(address)], number, {
          cause: new Error(`482913 ${address}`),
        }),
      }),
    ],
    ['what is no error', `${address} 482913`],
    ['an object', { to: address }],
  ]
  for (const [what, error] of quoting) {
    it(`T11 H2 an error that is ${what} → class and code alone`, () => expectClean(written(error)))
  }

  it('T11 an outage → our own words, the place and the code', () => {
    const cause = Object.assign(new Error(address), { code: 'ECONNRESET' })
    const line = written(
      new ServiceError('ERR_CHAT_UNAVAILABLE', 'the channel could not be reached', { cause }),
    )
    expect(line)
      .to.include('the channel could not be reached')
      .and.include('ECONNRESET')
      .and.include('at ')
  })
})

function failureOfJson(): unknown {
  try {
    return JSON.parse(`${address} 482913`)
  } catch (error) {
    return error
  }
}
