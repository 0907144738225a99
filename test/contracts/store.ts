import type { Store } from '../../src/ports/store.ts'
import { describeCommits, describeUnique } from './committing.ts'
import { describeDue } from './due.ts'
import { describeCold, describeRestart } from './lasting.ts'
import { describeRaces } from './racing.ts'
import { describeReading } from './reading.ts'

/** How the suite gets at a store. */
export interface StoreUnderTest {
  /** A new store with nothing in it. */
  readonly open: () => Promise<Store>
  /** The same store after the process that held it ended; left out by a store that forgets. */
  readonly reopen?: (closed: Store) => Promise<Store>
}

/** What every store promises, whatever it is made of. */
export function describeStore(name: string, { open, reopen }: StoreUnderTest): void {
  describe(`${name} keeps the promises of a store`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())
    const current = (): Store => store

    describe('reading', () => describeReading(current))
    describe('commits', () => describeCommits(current))
    describe('unique values', () => describeUnique(current))
    describe('races', () => describeRaces(current))
    describe('what is due', () => describeDue(current))
    describe('cold collections', () => describeCold(current))
    if (reopen === undefined) return
    describe('after a restart', () =>
      describeRestart(current, async () => {
        await store.close()
        store = await reopen(store)
      }))
  })
}
