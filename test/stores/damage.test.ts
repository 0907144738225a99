import { expect } from 'chai'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openLowdbStore, type LowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { encodeLine } from '../../src/stores/lowdb/lines.ts'
import { ServiceError } from '../../src/errors.ts'
import { length, write } from './ledger.ts'
import { refusal } from './refusal.ts'
import { temporaryFolders } from './temporary-folder.ts'
import { fastDisk } from './test-disk.ts'

const open = (dir: string, maxLogBytes = 1 << 20): Promise<LowdbStore> =>
  openLowdbStore({ dir, maxLogBytes, disk: fastDisk() })

const lineEnds = (log: Buffer): number[] =>
  [...log.entries()].filter(([, byte]) => byte === 0x0a).map(([at]) => at + 1)

/** Fills a folder with forty commits and many compactions. */
const compact = async (dir: string): Promise<string> => {
  const store = await open(dir, 1)
  for (let n = 1; n <= 40; n += 1) {
    await write(store, n, n)
    await store.idle()
  }
  await store.close()
  return dir
}

const named = async (dir: string, kind: string): Promise<string[]> =>
  (await readdir(dir)).filter((name) => new RegExp(`^${kind}-\\d+$`).test(name))

/** How many commits a folder with this log holds, or the code it is refused with. */
const reopen = async (dir: string, log: Buffer): Promise<number | string> => {
  await writeFile(join(dir, 'log-1'), log)
  try {
    const store = await open(dir)
    const count = await length(store)
    await store.close()
    return count
  } catch (error) {
    if (error instanceof ServiceError) return error.code
    throw error
  }
}

