import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { createHttpSmsGateway, createMessenger, noSmsGateway } from '../gateways/http-sms.ts'
import { openMockGateway } from '../gateways/mock.ts'
import type { Clock } from '../ports/clock.ts'
import type { Directory } from '../ports/directory.ts'
import type { Log } from '../ports/log.ts'
import type { Inbox, Messenger } from '../ports/messenger.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Store } from '../ports/store.ts'
import { createPasswordPool, type PasswordPool } from '../hashing/password-pool.ts'
import { openKeys, type Keys } from './keys.ts'
import { createLog } from './log.ts'
import { openDirectory } from './open-directory.ts'
import { openStore, type OpenStore } from './open-store.ts'
import { systemClock, systemRandom } from './system.ts'

/** What every other part is made from. */
export interface Foundation extends OpenStore {
  readonly config: Config
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly keys: Keys
  /** Where accounts live outside of the store, which reads them there; null where the store is their home. */
  readonly directory: Directory | null
  readonly sealer: Sealer
  /** Hashes passwords in threads of its own. */
  readonly hasher: PasswordPool
  readonly port: number
  readonly publicUrl: string
}

/** A free port for PORT=0, found before the server listens, since links contain it. */
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
 * The store as the program reads it: accounts are asked of the directory that DIRECTORY names.
 *
 * @throws ServiceError `ERR_CONFIG`
 */
export async function withDirectory(
  { store, keys }: { readonly store: Store; readonly keys: { readonly sealer: Sealer } },
  config: Config,
): Promise<{ readonly store: Store; readonly directory: Directory | null }> {
  const opened = await openDirectory(config, systemClock)
  if (opened === null) return { store, directory: null }
  const { createDirectoryStore } = await import('../directories/directory-store.ts')
  const { evenly } = await import('../directories/evenly.ts')
  const directory = evenly(opened)
  const { sealer } = keys
  return { store: createDirectoryStore({ store, directory, sealer }), directory }
}

/**
 * Opens the store and gathers keys, clock and log.
 *
 * @throws ServiceError of the store, or `ERR_CONFIG`; the store is closed then
 */
export async function layFoundation(config: Config): Promise<Foundation> {
  const open = await openStore(config, { clock: systemClock, random: systemRandom })
  try {
    return await layOn(open, config)
  } catch (error) {
    await open.store.close()
    throw error
  }
}

async function layOn(open: OpenStore, config: Config): Promise<Foundation> {
  const [clock, random] = [systemClock, systemRandom]
  const keys = await openKeys({ ...open, clock, random }, config)
  const { store, directory } = await withDirectory({ store: open.store, keys }, config)
  const port = config.port === 0 ? await freePort(config.host) : config.port
  return {
    ...open,
    store,
    directory,
    config,
    clock,
    random,
    keys,
    port,
    log: createLog(config),
    sealer: keys.sealer,
    hasher: createPasswordPool(),
    publicUrl: config.publicUrl ?? `http://localhost:${port}`,
  }
}

/** What sends texts and mails; the mock also has an inbox to look into. */
interface Messaging {
  readonly messenger: Messenger
  readonly inbox: Inbox | null
}

/** Opens the gateways that MESSAGING names. */
export async function openMessaging(config: Config, clock: Clock): Promise<Messaging> {
  const { messaging } = config
  if (messaging.kind === 'mock') {
    const file = join(config.dataDir, 'inbox.ndjson')
    const gateway = await openMockGateway({ file, clock })
    return { messenger: gateway, inbox: config.isProduction ? null : gateway }
  }
  const { smtpUrl, mailFrom, mustEncryptMail, smsUrl, smsToken } = messaging
  const { createSmtpGateway } = await import('../gateways/smtp.ts')
  const email = createSmtpGateway({
    url: smtpUrl,
    from: mailFrom,
    mustEncrypt: mustEncryptMail,
  })
  const sms =
    smsUrl === null ? noSmsGateway : createHttpSmsGateway({ url: smsUrl, token: smsToken })
  return { messenger: createMessenger({ sms, email }), inbox: null }
}
