import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { ServiceError } from '../../src/errors.ts'
import { openChat } from '../stand-ins/chat.ts'
import { runToRefusal } from '../stand-ins/program-child.ts'
import { dataFolder, startProgram } from '../stand-ins/program.ts'

describe('a start that cannot go well ends with a clear sentence (design 4.1, 4.2, attacks K2, K4)', function () {
  // A machine with other work to do is slow, not wrong.
  this.timeout(60_000)
  let dir: string
  beforeEach(async () => {
    dir = await dataFolder()
  })
  afterEach(async () => rm(dir, { recursive: true, force: true }))

  const filled = async (): Promise<string> => {
    const program = await startProgram(dir)
    await openChat(program).say('find my account')
    await program.stop()
    return join(dir, 'log-1')
  }

  it('K4 a second process opens the same folder → refused with a clear sentence, the first one goes on', async () => {
    const program = await startProgram(dir)
    const { code, errors } = await runToRefusal(dir)
    expect(code).to.equal(1)
    expect(errors).to.include('in use by another process').and.include(dir)
    expect(errors).to.not.match(/\n\s+at /)
    expect((await openChat(program).say('hello')).status).to.equal(200)
    await program.stop()
  })

  it('L4 the port is taken → the start ends and names it', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo
    const { code, errors } = await runToRefusal(dir, { PORT: String(port) })
    taken.close()
    expect(code).to.equal(1)
    expect(errors).to.include(String(port))
    expect(errors).to.not.match(/\n\s+at /)
  })

  for (const [name, damage] of Object.entries({
    'holds null': async (file: string) => writeFile(file, 'null'),
    'is empty': async (file: string) => truncate(file, 0),
    'holds NULs': async (file: string) => writeFile(file, Buffer.alloc(4_096)),
    'holds something else': async (file: string) => writeFile(file, '{"accounts":{}}\n'),
    'has a changed byte in its middle': async (file: string) => {
      const bytes = await readFile(file)
      const at = Math.floor(bytes.length / 2)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      await writeFile(file, bytes)
    },
  })) {
    it(`K2 a store file that ${name} → refused with its name and the way out, left as it is`, async () => {
      const file = await filled()
      await damage(file)
      const damaged = await readFile(file)
      const refusal = await startProgram(dir).then(
        async (program) => program.stop(),
        (error: unknown) => error,
      )
      expect(refusal).to.be.instanceOf(ServiceError)
      const { message } = refusal as ServiceError
      expect(message)
        .to.include(file)
        .and.match(/backup|restore|remove|move/i)
      expect((await readFile(file)).equals(damaged)).to.equal(true)
    })
  }

  it('K2 the last line of the store is torn → set aside, everything before it is there', async () => {
    const file = await filled()
    const { size } = await stat(file)
    await writeFile(file, '{"half of a com', { flag: 'a' })
    const program = await startProgram(dir)
    expect((await openChat(program).say('hello')).status).to.equal(200)
    await program.stop()
    const torn = (await readdir(dir)).filter((name) => name.endsWith('.torn'))
    expect(torn).to.deep.equal([`log-1.${size}.torn`])
  })

  it('K2 the process starts on a damaged store → one sentence and exit code 1', async () => {
    await writeFile(await filled(), 'null')
    const { code, errors } = await runToRefusal(dir)
    expect(code).to.equal(1)
    expect(errors).to.include(join(dir, 'log-1'))
    expect(errors).to.not.match(/\n\s+at /)
  })

  it('H6 I4 many bad settings → each is named at once, with what it may be', async () => {
    const bad = {
      PORT: '70000',
      HUMAN_CHECK: 'maybe',
      CODE_LIFETIME_SECONDS: '-1',
      DEFAULT_LOCALE: 'tlh',
      PUBLIC_URL: 'ftp://example.com/path',
      STORE: 'abacus',
    }
    const { code, errors } = await runToRefusal(dir, bad)
    expect(code).to.equal(1)
    for (const [variable, value] of Object.entries(bad)) {
      expect(errors).to.include(`${variable} is "${value}": it must be`)
    }
    expect(errors).to.not.match(/\n\s+at /)
  })

  it('I4 H6 a production without app, tenants or https, with mock messages → refuses to start, with every reason', async () => {
    const { code, errors } = await runToRefusal(dir, { NODE_ENV: 'production' })
    expect(code).to.equal(1)
    for (const name of ['PUBLIC_URL', 'SECRET_KEY', 'HUMAN_CHECK', 'SMTP_URL']) {
      expect(errors).to.include(name)
    }
  })

  it('K6 the folder and each of its files → readable by their owner alone', async () => {
    await filled()
    for (const name of await readdir(dir)) {
      const { mode } = await stat(join(dir, name))
      expect(mode & 0o077, name).to.equal(0)
    }
    expect((await stat(dir)).mode & 0o077).to.equal(0)
  })
})
