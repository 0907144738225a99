import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Config } from '../config.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import { createPasswordPool, type PasswordPool } from '../hashing/password-pool.ts'
import { createSealer } from '../services/sealing.ts'
import { createLog } from './log.ts'
import { openStore, type OpenStore } from './open-store.ts'
import { keptSecretKey } from './secret-key.ts'
import { systemClock, systemRandom } from './system.ts'

/** What everything else stands on. */
export interface Foundation extends OpenStore {
  readonly config: Config
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly secretKey: string
  readonly sealer: Sealer
  /** Passwords are hashed beside the event loop. */
  readonly hasher: PasswordPool
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

/**
 * Opens the store and gathers keys, clock and log.
 *
 * @throws ServiceError of the store, or `ERR_CONFIG`
 */
export async function layFoundation(config: Config): Promise<Foundation> {
  const [clock, random] = [systemClock, systemRandom]
  const open = await openStore(config, { clock, random })
  const secretKey = config.secretKey ?? (await keptSecretKey(config.dataDir, random))
  const port = config.port === 0 ? await freePort(config.host) : config.port
  return {
    ...open,
    config,
    clock,
    random,
    secretKey,
    port,
    log: createLog(config.logLevel),
    sealer: createSealer(secretKey, random),
    hasher: createPasswordPool(),
    publicUrl: config.publicUrl ?? `http://localhost:${port}`,
  }
}