describe('a damaged embedded store', () => {
  const folders = temporaryFolders()
  /** A log of `count` commits, a line each. */
  const logOf = async (count: number): Promise<Buffer> => {
    const dir = await folders.make()
    const store = await open(dir)
    await write(store, 1, count)
    await store.close()
    return readFile(join(dir, 'log-1'))
  }

  it('that was cut anywhere holds exactly the commits that were whole', async () => {
    const log = await logOf(2)
    const [head = 0, ...ends] = lineEnds(log)
    const dir = await folders.make()
    for (let cut = 0; cut <= log.length; cut += 1) {
      const whole = ends.filter((end) => end <= cut).length
      const expected = cut < head ? 'ERR_STORE_CORRUPT' : whole
      expect(await reopen(dir, log.subarray(0, cut)), `cut at ${cut}`).to.equal(expected)
    }
  }).timeout(60_000)

  it('by one bit is refused, in its last commit as well, which was acknowledged (finding T15)', async () => {
    const log = await logOf(2)
    const dir = await folders.make()
    for (let at = 0; at < log.length; at += 1) {
      const damaged = Buffer.from(log)
      damaged.writeUInt8(log.readUInt8(at) ^ (1 << (at % 8)), at)
      expect(await reopen(dir, damaged), `byte ${at}`).to.equal('ERR_STORE_CORRUPT')
    }
  }).timeout(60_000)

  it('whose lines were lost, doubled or swapped is refused', async () => {
    const log = await logOf(4)
    const ends = lineEnds(log)
    const lines = [0, ...ends].slice(0, -1).map((from, n) => log.subarray(from, ends[n]))
    const [head, one, two, three, four] = lines
    if (!head || !one || !two || !three || !four) throw new Error('five lines were expected')
    const dir = await folders.make()
    for (const wrong of [
      [head, two, three, four],
      [head, one, three, four],
      [head, one, two, two, three, four],
      [head, two, one, three, four],
    ]) {
      expect(await reopen(dir, Buffer.concat(wrong))).to.equal('ERR_STORE_CORRUPT')
    }
  })

  it('keeps what it cuts in a file beside the log, for the owner alone', async () => {
    const log = await logOf(2)
    const end = lineEnds(log).at(-2) ?? 0
    const dir = await folders.make()
    expect(await reopen(dir, log.subarray(0, log.length - 5))).to.equal(1)
    const torn = join(dir, `log-1.${end}.torn`)
    expect(await readFile(torn)).to.deep.equal(log.subarray(end, log.length - 5))
    expect((await stat(torn)).mode & 0o777).to.equal(0o600)
    expect((await readFile(join(dir, 'log-1'))).length).to.equal(end)
  })

  it('says where to cut when a loss of power explains its last commit, and goes on after that', async () => {
    const log = await logOf(2)
    const end = lineEnds(log).at(-2) ?? 0
    const spoilt = Buffer.from(log).fill(0, end + 20, end + 30)
    const dir = await folders.make()
    await writeFile(join(dir, 'log-1'), spoilt)
    const error = await open(dir).then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(String(error)).to.include(`truncate -s ${end}`)
    expect(await readFile(join(dir, 'log-1'))).to.deep.equal(spoilt)
    expect(await reopen(dir, spoilt.subarray(0, end))).to.equal(1)
  })

  it('goes on after a cut as if nothing had been written', async () => {
    const log = await logOf(2)
    const dir = await folders.make()
    expect(await reopen(dir, log.subarray(0, log.length - 5))).to.equal(1)
    const store = await open(dir)
    await write(store, 2, 3)
    await store.close()
    const again = await open(dir)
    expect(await length(again)).to.equal(3)
    await again.close()
  })

  it('cuts a last commit that a power cut left as zeros', async () => {
    const log = await logOf(2)
    const end = lineEnds(log).at(-2) ?? 0
    const zeros = Buffer.concat([log.subarray(0, end), Buffer.alloc(log.length - end)])
    expect(await reopen(await folders.make(), zeros)).to.equal(1)
  })

  for (const [what, content] of [
    ['nothing', ''],
    ['null', 'null'],
    ['null and a line break', 'null\n'],
    ['an empty object', '{}\n'],
    ['zeros', '\0'.repeat(4096)],
  ] as const) {
    it(`is refused when its log holds ${what}, and the file stays as it was`, async () => {
      const dir = await folders.make()
      expect(await reopen(dir, Buffer.from(content))).to.equal('ERR_STORE_CORRUPT')
      expect(await readFile(join(dir, 'log-1'), 'utf8')).to.equal(content)
    })
  }

  it('is told with the file, the byte and the way out', async () => {
    const log = await logOf(3)
    const dir = await folders.make()
    const [, second = 0] = lineEnds(log)
    log.writeUInt8(log.readUInt8(second + 30) ^ 1, second + 30)
    await writeFile(join(dir, 'log-1'), log)
    const { message } = await refusal(open(dir), 'ERR_STORE_CORRUPT')
    expect(message).to.include(join(dir, 'log-1'))
    expect(message).to.include(`byte ${second}`)
    expect(message).to.match(/backup/i)
  })

  it('is refused when a newer version wrote it', async () => {
    const head = { latchkey: 'log', format: 2, generation: 1 }
    const dir = await folders.make()
    await writeFile(join(dir, 'log-1'), encodeLine([JSON.stringify(head)], 0).bytes)
    const { message } = await refusal(open(dir), 'ERR_STORE_CORRUPT')
    expect(message).to.match(/format 2/)
  })

  describe('after compactions', () => {
    it('holds everything, with one snapshot and the log after it', async () => {
      const dir = await compact(await folders.make())
      expect(await named(dir, 'snapshot')).to.have.length(1)
      expect(await named(dir, 'log')).to.have.length(1)
      expect((await named(dir, 'cold')).length).to.be.greaterThan(1)
      const store = await open(dir)
      expect(await length(store)).to.equal(40)
      await store.close()
    })

    for (const kind of ['snapshot', 'log', 'cold']) {
      it(`is refused when a ${kind} file is missing`, async () => {
        const dir = await compact(await folders.make())
        const [name = ''] = await named(dir, kind)
        await rm(join(dir, name))
        await refusal(open(dir), 'ERR_STORE_CORRUPT')
      })
    }

    it('is refused for any bit of its snapshot', async () => {
      const dir = await compact(await folders.make())
      const [name = ''] = await named(dir, 'snapshot')
      const path = join(dir, name)
      const whole = await readFile(path)
      for (let at = 0; at < whole.length; at += 1) {
        const damaged = Buffer.from(whole)
        damaged.writeUInt8(whole.readUInt8(at) ^ (1 << (at % 8)), at)
        await writeFile(path, damaged)
        await refusal(open(dir), 'ERR_STORE_CORRUPT')
      }
      for (let cut = 0; cut < whole.length; cut += 1) {
        await writeFile(path, whole.subarray(0, cut))
        await refusal(open(dir), 'ERR_STORE_CORRUPT')
      }
    }).timeout(60_000)

    it('refuses to read damaged cold rows', async () => {
      const dir = await compact(await folders.make())
      const [name = ''] = await named(dir, 'cold')
      const whole = await readFile(join(dir, name))
      whole.writeUInt8(whole.readUInt8(200) ^ 1, 200)
      await writeFile(join(dir, name), whole)
      const store = await open(dir)
      await refusal(length(store), 'ERR_STORE_CORRUPT')
      await store.close()
    })
  })

  it('is cleared of files that were never finished', async () => {
    const dir = await folders.make()
    await writeFile(join(dir, 'snapshot-2.tmp'), 'half')
    await writeFile(join(dir, 'log-2.tmp'), 'half')
    await (await open(dir)).close()
    expect((await readdir(dir)).toSorted()).to.deep.equal(['log-1'])
  })
})
