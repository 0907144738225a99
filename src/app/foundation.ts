import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Config } from '../config.ts'
import { ServiceError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import { createSealer } from '../services/sealing.ts'
import { openLowdbStore, type LowdbStore } from '../stores/lowdb/lowdb-store.ts'
import { createLog } from './log.ts'
import { keptSecretKey } from './secret-key.ts'
import { systemClock, systemRandom } from './system.ts'

/** What everything else stands on. */
export interface Foundation {
  readonly config: Config
  readonly clock: Clock
  readonly random: Random
  readonly log: ReturnType<typeof createLog>
  readonly store: LowdbStore
  readonly secretKey: string
  readonly sealer: Sealer
  readonly port: number
  readonly publicUrl: string
}

/** A port that was free a moment ago, for PORT=0: links need to know it before anything listens. */
async function freePort(host: string): Promise<number> {
  const probe = createServer()
  probe.listen(0, host)
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function openStore(config: Config): Promise<LowdbStore> {
  if (config.store.kind === 'postgres') {
    throw new ServiceError('ERR_CONFIG', 'STORE=postgres is not served by this version; use lowdb')
  }
  return openLowdbStore({ dir: config.dataDir })
}

/**
 * Opens the store and gathers keys, clock and log.
 *
 * @throws ServiceError of the store, or `ERR_CONFIG`
 */
export async function layFoundation(config: Config): Promise<Foundation> {
  const [clock, random] = [systemClock, systemRandom]
  const store = await openStore(config)
  const secretKey = config.secretKey ?? (await keptSecretKey(config.dataDir, random))
  const port = config.port === 0 ? await freePort(config.host) : config.port
  return {
    config,
    clock,
    random,
    store,
    secretKey,
    port,
    log: createLog(config.logLevel),
    sealer: createSealer(secretKey, random),
    publicUrl: config.publicUrl ?? `http://localhost:${port}`,
  }
}
