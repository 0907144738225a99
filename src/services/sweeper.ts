import type { CollectionName } from '../ports/collections.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Store } from '../ports/store.ts'
import { attendAccount } from './notices.ts'
import { beginWork } from './unit-of-work.ts'

/**
 * Removes what has had its time: spent codes, old counters, forgotten conversations and chats (attacks L9); and does
 * what is due for accounts.
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
  /** Does what the time of cases has come for; answers how many. See triage/clock.ts. */
  readonly attendCases: () => Promise<number>
  /** Called when something may be waiting in the outbox. */
  readonly onCommitted: () => void
}

const swept = [
  'challenges',
  'sessions',
  'limits',
  'chats',
  'caseEntries',
  'conversations',
] as const satisfies CollectionName[]

const everyMs = 60_000
/** Small commits, so that a turn never waits behind a sweep. */
const batch = 200

async function sweepBatch(
  { store, clock }: SweeperDeps,
  collection: (typeof swept)[number],
): Promise<number> {
  const due = await store.due(collection, { before: clock.now(), limit: batch })
  const changes = due.map(({ row, version }) => {
    const key = 'key' in row ? row.key : row.id
    return { collection, key, base: version, row: null } as const
  })
  if (changes.length === 0) return 0
  const { outcome } = await store.commit(changes)
  // A row that was used meanwhile lives on; the next round looks again.
  return outcome === 'committed' ? changes.length : 0
}

/** Attends to accounts whose time has come, each in a commit of its own; answers how many. */
async function attendAccounts(deps: SweeperDeps): Promise<number> {
  const { store, clock } = deps
  const due = await store.due('accounts', { before: clock.now(), limit: batch })
  let attended = 0
  for (const { row } of due) {
    const work = beginWork(store, clock.now())
    const account = await work.get('accounts', row.id)
    if (account === null) continue
    attendAccount(deps, work, account)
    // One that was changed meanwhile is looked at again in the next round.
    if ((await work.commit()).outcome === 'committed') attended += 1
  }
  if (attended > 0) deps.onCommitted()
  return attended
}

async function attendCases(deps: SweeperDeps): Promise<number> {
  const attended = await deps.attendCases()
  if (attended > 0) deps.onCommitted()
  return attended
}

async function sweep(deps: SweeperDeps): Promise<number> {
  let gone = (await attendAccounts(deps)) + (await attendCases(deps))
  for (const collection of swept) {
    for (let went = await sweepBatch(deps, collection); went > 0;) {
      gone += went
      went = await sweepBatch(deps, collection)
    }
  }
  return gone
}

/** The setting that says until when another instance need not sweep, epoch ms. */
const turnKey = 'swept-until'
/** A timer that comes a little early must not find its own turn still lasting. */
const slackMs = 5_000

/** One of several instances sweeps; what the others would find is only what it is about to remove. */
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
