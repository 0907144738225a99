import { expect } from 'chai'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import type { Command } from '../../src/operations/command.ts'
import type { CommandDeps } from '../../src/operations/command-io.ts'
import { callOperation, protocolVersion, serveOperations } from '../../src/operations/remote.ts'
import type { SourceRow } from '../../src/operations/source-row.ts'
import { ServiceError } from '../../src/errors.ts'
import { createStand } from './stand.ts'

const importing: Command = { operation: 'accounts.import', dryRun: false }
const greeting = { latchkey: 'operations', version: protocolVersion }

async function* rowsOf(...rows: readonly SourceRow[]): AsyncGenerator<SourceRow> {
  yield* rows
}

const person = (line: number): SourceRow => ({
  line,
  row: { id: String(100_000_000_000 + line), displayName: `Person ${line}` },
})

const call = async (
  socket: Socket,
  command: Command,
  rows: AsyncIterable<SourceRow> = rowsOf(),
) => {
  const lines: string[] = []
  const onLine = async (to: string, text: string) => void lines.push(`${to}: ${text}`)
  const exit = await callOperation(socket, { command, rows }, { onLine, silenceMs: 10_000 })
  return { exit, lines }
}

const nowhere = () => Promise.resolve()

/** However it came about. */
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve))

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

