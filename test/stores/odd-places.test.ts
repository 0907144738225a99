import { createServer } from 'node:net'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { ServiceError } from '../../src/errors.ts'
import { makeFolder, withinPatience } from '../../src/make-folder.ts'
import { examineDataDir } from '../../src/operations/data-dir.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { openPostgresStore } from '../../src/stores/postgres/postgres-store.ts'
import { systemClock, systemRandom } from '../../src/app/system.ts'

async function refusal(act: Promise<unknown>): Promise<ServiceError> {
  try {
    await act
  } catch (error) {
    if (error instanceof ServiceError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

async function told(url: string): Promise<string> {
  const options = { url, clock: systemClock, random: systemRandom, patienceMs: 0, connectMs: 500 }
  return (await refusal(openPostgresStore(options))).message
}

describe('a store in an odd place', function () {
  this.timeout(30_000)
  let base = ''
  before(() => {
    base = mkdtempSync(join(tmpdir(), 'odd-'))
    writeFileSync(join(base, 'file'), '')
  })
  after(() => rmSync(base, { recursive: true }))

  const places = [
    ['a folder that takes no folders', () => '/proc/nope'],
    ['one deep below such a folder', () => '/proc/nope/and/more'],
    ['a device', () => '/dev/null'],
    ['a file', () => join(base, 'file')],
    ['below a file', () => join(base, 'file', 'x')],
  ] as const
  for (const [what, dirOf] of places) {
    it(`is named within seconds, at start and by doctor: ${what}`, async function () {
      if (process.platform !== 'linux') this.skip()
      const dir = dirOf()
      const { code, message } = await refusal(openLowdbStore({ dir }))
      expect(code).to.equal('ERR_STORE_UNAVAILABLE')
      expect(message).to.include(dir.startsWith('/proc') ? '/proc/nope' : dir)
      expect((await examineDataDir(dir)).level).to.equal('fail')
    })
  }

  it('is made with all folders above it, for its owner alone', async () => {
    const dir = join(base, 'a', 'b', 'c')
    expect(await examineDataDir(dir)).to.include({ level: 'warn' })
    await makeFolder(dir)
    await makeFolder(dir)
    expect(await examineDataDir(dir)).to.include({ level: 'ok' })
  })

  it('is named when its disk does not answer', async () => {
    const hanging = new Promise<never>(() => {})
    const { message } = await refusal(withinPatience('/mnt/share', hanging))
    expect(message).to.include('/mnt/share does not answer')
  })

  it('is a database named by host, port and reason, never by its password', async () => {
    const said = await told('postgres://user:do-not-show@127.0.0.1:1/db')
    expect(said)
      .to.include('127.0.0.1:1')
      .and.include('ECONNREFUSED')
      .and.not.include('do-not-show')
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const at = silent.address()
    const port = typeof at === 'object' ? at?.port : 0
    expect(await told(`postgres://user:do-not-show@127.0.0.1:${port}/db`)).to.include(
      `127.0.0.1:${port}`,
    )
    silent.close()
    expect(await told('postgres://user:do-not-show@localhost/db?host=/nowhere&port=7')).to.include(
      '/nowhere:7',
    )
  })

  it('is said to be waited for, once, before the patience is over', async () => {
    const waits: string[] = []
    const url = 'postgres://user:do-not-show@127.0.0.1:1/db'
    const onWaiting = ({ message }: ServiceError): void => void waits.push(message)
    await refusal(
      openPostgresStore({
        url,
        clock: systemClock,
        random: systemRandom,
        patienceMs: 700,
        onWaiting,
      }),
    )
    expect(waits).to.have.length(1)
    expect(waits[0]).to.include('127.0.0.1:1')
  })
})
