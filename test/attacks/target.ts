import { rm } from 'node:fs/promises'
import { startOn } from '../../src/app/app.ts'
import { layFoundation } from '../../src/app/foundation.ts'
import { createLog } from '../../src/app/log.ts'
import { readConfig } from '../../src/config.ts'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { createPasswordPool } from '../../src/hashing/password-pool.ts'
import type { Account } from '../../src/domain/account.ts'
import type { InboxMessage } from '../../src/ports/messenger.ts'
import type { AuditRow } from '../../src/ports/records/audit.ts'
import type { Store } from '../../src/ports/store.ts'
import { movableClock, type MovableClock } from '../stand-ins/fixed-clock.ts'
import { importPeople, type AccountLine } from '../stand-ins/import-people.ts'
import {
  codeIn,
  dataFolder,
  eventually,
  inboxOf,
  variablesFor,
  type Program,
  type Variables,
} from '../stand-ins/program.ts'

/** The whole program behind its HTTP doors, with a clock that is moved by hand and its store to look into. */
export interface Target extends Program {
  readonly clock: MovableClock
  readonly store: Store
  /** Every line of the log, as it is written. */
  readonly log: readonly string[]
  /** What was delivered once everything that waits has left, oldest first; `to` names one recipient. */
  sent(to?: string): Promise<readonly InboxMessage[]>
  /** The six digits in the newest code to an address. */
  code(to: string): Promise<string>
  /** The audit trail, chain by chain. */
  audit(): Promise<readonly AuditRow[]>
  /** The victim's account as it is now. */
  account(id?: string): Promise<Account>
  /** Changes an account behind the program's back, as an operator does. */
  operate(change: Partial<Account>, id?: string): Promise<void>
}

/** What a test puts in the place of the real thing. */
export interface Faults {
  /** Wraps the store, to let it fail. */
  readonly store?: (store: Store) => Store
}

/** Somebody with everything: the one who is attacked. */
export const victim = {
  id: '100000000012',
  loginEmail: 'li.wei@example.com',
  recoveryMobile: '+8613800138000',
  recoveryEmail: 'li.recovery@example.net',
  contactEmail: 'li.contact@example.org',
  servers: [{ ip: '203.0.113.10' }],
} as const satisfies AccountLine

/** What opens the victim's account, and the thief's own. */
export const victimPassword = 'Harbour-Light-71'
export const thiefPassword = 'Copper-Kettle-26'

/** Somebody else, who attacks from an account of their own. */
export const thief = {
  id: '100000000099',
  loginEmail: 'thief@example.com',
  recoveryMobile: '+8613900139000',
  recoveryEmail: 'thief@example.net',
} as const satisfies AccountLine

/** bcrypt's lowest: what takes long is no matter of these tests. */
const cost = 4

async function rowsIn<T>(rows: AsyncIterable<{ readonly row: T }>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const { row } of rows) found.push(row)
  return found
}

async function rowOf(store: Store, id: string) {
  const found = await store.get('accounts', id)
  if (found === null) throw new Error(`account ${id} is gone`)
  return found
}

/** Starts a target over a folder that holds its accounts already. */
export async function startTarget(
  dir: string,
  over: Variables = {},
  faults: Faults = {},
): Promise<Target> {
  const log: string[] = []
  const config = readConfig(
    variablesFor(dir, { DEMO_ACCOUNTS: 'false', LOG_LEVEL: 'debug', ...over }),
  )
  const laid = await layFoundation(config)
  const clock = movableClock()
  const store = faults.store?.(laid.store) ?? laid.store
  const written = createLog(config, { write: (line) => void log.push(line) })
  const hasher = createPasswordPool({ cost })
  await laid.hasher.close()
  const app = await startOn({ ...laid, store, clock, log: written, hasher })
  const url = app.publicUrl.replace('//localhost:', '//127.0.0.1:')
  // What failed once waits for a moment that this clock never comes to by itself.
  const isDrained = async () =>
    (await rowsIn(laid.store.scan('outbox'))).every(({ attempts }) => attempts > 0) || null
  const sent = async (to: string | null = null) => {
    await eventually('an empty outbox', isDrained)
    return inboxOf({ url }, to)
  }
  return {
    dir,
    url,
    clock,
    store: laid.store,
    log,
    stop: async () => app.stop(),
    sent,
    code: async (to) => codeIn((await sent(to)).findLast(({ template }) => template === 'code')),
    audit: async () => rowsIn(laid.store.scan('audit')),
    account: async (id = victim.id) => (await rowOf(laid.store, id)).row,
    async operate(change, id = victim.id) {
      const { row, version: base } = await rowOf(laid.store, id)
      const changed = { collection: 'accounts', key: id, base, row: { ...row, ...change } } as const
      await laid.store.commit([changed])
    },
  }
}

/** The victim and the thief as rows of an import. */
export async function bothPeople(): Promise<readonly AccountLine[]> {
  const hasher = createPasswordHasher({ cost })
  return [
    { ...victim, passwordHash: await hasher.hash(victimPassword) },
    { ...thief, passwordHash: await hasher.hash(thiefPassword) },
  ]
}

/** Runs one target for a whole suite, with the victim and the thief in it; call it inside `describe`. */
export function targetForSuite(
  over: Variables = {},
  people: readonly AccountLine[] = [],
): { readonly get: () => Target } {
  let running: Target | null = null
  before(async () => {
    const dir = await dataFolder()
    await importPeople(dir, [...(await bothPeople()), ...people])
    running = await startTarget(dir, over)
  })
  after(async () => {
    await running?.stop()
    if (running !== null) await rm(running.dir, { recursive: true, force: true })
  })
  return {
    get() {
      if (running === null) throw new Error('the target of this suite is not running')
      return running
    },
  }
}

/** All of what a program has on its disk and in its log, for looking whether something stands there. */
export const linesWith = (lines: readonly string[], word: string): readonly string[] =>
  lines.filter((line) => line.includes(word))
