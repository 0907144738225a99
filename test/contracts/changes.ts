import { expect } from 'chai'
import type { Account } from '../../src/domain/account.ts'
import type { OutboxRow } from '../../src/ports/records/outbox.ts'
import type { Change, Store, Versioned } from '../../src/ports/store.ts'
import { account, audit, chat, limit } from './rows.ts'

/** The store of the test that runs. */
export type Get = () => Store

/** Writes an account; base 0 inserts it. */
export const put = (row: Account, base = 0): Change => ({
  collection: 'accounts',
  key: row.id,
  base,
  row,
})

/** Writes an account that is found by its login email, which is unique. */
export const putEmail = (id: string, loginEmail: string | null, base = 0): Change =>
  put(account(id, { loginEmail }), base)

/** Removes an account. */
export const remove = (key: string, base: number): Change => ({
  collection: 'accounts',
  key,
  base,
  row: null,
})

/** Writes a message. */
export const putOutbox = (row: OutboxRow, base = 0): Change => ({
  collection: 'outbox',
  key: row.id,
  base,
  row,
})

/** Inserts a line of a chat. */
export const putChat = (id: string, conversation: string): Change => ({
  collection: 'chats',
  key: id,
  base: 0,
  row: chat(id, conversation),
})

/** Sets a counter. */
export const putLimit = (key: string, count: number, base = 0): Change => ({
  collection: 'limits',
  key,
  base,
  row: limit(key, count),
})

/** Inserts an audit row. */
export const putAudit = (chain: string, sequence: number): Change => ({
  collection: 'audit',
  key: `${chain}:${sequence}`,
  base: 0,
  row: audit(chain, sequence),
})

/** Commits what has to succeed. */
export async function committed(store: Store, ...changes: readonly Change[]): Promise<void> {
  expect(await store.commit(changes)).to.deep.equal({ outcome: 'committed' })
}

/** Everything a scan gives. */
export async function all<Row>(rows: AsyncIterable<Versioned<Row>>): Promise<Versioned<Row>[]> {
  const list: Versioned<Row>[] = []
  for await (const row of rows) list.push(row)
  return list
}

/** The ids of rows, as they came. */
export const ids = (found: readonly Versioned<{ readonly id: string }>[]): string[] =>
  found.map(({ row }) => row.id)
