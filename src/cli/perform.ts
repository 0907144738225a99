import { setTimeout } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { withDirectory } from '../app/foundation.ts'
import { openKeys } from '../app/keys.ts'
import { systemClock, systemRandom } from '../app/system.ts'
import { ServiceError } from '../errors.ts'
import { runCommand } from '../operations/command.ts'
import type { ExitCode } from '../operations/command-io.ts'
import { createPasswordHasher } from '../hashing/password-hasher.ts'
import { callOperation } from '../operations/remote.ts'
import type { OperationCall } from '../operations/remote.ts'
import { upgradeCases } from '../operations/upgrade-cases.ts'
import { visitOwner } from '../stores/lowdb/lock.ts'
import { openLowdbStore } from '../stores/lowdb/lowdb-store.ts'
import type { Store } from '../ports/store.ts'
import { openDatabase } from './copy.ts'
import { terminal, type AnswerIo } from './terminal.ts'

/** Whether the store is held by another command or a starting server, which both may let it go soon. */
const isPassing = (error: unknown): boolean =>
  error instanceof ServiceError && error.code === 'ERR_STORE_LOCKED'

const patienceMs = 5_000
const pauseMs = 100

async function openHere({ store, dataDir }: Config): Promise<Store> {
  return store.kind === 'lowdb' ? openLowdbStore({ dir: dataDir }) : openDatabase(store.url)
}

/** One command, and where it answers. */
interface Running {
  readonly operation: OperationCall
  readonly config: Config
  readonly io: AnswerIo
}

async function runOn(
  own: Store,
  { operation: { command, rows }, config, io }: Running,
): Promise<ExitCode> {
  const clock = systemClock
  const keys = async () => openKeys({ store: own, clock, random: systemRandom }, config)
  const isOutside = config.directory.kind !== 'embedded'
  const { store, directory } = isOutside
    ? await withDirectory({ store: own, keys: await keys() }, config)
    : { store: own, directory: null }
  try {
    await upgradeCases(store)
    return await runCommand(
      command,
      { rows, ...io },
      {
        store,
        clock,
        passwords: createPasswordHasher(),
        defaultRegion: config.defaultRegion,
        allowDocumentationIps: config.allowDocumentationIps,
        accountIds: config.accountIds,
        keys,
        isOutside,
      },
    )
  } finally {
    await directory?.close()
  }
}

async function runHere(running: Running): Promise<ExitCode> {
  const own = await openHere(running.config)
  try {
    return await runOn(own, running)
  } finally {
    await own.close()
  }
}

async function runThere(operation: OperationCall, config: Config, io: AnswerIo): Promise<ExitCode> {
  const socket = await visitOwner(config.dataDir)
  if (socket === null) return runHere({ operation, config, io })
  return callOperation(socket, operation, { onLine: (to, text) => io[to](text) })
}

/**
 * Carries out a command where the store is: in the server that holds it, or here when nobody does.
 *
 * @throws ServiceError of the store or the connection, `ERR_STORE_LOCKED` after five seconds of finding it held by
 *   somebody who does not answer
 */
export async function perform(
  operation: OperationCall,
  config: Config,
  io: AnswerIo = terminal,
): Promise<ExitCode> {
  // A database is open to everybody who has its address; nobody holds it.
  if (config.store.kind === 'postgres') return runHere({ operation, config, io })
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    try {
      return await runThere(operation, config, io)
    } catch (error) {
      // No row has been read by then: the store is found before the file is.
      if (!isPassing(error) || waitedMs >= patienceMs) throw error
      await setTimeout(pauseMs)
    }
  }
}
