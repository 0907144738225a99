import { join } from 'node:path'
import type { Config } from '../config.ts'
import { canText } from '../config/notes.ts'
import type { ServiceError } from '../errors.ts'
import type { FlowSettings } from '../flow/assistant.ts'
import { createHttpServer, type HttpServer } from '../http/server.ts'
import { loadDemoAccounts } from '../operations/import-accounts.ts'
import { serveOperations } from '../operations/remote.ts'
import { upgradeCases } from '../operations/upgrade-cases.ts'
import { createSweeper } from '../services/sweeper.ts'
import { createCore, understanding } from './core.ts'
import { keepOwnDesk, triageKeyOf } from './desk.ts'
import { createChatDoors, httpSettings, messagesDoor, pageRoutes } from './doors.ts'
import { layFoundation, openMessaging, type Foundation } from './foundation.ts'
import { followKeys } from './keys.ts'
import { createMetrics } from './metrics.ts'
import { isNotoriousPassword } from '../domain/guessable-password.ts'
import { projectRoot } from '../root.ts'
import { warmUp } from './warm-up.ts'

/** The running program. */
export interface App {
  /** Scheme, host and port that people open. */
  readonly publicUrl: string
  readonly hasInbox: boolean
  /** Whether there is an agent window at `/desk`. */
  readonly hasDesk: boolean
  /** Joins a channel as the triage channel, when it was made here and there is a channel to join; otherwise null. */
  readonly madeTriageKey: string | null
  readonly log: Foundation['log']
  /** Calls the listener once when the store can write no more: the process has to end and start anew. */
  onFailure(listener: (error: ServiceError) => void): void
  /** Takes no new work, finishes what is under way, and closes everything. */
  stop(): Promise<void>
}

function commandDeps(foundation: Foundation) {
  const { store, clock, config, hasher: passwords } = foundation
  const { defaultRegion, allowDocumentationIps, accountIds } = config
  const isOutside = foundation.directory !== null
  return {
    store,
    clock,
    passwords,
    defaultRegion,
    allowDocumentationIps,
    accountIds,
    isOutside,
  }
}

/** Serves commands of other processes, such as the command line, that connect through the store's lock. */
function serveVisitors(foundation: Foundation): void {
  const { log } = foundation
  const onFault = (error: unknown): void => {
    log.error('operation.bug', { error })
  }
  foundation.onVisitor((socket) => {
    const keys = async () => foundation.keys
    void serveOperations(socket, { ...commandDeps(foundation), keys, onFault })
  })
}

async function loadDemo(foundation: Foundation): Promise<void> {
  if (!foundation.config.loadsDemoAccounts || foundation.directory !== null) return
  const file = join(projectRoot(), 'data', 'demo-accounts.ndjson')
  const result = await loadDemoAccounts(commandDeps(foundation), file)
  if (result !== null) foundation.log.info('demo.loaded', { outcome: result.outcome })
}

/**
 * Opens the store, makes every part of the program and listens.
 *
 * @throws ServiceError when the store or a file cannot be opened; the system's error when the port is taken
 */
export async function startApp(config: Config): Promise<App> {
  return startOn(await layFoundation(config))
}

/**
 * Makes every part of the program on what is laid already, and listens; closes that when it fails.
 *
 * @throws as {@link startApp}
 */
export async function startOn(foundation: Foundation): Promise<App> {
  try {
    await upgradeCases(foundation.store)
    serveVisitors(foundation)
    await loadDemo(foundation)
    return await open(foundation)
  } catch (error) {
    await Promise.all([foundation.hasher.close(), foundation.directory?.close()])
    await foundation.store.close()
    throw error
  }
}

function flowSettings(config: Config): FlowSettings {
  const { defaultRegion, allowDocumentationIps, accountIds } = config
  return { defaultRegion, allowDocumentationIps, accountIds, canText: canText(config) }
}

