import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'
import restify, { type Server } from 'restify'
import type { Log } from '../ports/log.ts'
import type { WebHandler, WebRoute } from '../ports/web-handler.ts'
import { createFloodGuard } from './flood.ts'
import { createHostRule } from './host-rule.ts'
import { answerTheRest, createMount, type Mount } from './mount.ts'
import { createProbes } from './probes.ts'
import type { HttpSettings } from './settings.ts'
import { createTraffic, type Traffic } from './traffic.ts'
import { routeUpgrades, type Upgrade } from './upgrades.ts'

/** What the server serves. */
export interface HttpDeps {
  readonly settings: HttpSettings
  /** `POST /api/messages`: any host name, its own flood limit. */
  readonly messages: WebHandler
  /** Pages, web chat and assets. */
  readonly routes: readonly WebRoute[]
  readonly upgrade: Upgrade
  /** Throws while turns cannot be served. */
  readonly check: () => Promise<void>
  readonly registry: Registry
  readonly log: Log
}

/** The server: started once, stopped once. */
export interface HttpServer {
  /** Listens and answers with the port. @throws the system's error, such as EADDRINUSE */
  listen(): Promise<number>
  /** From now on `/readyz` says 503 and new turns are turned away; everything else goes on. */
  stopTaking(): void
  /** Stops taking, waits for what is under way (25 s at most), closes every connection. */
  drain(): Promise<void>
}

const drainMs = 25_000
/** What was let in before the stop gets so long to send its body; a slow sender holds nothing up. */
const lastBodiesMs = 1_000
/** Requests that may be sending their body for each one that may be worked on. */
const readersPerTurn = 4

/** Builds the server; it does not listen yet. */
export function createHttpServer(deps: HttpDeps): HttpServer {
  const { settings } = deps
  const server = restify.createServer({ name: '', maxParamLength: 1_000 })
  const traffic = createTraffic(settings.maxUnderWay)
  const reading = createTraffic(readersPerTurn * settings.maxUnderWay)
  let draining = false
  const isDraining = (): boolean => draining
  const isOurHost = createHostRule({ ...settings, port: () => portOf(server) })
  const mountDeps = { ...deps, publicUrl: settings.publicUrl }

  mountAll({ deps, isDraining, isOurHost, traffic, reading, mount: createMount(server, mountDeps) })
  answerTheRest(server, mountDeps)
  limitTime(server)
  const cutUpgraded = routeUpgrades(server.server, {
    isFit: (request) => !draining && isOurHost(request.headers.host),
    upgrade: deps.upgrade,
  })

  return {
    listen: () => listen(server, settings),
    stopTaking: () => {
      draining = true
    },
    drain: async () => {
      draining = true
      await reading.quiet(lastBodiesMs)
      await traffic.quiet(drainMs)
      cutUpgraded()
      await close(server)
    },
  }
}

interface Doors {
  readonly deps: HttpDeps
  readonly isDraining: () => boolean
  readonly isOurHost: (host: string | undefined) => boolean
  readonly traffic: Traffic
  readonly reading: Traffic
  readonly mount: Mount
}

/** Probes and channels come by whatever name the network gives us; people come by the public one. */
function mountAll({ deps, isDraining, isOurHost, traffic, reading, mount }: Doors): void {
  const { settings, log } = deps
  const { trustedHops } = settings
  const shared = { isDraining, traffic, reading, trustedHops, log }
  const anyHost = { ...shared, isOurHost: () => true }
  const flood = createFloodGuard(settings.webFlood)
  const probes = { ...anyHost, flood: createFloodGuard(null), traffic: createTraffic(100) }

  mount(createProbes({ check: deps.check, isDraining, metrics: deps.registry }), probes)
  mount([{ method: 'POST', path: '/api/messages', handler: deps.messages }], {
    ...anyHost,
    flood: createFloodGuard(settings.botFlood),
  })
  mount(deps.routes, { ...shared, isOurHost, flood })
}

/** A client that dribbles its request must not hold a connection for ever. */
function limitTime(server: Server): void {
  server.server.headersTimeout = 15_000
  server.server.requestTimeout = 30_000
  // Proxies keep connections for a minute; closing sooner here loses the request that one has just sent on it.
  server.server.keepAliveTimeout = 65_000
}

async function listen(server: Server, { host, port }: HttpSettings): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    // restify passes the errors of the server beneath on as its own.
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return portOf(server)
}

function portOf(server: Server): number {
  const address: string | AddressInfo | null = server.server.address()
  return address === null || typeof address === 'string' ? 0 : address.port
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.server.closeAllConnections()
  })
}
