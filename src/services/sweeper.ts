import type { CollectionName } from '../ports/collections.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Store } from '../ports/store.ts'

/** Removes what has had its time: spent codes, old counters, forgotten conversations and chats (attacks L9). */
export interface Sweeper {
  start(): void
  stop(): Promise<void>
  /** Sweeps until nothing is due; answers how many rows went. */
  sweep(): Promise<number>
}

export interface SweeperDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
}

const swept = ['challenges', 'limits', 'chats', 'conversations'] as const satisfies CollectionName[]

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

async function sweep(deps: SweeperDeps): Promise<number> {
  let gone = 0
  for (const collection of swept) {
    for (let went = await sweepBatch(deps, collection); went > 0;) {
      gone += went
      went = await sweepBatch(deps, collection)
    }
  }
  return gone
}

/** Makes the sweeper. */
export function createSweeper(deps: SweeperDeps): Sweeper {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<unknown> = Promise.resolve()
  const round = (): void => {
    running = sweep(deps).catch((error: unknown) => {
      deps.log.error('sweep.failed', { error })
    })
  }
  return {
    sweep: async () => sweep(deps),
    start() {
      timer = setInterval(round, everyMs)
      timer.unref()
    },
    async stop() {
      if (timer !== null) clearInterval(timer)
      await running
    },
  }
}
