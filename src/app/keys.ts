import type { Config } from '../config.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Store } from '../ports/store.ts'
import {
  openRing,
  readRing,
  rotateRing,
  sealingKeys,
  type KeyRing,
  type Rotation,
} from '../services/key-ring.ts'
import { createSealer, deriveKey } from '../services/sealing.ts'
import { formerSecretKey, keptSecretKey, nextSecretKey } from './secret-key.ts'

/** The keys of an open store. */
export interface Keys {
  readonly sealer: Sealer
  /** A key for one use, the same at every start. */
  derive(use: string): Buffer
  /** Hears of a key that another instance made. @throws ServiceError of the store */
  reload(): Promise<void>
  /** Makes a new key to seal with, and outside production a new SECRET_KEY too. @throws ServiceError of the store */
  rotate(): Promise<Rotation>
}

interface KeysDeps {
  readonly store: Store
  readonly random: Random
  readonly clock: Clock
}

type KeySettings = Pick<Config, 'secretKey' | 'previousSecretKey' | 'dataDir' | 'store'>

/** Several instances look once a minute; by then each of them knows a new key. */
const sharedDelayMs = 3 * 60_000

/** How long an instance may go without looking for keys that others made. */
const reloadMs = 60_000

/**
 * Opens the keys of a store with SECRET_KEY, or with the secret that is kept in DATA_DIR.
 *
 * @throws ServiceError `ERR_CONFIG` when neither it, nor SECRET_KEY_PREVIOUS, nor a kept secret opens them; of the store
 */
export async function openKeys(deps: KeysDeps, config: KeySettings): Promise<Keys> {
  const { dataDir, store } = config
  const kept = config.secretKey === null ? await keptSecretKey(dataDir, deps.random) : null
  const secret = config.secretKey ?? kept?.current ?? ''
  const former = kept === null ? await formerSecretKey(dataDir) : kept.next
  const previous = [config.previousSecretKey, former].filter((each) => each !== null)
  let ring: KeyRing = await openRing(deps, { current: secret, previous })
  await kept?.settle()
  const sealer = createSealer(sealingKeys(ring, deps.clock.now()), deps.random)
  const use = (next: KeyRing | null): void => {
    if (next === null) return
    ring = next
    sealer.renew(sealingKeys(ring, deps.clock.now()).seals)
  }
  let current = secret
  return {
    sealer,
    derive: (purpose) => deriveKey(ring.root, purpose),
    reload: async () => {
      use(await readRing(deps, current))
    },
    async rotate() {
      const next = kept === null ? null : await nextSecretKey(dataDir, deps.random)
      const wrapWith = next?.secret ?? current
      const delayMs = store.kind === 'postgres' ? sharedDelayMs : 0
      const rotation = await rotateRing(deps, { secret: current, wrapWith, delayMs })
      await next?.settle()
      current = wrapWith
      use(await readRing(deps, current))
      return rotation
    },
  }
}

/** Looks for keys of other instances every minute; answers what ends that. */
export function followKeys(keys: Keys, log: Log): () => void {
  const timer = setInterval(() => {
    keys.reload().catch((error: unknown) => {
      log.error('keys.unread', { error })
    })
  }, reloadMs)
  timer.unref()
  return () => {
    clearInterval(timer)
  }
}