/** Everything that runs between the doors and the store. */
async function wire(foundation: Foundation) {
  const { config, clock } = foundation
  const { messenger, inbox } = await openMessaging(config, clock)
  const metrics = createMetrics(foundation)
  const doors = createChatDoors(foundation)
  const triageKey = await triageKeyOf(foundation)
  const { policy, providerName, defaultLocale } = config
  const core = createCore({
    ...foundation,
    messenger,
    policy,
    providerName,
    assistantName: config.site.name,
    timeZone: config.timeZone,
    defaultLocale,
    chat: doors.chat,
    chatReturn: doors.chatReturn,
    deskChannel: doors.deskChannel,
    supportHours: config.support.hours,
    triageKey,
    allowedCountries: config.allowedCountries,
    settings: flowSettings(config),
    checksHumans: config.humanCheck === 'altcha',
  })
  const bot = doors.open(metrics.counted(core.turns))
  await keepOwnDesk(core.desk, config)
  const sweeper = createSweeper({
    ...foundation,
    attendCases: core.attendCases,
    attendOutside: core.attendOutside,
    onCommitted: () => {
      core.courier.wake()
    },
  })
  const unfollowKeys = foundation.isShared ? followKeys(foundation.keys, foundation.log) : () => {}
  return { ...core, bot, doors, messenger, inbox, metrics, sweeper, triageKey, unfollowKeys }
}

type Wired = Awaited<ReturnType<typeof wire>>

/** Whether the directory of the accounts answers, if they live in one. */
async function canAsk(directory: Foundation['directory']): Promise<boolean> {
  try {
    await directory?.check()
    return true
  } catch {
    return false
  }
}

async function serve(foundation: Foundation, wired: Wired): Promise<HttpServer> {
  const { doors, bot, inbox, pageLinks, pages, metrics } = wired
  const { webChat } = doors
  const server = createHttpServer({
    settings: httpSettings(foundation),
    messages: messagesDoor(foundation, bot),
    ...(await pageRoutes(foundation, { links: pageLinks, pages, inbox, webChat })),
    upgrade: webChat.upgrade,
    check: async () => foundation.store.check(),
    hasAccounts: async () => canAsk(foundation.directory),
    registry: metrics.registry,
    log: foundation.log,
  })
  await server.listen()
  return server
}

/** Stops from the outside in: new requests, turns under way, the courier and sweeper, and last the store. */
async function stop(foundation: Foundation, wired: Wired, server: HttpServer): Promise<void> {
  const { bot, doors, courier, sweeper, messenger } = wired
  wired.unfollowKeys()
  server.stopTaking()
  await doors.webChat.idle()
  await bot.drain()
  doors.close()
  await server.drain()
  await Promise.all([courier.stop(), sweeper.stop()])
  await Promise.all([messenger.close(), foundation.hasher.close(), foundation.directory?.close()])
  await foundation.store.close()
}

/** The agent window is a desk already; only a bot that is in Teams, or a start without that window, asks for the key. */
function needsMadeKey({ triageKey, hasDesk, bot }: Config): boolean {
  return triageKey === null && (!hasDesk || bot !== null)
}

async function open(foundation: Foundation): Promise<App> {
  const wired = await wire(foundation)
  const server = await serve(foundation, wired)
  wired.courier.start()
  wired.sweeper.start()
  const endWarmUp = warmUp([
    understanding,
    async () => wired.doors.load(),
    () => isNotoriousPassword(''),
    async () => foundation.hasher.warm(),
  ])
  const { publicUrl, log, onFailure } = foundation
  return {
    publicUrl,
    log,
    hasInbox: wired.inbox !== null,
    hasDesk: foundation.config.hasDesk,
    madeTriageKey: needsMadeKey(foundation.config) ? wired.triageKey : null,
    onFailure,
    stop: async () => {
      endWarmUp()
      await stop(foundation, wired, server)
    },
  }
}