describe('operations over a socket', () => {
  let server: Server
  let owned: Promise<void>[] = []
  let faults: unknown[] = []

  /** Starts an owner and answers the socket of a visitor of it. */
  const visit = async (own: (socket: Socket) => void): Promise<Socket> => {
    server = createServer(own)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return socket
  }

  const serve = (deps: CommandDeps) =>
    visit((socket) => {
      owned.push(serveOperations(socket, { ...deps, onFault: (error) => faults.push(error) }))
    })

  /** An owner that says these lines, whatever it is told, and then hangs up if it shall. */
  const say = (messages: readonly unknown[], then: 'end' | 'wait' = 'end') =>
    visit((socket) => {
      socket.on('error', () => {})
      socket.resume()
      for (const message of messages) {
        socket.write(typeof message === 'string' ? message : `${JSON.stringify(message)}\n`)
      }
      if (then === 'end') socket.end()
    })

  beforeEach(() => {
    owned = []
    faults = []
  })
  afterEach(async () => {
    await Promise.all(owned)
    const ended = once(server, 'close')
    server.close()
    await ended
  })

  it('imports in the owner what the visitor streams', async () => {
    const { deps, accounts } = createStand()
    const rows = rowsOf(...Array.from({ length: 2000 }, (_, index) => person(index + 1)))
    expect(await call(await serve(deps), importing, rows)).to.deep.equal({
      exit: 0,
      lines: ['out: Imported: 2000 new, 0 changed, 0 unchanged'],
    })
    expect(await accounts()).to.equal(2000)
  })

  it('refuses with the line numbers of the visitor’s file', async () => {
    const { deps, accounts } = createStand()
    const rows = rowsOf(person(1), { line: 7, row: { id: 'x' } }, { line: 9, problem: 'is odd' })
    expect(await call(await serve(deps), importing, rows)).to.deep.equal({
      exit: 1,
      lines: [
        'err: line 7: id: must look like 100000000012 (ACCOUNT_ID_PATTERN)',
        'err: line 9: is odd',
        'err: Nothing was imported: 2 problems.',
      ],
    })
    expect(await accounts()).to.equal(0)
  })

  it('answers every other command', async () => {
    const { deps, importObjects } = createStand()
    await importObjects([{ id: '100000000012', loginEmail: 'li.wei@example.com' }])
    const show: Command = {
      operation: 'accounts.show',
      id: '100000000012',
      json: true,
      reveal: true,
    }
    const shown = await call(await serve(deps), show)
    const json = shown.lines.map((line) => line.replace('out: ', '')).join('\n')
    expect(JSON.parse(json)).to.include({ loginEmail: 'li.wei@example.com' })
    server.close()
    const list: Command = { operation: 'audit.list', account: '100000000012', json: false }
    const listed = await call(await serve(deps), list)
    expect(listed.lines).to.have.length(1)
    expect(listed.lines[0]).to.match(/^out: 1 \S+ account\.revealed by cli \{\}$/)
    server.close()
    expect(await call(await serve(deps), { operation: 'audit.verify' })).to.deep.equal({
      exit: 0,
      lines: ['out: Intact: 2 entries in 2 chains'],
    })
    server.close()
    const examined = await call(await serve(deps), { operation: 'doctor' })
    expect(examined.exit).to.equal(0)
    expect(examined.lines).to.have.length(8)
    server.close()
    const cleared = await call(await serve(deps), {
      operation: 'limits.clear',
      account: '100000000012',
    })
    expect(cleared).to.deep.equal({ exit: 0, lines: ['out: Cleared 0 counters.'] })
  })

  it('imports nothing when the visitor leaves before the end of its file', async () => {
    const { deps, accounts } = createStand()
    const socket = await serve(deps)
    const version = protocolVersion
    socket.write(`${JSON.stringify({ version, command: importing })}\n`)
    socket.write(`${JSON.stringify(person(1))}\n`)
    socket.end()
    socket.resume()
    await closed(socket)
    await Promise.all(owned)
    expect(await accounts()).to.equal(0)
    expect(faults).to.deep.equal([])
  })

  it('imports nothing when the visitor cannot read its file to the end, and tells why', async () => {
    const { deps, accounts } = createStand()
    const unreadable = new Error('the disk is gone')
    async function* broken(): AsyncGenerator<SourceRow> {
      yield person(1)
      throw unreadable
    }
    expect(await failureOf(call(await serve(deps), importing, broken()))).to.equal(unreadable)
    await Promise.all(owned)
    expect(await accounts()).to.equal(0)
  })

  it('says nothing of a bug but that there was one, and tells the owner', async () => {
    const bug = new Error('secret inside')
    const { deps } = createStand()
    const store = { ...deps.store, find: () => Promise.reject(bug) }
    const answer = await call(await serve({ ...deps, store }), {
      operation: 'audit.list',
      account: '1',
      json: false,
    })
    expect(answer).to.deep.equal({
      exit: 1,
      lines: ['err: The server failed at this command; its log says more.'],
    })
    expect(faults).to.deep.equal([bug])
  })

  it('tells an outage of the store in its own words', async () => {
    const { deps } = createStand()
    const full = new ServiceError('ERR_STORE_FULL', 'the disk is full')
    const store = { ...deps.store, commit: () => Promise.reject(full) }
    const answer = await call(await serve({ ...deps, store }), importing, rowsOf(person(1)))
    expect(answer).to.deep.equal({ exit: 1, lines: ['err: the disk is full'] })
    expect(faults).to.deep.equal([])
  })

  const garbage: readonly (readonly [string, string])[] = [
    ['no JSON', 'GET / HTTP/1.1\r\n\r\n'],
    ['another shape', '{"version":1,"command":{"operation":"accounts.delete"}}\n'],
    ['another version', JSON.stringify({ version: 99, command: importing }).concat('\n')],
    ['an endless line', 'x'.repeat(600_000)],
    [
      'rows of another shape',
      `${JSON.stringify({ version: 1, command: importing })}\n{"end":false}\n`,
    ],
  ]
  for (const [what, text] of garbage) {
    it(`survives a visitor that sends ${what}`, async () => {
      const { deps, accounts } = createStand()
      const socket = await serve(deps)
      socket.on('error', () => {})
      socket.resume()
      socket.write(text)
      await closed(socket)
      await Promise.all(owned)
      expect(await accounts()).to.equal(0)
      expect(faults).to.deep.equal([])
    })
  }

  const owners: readonly (readonly [string, readonly unknown[], RegExp])[] = [
    ['hangs up at once', [], /held by another command/],
    ['greets as something else', ['220 mail.example.com\n'], /does not speak the protocol/],
    ['greets in another shape', [{ hello: 1 }], /did not greet/],
    ['is of another version', [{ ...greeting, version: 2 }], /version 2 .* version 1/],
    ['dies midway', [greeting, { out: 'half' }], /stopped in the middle/],
    ['dies in a line', [greeting, '{"exit":'], /stopped in the middle/],
    ['answers nonsense', [greeting, { exit: 7 }], /another protocol/],
    ['never ends a line', [greeting, 'x'.repeat(600_000)], /endless line/],
  ]
  for (const [what, messages, sentence] of owners) {
    it(`fails with a sentence when the owner ${what}`, async () => {
      const error = await failureOf(call(await say(messages), importing, rowsOf(person(1))))
      expect(error).to.be.instanceOf(ServiceError)
      expect(error).to.have.property('message').that.matches(sentence)
    })
  }

  it('takes an owner that resets the connection before its greeting for one that takes no visitors', async () => {
    const visitors: Socket[] = []
    const socket = await visit((visitor) => visitors.push(visitor))
    if (visitors.length === 0) await once(server, 'connection')
    const failure = failureOf(call(socket, importing))
    visitors[0]?.resetAndDestroy()
    const error = await failure
    expect(error).to.include({ code: 'ERR_STORE_LOCKED', retryable: true })
  })

  it('gives up on an owner that says nothing', async () => {
    const socket = await say([greeting], 'wait')
    const operation = { command: importing, rows: rowsOf() }
    const error = await failureOf(
      callOperation(socket, operation, { onLine: nowhere, silenceMs: 1 }),
    )
    expect(error).to.be.instanceOf(ServiceError)
    expect(error).to.have.property('message').that.includes('nothing came for')
  })

  it('waits for an owner that says it is still at work', async () => {
    const socket = await say([
      greeting,
      { alive: true },
      { err: 'soon' },
      { alive: true },
      { exit: 1 },
    ])
    expect(await call(socket, importing)).to.deep.equal({ exit: 1, lines: ['err: soon'] })
  })
})
