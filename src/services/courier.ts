import { setImmediate as afterReply } from 'node:timers/promises'
import type { OutboxRow } from '../ports/records/outbox.ts'
import type { Change, Store, Versioned } from '../ports/store.ts'
import { commitTogetherOrEach } from './commit-retry.ts'
import { noteMailFault } from './cases/mail-state.ts'
import { deliverRow, type DeliveryDeps, type Fate } from './deliver-row.ts'

/** Delivers what commits have put into the outbox. */
export interface Courier {
  /** Something may be waiting: look at once. */
  wake(): void
  /** Looks now and then too: for what is to be tried again, and for what other instances wrote. */
  start(): void
  /** Takes nothing new and waits for what is on its way. */
  stop(): Promise<void>
  /** Resolves when nothing that is due is left; for tests and for a graceful end. */
  idle(): Promise<void>
}

export interface CourierDeps extends DeliveryDeps {
  readonly store: Store
}

const batch = 50
/** Longer than a gateway is given; what a worker that died had claimed comes back after it. */
const leaseMs = 20_000
const pollMs = 1_000

function changeFor({ row, version }: Versioned<OutboxRow>, fate: Fate): Change<'outbox'> {
  const next =
    typeof fate === 'string' ? null : { ...row, attempts: row.attempts + 1, dueAt: fate.retryAt }
  return { collection: 'outbox', key: row.id, base: version, row: next }
}

/** Delivers one batch; false when there was nothing to do. */
async function deliverBatch(deps: CourierDeps): Promise<boolean> {
  const { store } = deps
  const now = deps.clock.now()
  const claimed = await store.claim('outbox', { now, leaseUntil: now + leaseMs, limit: batch })
  const fates = await Promise.all(claimed.map(async ({ row }) => deliverRow(deps, row)))
  const changes = claimed.map((each, index) => changeFor(each, fates[index] ?? 'dropped'))
  await commitTogetherOrEach(store, changes)
  for (const { row, fate } of claimed.map((each, index) => ({ ...each, fate: fates[index] }))) {
    if (fate === 'abandoned') await noteMailFault(store, row, now)
  }
  return claimed.length > 0
}

interface Round {
  readonly deps: CourierDeps
  /** Set when something may have come in while a round was under way. */
  isWanted: boolean
  isStopped: boolean
  running: Promise<void> | null
}

async function drain(round: Round): Promise<void> {
  while (round.isWanted && !round.isStopped) {
    round.isWanted = false
    if (await deliverBatch(round.deps)) round.isWanted = true
  }
}

function wake(round: Round): void {
  round.isWanted = true
  if (round.isStopped || round.running !== null) return
  // A turn wakes the courier before its reply is written: a message that is really sent must not hold that reply up
  // longer than a pretended one (attacks C2).
  round.running = afterReply()
    .then(() => drain(round))
    .catch((error: unknown) => {
      round.deps.log.error('courier.failed', { error })
    })
    .finally(() => {
      round.running = null
    })
}

/** Makes the courier: at least once for every message, and at once after the commit that wrote it. */
export function createCourier(deps: CourierDeps): Courier {
  const round: Round = { deps, isWanted: false, isStopped: false, running: null }
  let timer: NodeJS.Timeout | null = null
  const idle = async (): Promise<void> => {
    while (round.running !== null) await round.running
  }
  return {
    idle,
    wake() {
      wake(round)
    },
    start() {
      timer = setInterval(wake, pollMs, round)
      timer.unref()
      wake(round)
    },
    async stop() {
      round.isStopped = true
      if (timer !== null) clearInterval(timer)
      await idle()
    },
  }
}
