import { ServiceError } from '../errors.ts'
import { collectionNames, declarationOf, keyOf, type CollectionName } from '../ports/collections.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Store } from '../ports/store.ts'
import { attendAccount } from './notices.ts'
import { beginWork } from './unit-of-work.ts'

/**
 * Removes rows whose time is over, such as spent codes, old counters, conversations and chats (attacks L9), and does
 * what is due for accounts and cases.
 */
export interface Sweeper {
  start(): void
  stop(): Promise<void>
  /** Sweeps until nothing is due; answers how many rows went. */
  sweep(): Promise<number>
  /** As `sweep`, if no other instance has done it within the minute: what the timer does. */
  round(): Promise<number>
}

export interface SweeperDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly random: Random
  readonly sealer: Sealer
  /** Does what is due for cases; answers for how many. See triage/clock.ts. */
  readonly attendCases: () => Promise<number>
  /** Takes up changes in a directory that were not concluded; answers how many. */
  readonly attendOutside: () => Promise<number>
  /** Called when something may be waiting in the outbox. */
  readonly onCommitted: () => void
}

const swept = collectionNames.filter((name) => declarationOf(name).swept)

const everyMs = 60_000
/** Small commits, so that a turn never waits behind a sweep. */
const batch = 200

async function sweepBatch(
  { store, clock }: SweeperDeps,
  collection: CollectionName,
): Promise<number> {
  const due = await store.due(collection, { before: clock.now(), limit: batch })
  const changes = due.map(({ row, version }) => {
    return { collection, key: keyOf(collection, row), base: version, row: null }
  })
  if (changes.length === 0) return 0
  const { outcome } = await store.commit(changes)
  // A row that was used meanwhile lives on; the next round looks again.
  return outcome === 'committed' ? changes.length : 0
}

/** Does what is due for accounts, each in a commit of its own; answers for how many. */
async function attendAccounts(deps: SweeperDeps): Promise<number> {
  const { store, clock } = deps
  const due = await store.due('accounts', { before: clock.now(), limit: batch })
  let attended = 0
  for (const { row, version: base } of due) {
    const work = beginWork(store, clock.now())
    const account = await work.get('accounts', row.id)
    if (account === null) {
      // Its directory has it no more: nothing is to be done for it, and what else is remembered stays.
      const idle = { ...row, pendingPassword: null, reminders: [] }
      await store.commit([{ collection: 'accounts', key: row.id, base, row: idle }])
      continue
    }
    attendAccount(deps, work, account)
    // One that was changed meanwhile is looked at again in the next round.
    if ((await work.commit()).outcome === 'committed') attended += 1
  }
  return attended
}

/** The same, unless the directory of the accounts is away: whatever else is due does not wait for it. */
async function attendReachable(deps: SweeperDeps): Promise<number> {
  try {
    return await attendAccounts(deps)
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'ERR_DIRECTORY_UNAVAILABLE') throw error
    deps.log.warn('sweep.accounts-later', { error })
    return 0
  }
}

async function sweep(deps: SweeperDeps): Promise<number> {
  let gone = 0
  for (const attend of [attendReachable, deps.attendCases, deps.attendOutside]) {
    const attended = await attend(deps)
    if (attended > 0) deps.onCommitted()
    gone += attended
  }
  for (const collection of swept) {
    for (let went = await sweepBatch(deps, collection); went > 0;) {
      gone += went
      went = await sweepBatch(deps, collection)
    }
  }
  return gone
}

/** The setting that says until when other instances do not sweep, epoch ms. */
const turnKey = 'swept-until'
/** The turn ends a little before the next tick, so that an early tick does not skip it. */
const slackMs = 5_000

/** Claims the minute's sweep for this instance; false when another has it. */
async function takesTurn({ store, clock }: SweeperDeps): Promise<boolean> {
  const now = clock.now()
  const found = await store.get('settings', turnKey)
  if (found !== null && Number(found.row.value) > now) return false
  const row = { key: turnKey, value: String(now + everyMs - slackMs) }
  const base = found?.version ?? 0
  const { outcome } = await store.commit([{ collection: 'settings', key: turnKey, base, row }])
  return outcome === 'committed'
}

/** Makes the sweeper. */
export function createSweeper(deps: SweeperDeps): Sweeper {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<unknown> = Promise.resolve()
  const round = async (): Promise<number> => ((await takesTurn(deps)) ? sweep(deps) : 0)
  const tick = (): void => {
    running = round().catch((error: unknown) => {
      deps.log.error('sweep.failed', { error })
    })
  }
  return {
    sweep: async () => sweep(deps),
    round,
    start() {
      timer = setInterval(tick, everyMs)
      timer.unref()
    },
    async stop() {
      if (timer !== null) clearInterval(timer)
      await running
    },
  }
}
