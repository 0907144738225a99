import { expect } from 'chai'
import type { Change, Store } from '../../src/ports/store.ts'
import { putAudit, putLimit } from '../contracts/changes.ts'

/** The n-th commit of a ledger, from 1: two counters that must agree, and an audit row of the same number. */
export const entry = (n: number): readonly Change[] => [
  putLimit('left', n, n - 1),
  putLimit('right', n, n - 1),
  putAudit('ledger', n),
]

/** Writes commits `from` to `to`, one after the other. */
export async function write(store: Store, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n += 1) {
    expect(await store.commit(entry(n))).to.deep.equal({ outcome: 'committed' })
  }
}

/**
 * How many commits a ledger holds. Fails when one of them is there in part, twice or out of order.
 */
export async function length(store: Store): Promise<number> {
  const left = await store.get('limits', 'left')
  const right = await store.get('limits', 'right')
  const count = left?.version ?? 0
  expect(left?.row.consecutive ?? 0).to.equal(count)
  expect(right?.row.consecutive ?? 0).to.equal(count)
  const sequences: number[] = []
  for await (const { row } of store.scan('audit')) sequences.push(row.sequence)
  expect(sequences).to.deep.equal(Array.from({ length: count }, (_, n) => n + 1))
  return count
}
