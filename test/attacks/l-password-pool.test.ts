import { expect } from 'chai'
import { getRounds } from 'bcryptjs'
import { ServiceError } from '../../src/errors.ts'
import { decoyHash } from '../../src/hashing/password-hasher.ts'
import { createPasswordPool } from '../../src/hashing/password-pool.ts'
import type { PasswordPool, PasswordPoolOptions } from '../../src/hashing/password-pool.ts'
import { itHashesPasswords, quick } from '../hashing/hashers.ts'

const password = 'Kettle_42.blue'

/** How often the event loop came round while something else ran. */
async function turnsWhile(work: Promise<unknown>): Promise<number> {
  let turns = 0
  let isRunning = true
  const count = (): void => {
    turns += 1
    if (isRunning) setImmediate(count)
  }
  setImmediate(count)
  await work
  isRunning = false
  return turns
}

function busyCodes(results: readonly PromiseSettledResult<unknown>[]): readonly unknown[] {
  return results.flatMap((result) => {
    if (result.status === 'fulfilled') return []
    const reason: unknown = result.reason
    return [reason instanceof ServiceError && reason.retryable ? reason.code : reason]
  })
}

describe('the password pool', () => {
  const pools: PasswordPool[] = []
  const create = (options: PasswordPoolOptions): PasswordPool => {
    const pool = createPasswordPool({ threads: 1, cost: quick, ...options })
    pools.push(pool)
    return pool
  }
  afterEach(async () => {
    await Promise.all(pools.splice(0).map(async (pool) => pool.close()))
  })

  itHashesPasswords(() => create({}))

  it('L2 more passwords than the queue holds → refused at once, the rest is done', async () => {
    const pool = create({ maxQueue: 2 })
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, async () => pool.hash(password)),
    )
    expect(busyCodes(results)).to.deep.equal(Array<string>(7).fill('ERR_HASHING_BUSY'))
    expect(results.slice(0, 3).every(({ status }) => status === 'fulfilled')).to.equal(true)
  })

  it('T9 L2 one network floods the hashing → it has its share, the other places stay free', async () => {
    const pool = create({ maxQueue: 15 })
    const [greedy, other] = [pool.from?.('net-1') ?? pool, pool.from?.('net-2') ?? pool]
    const mine = Array.from({ length: 40 }, async () => greedy.hash(password))
    const theirs = await other.hash(password)
    expect(await pool.matches(password, theirs)).to.equal(true)
    const refused = busyCodes(await Promise.allSettled(mine))
    expect(refused).to.deep.equal(Array<string>(38).fill('ERR_HASHING_BUSY'))
    expect(await greedy.matches(password, theirs), 'afterwards').to.equal(true)
  })

  it('L2 the flood ends → new jobs are taken as soon as old ones are done', async () => {
    const pool = create({ maxQueue: 0 })
    for (let round = 0; round < 5; round += 1) {
      expect(await pool.matches(password, await pool.hash(password))).to.equal(true)
    }
  })

  it('L2 a comparison meets a full queue → refused as busy, never answered with no', async () => {
    const pool = create({ maxQueue: 0 })
    const hash = await pool.hash(password)
    const first = pool.matches(password, hash)
    const others = await Promise.allSettled([
      pool.matches(password, hash),
      pool.indexAmong(password, [hash]),
    ])
    expect(busyCodes(others)).to.deep.equal(['ERR_HASHING_BUSY', 'ERR_HASHING_BUSY'])
    expect(await first).to.equal(true)
  })

  it('L2 passwords that are too long → no place in the queue', async () => {
    const pool = create({ maxQueue: 0 })
    const underWay = pool.hash(password)
    expect(await pool.matches('a'.repeat(1_000_000), 'any')).to.equal(false)
    expect(await underWay).to.match(/^\$2b\$/)
  })

  it('L2 a change with a history of three → one job', async () => {
    const pool = create({ maxQueue: 0 })
    const hashes = [await pool.hash('a'), await pool.hash('b'), await pool.hash('c')]
    expect(await pool.indexAmong('c', [...hashes, await pool.hash('d')])).to.equal(2)
  })

  it('L2 hashing at full load → the event loop stays free', async () => {
    const pool = create({ cost: 10 })
    await pool.hash(password)
    const jobs = Promise.all(Array.from({ length: 4 }, async () => pool.hash(password)))
    // On this thread bcryptjs lets it round every 100 ms, and never while a synchronous call runs.
    expect(await turnsWhile(jobs)).to.be.greaterThan(1000)
  })

  it('C2 the decoy of an unknown account → as dear as a real hash', async () => {
    const pool = createPasswordPool({ threads: 1 })
    pools.push(pool)
    expect(getRounds(await pool.hash(password))).to.equal(12)
    expect(getRounds(pool.decoyHash)).to.equal(12)
  })

  it('C2 the decoy is compared → in full, and it fits nothing', async () => {
    const pool = create({})
    expect(getRounds(pool.decoyHash)).to.equal(quick)
    expect(decoyHash(9)).to.match(/^\$2b\$09\$[./A-Za-z0-9]{53}$/)
    expect(await pool.matches(password, pool.decoyHash)).to.equal(false)
    expect(await pool.indexAmong('', [pool.decoyHash])).to.equal(-1)
  })

  it('L3 the pool is closed → it finishes what it has', async () => {
    const pool = create({})
    const jobs = Promise.all(Array.from({ length: 3 }, async () => pool.hash(password)))
    const closed = pool.close()
    const late = await Promise.allSettled([pool.hash(password)])
    expect(busyCodes(late)).to.deep.equal(['ERR_HASHING_BUSY'])
    expect(await jobs).to.have.length(3)
    await closed
    await pool.close()
    expect(busyCodes(await Promise.allSettled([pool.hash(password)]))).to.have.length(1)
  })

  it('L2 two threads → the same hashes as through one', async () => {
    const pool = create({ threads: 2 })
    const hashes = await Promise.all(['a', 'b', 'c', 'd'].map(async (word) => pool.hash(word)))
    expect(await pool.indexAmong('d', hashes)).to.equal(3)
  })

  it('L2 a pool without a thread → refused', () => {
    expect(() => createPasswordPool({ threads: 0 })).to.throw(RangeError)
    expect(() => createPasswordPool({ maxQueue: -1 })).to.throw(RangeError)
  })
})
