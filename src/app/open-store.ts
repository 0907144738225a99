import type { Socket } from 'node:net'
import type { Config } from '../config.ts'
import { ServiceError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import type { Store } from '../ports/store.ts'
import { isCopyUnfinished } from '../operations/copy-store.ts'
import { openLowdbStore } from '../stores/lowdb/lowdb-store.ts'

/** An open store, and what differs between the two kinds. */
export interface OpenStore {
  readonly store: Store
  /** Whether other instances write the same rows, which this one then has to look for. */
  readonly isShared: boolean
  /** Calls the listener once when the embedded store can never write again, so that the process must end. */
  readonly onFailure: (listener: (error: ServiceError) => void) => void
  /** Passes on connections of other processes that need the embedded store; a database takes them itself. */
  readonly onVisitor: (handler: (socket: Socket) => void) => void
}

/** Said to whoever starts the program, since nothing else shows why it is not there yet. */
function tellOfWaiting({ message }: ServiceError): void {
  process.stderr.write(`Latchkey waits for its store: ${message}\n`)
}

async function opened(
  { store, dataDir }: Pick<Config, 'store' | 'dataDir'>,
  system: { readonly clock: Clock; readonly random: Random },
): Promise<OpenStore> {
  if (store.kind === 'lowdb') {
    const lowdb = await openLowdbStore({ dir: dataDir })
    return {
      store: lowdb,
      isShared: false,
      onFailure: (listener) => lowdb.onFailure(listener),
      onVisitor: (handler) => lowdb.onVisitor(handler),
    }
  }
  const { openPostgresStore } = await import('../stores/postgres/postgres-store.ts')
  const postgres = await openPostgresStore({ url: store.url, ...system, onWaiting: tellOfWaiting })
  return { store: postgres, isShared: true, onFailure: () => {}, onVisitor: () => {} }
}

/**
 * Opens the store that STORE names.
 *
 * @throws ServiceError of the store; `ERR_CONFIG` when a copy into it was begun and never finished: half of the
 *   accounts are no accounts to serve
 */
export async function openStore(
  config: Pick<Config, 'store' | 'dataDir'>,
  system: { readonly clock: Clock; readonly random: Random },
): Promise<OpenStore> {
  const open = await opened(config, system)
  try {
    if (!(await isCopyUnfinished(open.store))) return open
    throw new ServiceError(
      'ERR_CONFIG',
      'A copy into this store was begun and not finished: run the same `copy` command again, it goes on where it stopped.',
    )
  } catch (error) {
    await open.store.close()
    throw error
  }
}
