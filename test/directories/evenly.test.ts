import { setTimeout } from 'node:timers/promises'
import { expect } from 'chai'
import { evenly, type Timer } from '../../src/directories/evenly.ts'
import { rankTest } from '../stand-ins/rank-test.ts'
import { createFailingDirectory } from '../stand-ins/failing-directory.ts'
import { movedTimer } from './moved-timer.ts'

const steps = { findMs: 50, verifyMs: 400 }
const known = { by: 'mobile', value: '+8613800138000' } as const
const unknown = { by: 'mobile', value: '+8613900139000' } as const

function heard() {
  const timer = movedTimer()
  const directory = createFailingDirectory(() => 0)
  directory.add({ reference: 'a', recoveryMobiles: [known.value] }, 'Harbour-Light-71')
  return { timer, directory, even: evenly(directory, { timer, steps }) }
}

/** How long a question took, by the moved clock. */
async function took(timer: Timer, ask: () => Promise<unknown>): Promise<number> {
  const began = timer.now()
  await ask().catch(() => null)
  return timer.now() - began
}

describe('a directory that is heard at fixed moments', () => {
  it('answers a hit of 3 ms and a miss of 41 ms alike', async () => {
    const { timer, directory, even } = heard()
    directory.delay(async ([key]) => timer.pass(key?.value === known.value ? 3 : 41))
    expect(await took(timer, () => even.find([known]))).to.equal(50)
    expect(await took(timer, () => even.find([unknown]))).to.equal(50)
  })

  it('puts what comes later off to the next moment, and an outage too', async () => {
    const { timer, directory, even } = heard()
    directory.delay(async () => timer.pass(61))
    expect(await took(timer, () => even.find([known]))).to.equal(100)
    directory.fail('find', 'away')
    expect(await took(timer, () => even.find([unknown]))).to.equal(100)
  })

  it('holds nothing up that nobody typed', async () => {
    const { timer, even } = heard()
    expect(await took(timer, () => even.find([{ by: 'reference', value: 'a' }]))).to.equal(0)
  })

  it('judges a password of nobody as long as any', async () => {
    const { timer, even } = heard()
    expect(await took(timer, () => even.verifyPassword('a', 'wrong'))).to.equal(400)
    expect(await took(timer, () => even.verifyPassword('', 'wrong'))).to.equal(400)
  })
})

describe('a directory that is heard at fixed moments, by the clock on the wall', () => {
  it('tells a hit that takes 15 ms from a miss that takes none by no rank (S88)', async () => {
    const directory = createFailingDirectory(() => 0)
    directory.add({ reference: 'a', recoveryMobiles: [known.value] }, 'Harbour-Light-71')
    directory.delay(async ([key]) => {
      if (key?.value === known.value) await setTimeout(15)
    })
    const even = evenly(directory)
    const times = { hit: [] as number[], miss: [] as number[] }
    for (let round = 0; round < 25; round += 1) {
      for (const [name, key] of [
        ['hit', known],
        ['miss', unknown],
      ] as const) {
        const began = performance.now()
        await even.find([key])
        times[name].push(performance.now() - began)
      }
    }
    expect(rankTest(times.hit, times.miss)).to.be.greaterThan(0.001)
  })
})
