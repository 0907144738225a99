import { expect } from 'chai'
import type { LimitRow } from '../../src/ports/records/limit.ts'
import { count, limitRules, standing } from '../../src/services/limits.ts'
import { beginWork } from '../../src/services/unit-of-work.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'

const rules = limitRules({ accountFailuresPerDay: 10, sendsPerNumberPerHour: 5, directoryTries: 3 })
const rule = rules.accountFailures
const dayMs = 86_400_000
const now = 1_780_272_000_000
const key = `${rule.name}:x`

async function storeWith(row: object) {
  const store = createMemoryStore()
  const kept: LimitRow = { key, at: [], consecutive: 0, forgetAt: now + dayMs }
  await store.commit([{ collection: 'limits', key, base: 0, row: Object.assign(kept, row) }])
  return store
}

describe('a counter', () => {
  for (const [what, row] of Object.entries({
    'with no moments': { at: null },
    'of text': { at: 'none' },
    'with moments of null': { at: [null, null] },
    'with moments of text': { at: ['1'] },
    'with no row of failures': { consecutive: null },
    'with text for one': { consecutive: '0' },
  })) {
    it(`T15 a counter that ${what} → full for one window, and no longer`, async () => {
      const store = await storeWith(row)
      const work = beginWork(store, now)
      expect((await standing(work, rule, 'x')).allowedAt).to.equal(now + dayMs)
      await work.commit()
      const later = beginWork(store, now + dayMs)
      expect((await standing(later, rule, 'x')).allowedAt).to.equal(now + dayMs)
    })
  }

  it('T15 A6 the clock is set back behind a counter → refunds nothing, prolongs nothing', async () => {
    const ahead = now + 400 * dayMs
    const store = await storeWith({ at: Array.from({ length: 10 }, () => ahead) })
    const work = beginWork(store, now)
    expect((await standing(work, rule, 'x')).allowedAt).to.equal(now + dayMs)
    await work.commit()
    const soon = beginWork(store, now + dayMs / 2)
    expect((await standing(soon, rule, 'x')).allowedAt).to.equal(now + dayMs)
  })

  it('A3 a hundred failures in a row → stopped until they are forgotten', async () => {
    const store = await storeWith({ consecutive: 99 })
    const work = beginWork(store, now)
    expect((await standing(work, rule, 'x')).allowedAt).to.equal(now)
    await count(work, rule, 'x')
    expect((await standing(work, rule, 'x')).allowedAt).to.equal(now + 30 * dayMs)
  })
})
