import type { IncomingMessage, Server as NodeServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Registry } from 'prom-client'
import type { Server } from 'restify'
import { errorCode, ServiceError } from '../errors.ts'
import type { Log } from '../ports/log.ts'
import {
  refuseUpgrade,
  type ProblemPages,
  type WebHandler,
  type WebRoute,
  type WebUpgrade,
} from '../ports/web-handler.ts'
import { createTraffic } from '../traffic.ts'
import { answerTheRest, createMount, refuseUnreadable, type DoorRules, type Mount } from './door.ts'
import { createHostRule, hasRepeatedHeader } from './headers.ts'
import { createProbes } from './probes.ts'
import { createRestifyServer } from './restify-server.ts'
import { createFloodGuard, type FloodLimit } from './source.ts'

/** Where the server listens and which requests it takes. */
export interface HttpSettings {
  readonly host: string
  /** 0 lets the system pick one. */
  readonly port: number
  /** Scheme, host and port of the address people type; in production pages answer to no other host. */
  readonly publicUrl: string
  readonly isProduction: boolean
  /** Bearer token of `/metrics`; null leaves it open outside production and shut in it. */
  readonly metricsToken: string | null
  /** How many proxies in front are trusted to say where a request comes from. */
  readonly trustedHops: number
  /** For pages, web chat and assets; null for none. */
  readonly webFlood: FloodLimit | null
  /** For `POST /api/messages`, where all of a channel's people share a few sources; null for none. */
  readonly botFlood: FloodLimit | null
  /** Requests for turns and pages that may be under way at once. */
  readonly maxUnderWay: number
}

/** Limits that no ordinary use reaches. */
export const usualLimits = {
  metricsToken: null,
  webFlood: { requests: 1_200, seconds: 60 },
  botFlood: null,
  maxUnderWay: 512,
} as const satisfies Partial<HttpSettings>

/** What the server serves, and with what settings. */
export interface HttpDeps {
  readonly settings: HttpSettings
  /** `POST /api/messages`: any host name, its own flood limit. */
  readonly messages: WebHandler
  /** Pages, web chat and assets. */
  readonly routes: readonly WebRoute[]
  readonly upgrade: WebUpgrade
  /** Pages for what goes wrong before a handler is reached; short ones in English when left out. */
  readonly problemPages?: ProblemPages
  /** Throws while turns cannot be served. */
  readonly check: () => Promise<void>
  /** As the probes ask; see {@link createProbes}. */
  readonly hasAccounts: () => Promise<boolean>
  readonly registry: Registry
  readonly log: Log
}

/** The HTTP server; it is started once and stopped once. */
export interface HttpServer {
  /** Listens and answers with the port. @throws ServiceError `ERR_CONFIG` that names PORT or HOST */
  listen(): Promise<number>
  /** From now on `/readyz` and every POST get 503; reading pages goes on. */
  stopTaking(): void
  /** As `stopTaking`, then waits for requests under way (25 s at most) and closes every connection. */
  drain(): Promise<void>
}

const drainMs = 25_000
/** How long requests let in before the stop may still take to send their body. */
const lastBodiesMs = 1_000
/** Requests that may be sending their body for each one that may be worked on. */
const readersPerTurn = 4

/** Builds the server; it does not listen yet. */
export function createHttpServer(deps: HttpDeps): HttpServer {
  const { settings } = deps
  const server = createRestifyServer(deps.log)
  const traffic = createTraffic(settings.maxUnderWay)
  const reading = createTraffic(readersPerTurn * settings.maxUnderWay)
  let draining = false
  const isDraining = (): boolean => draining
  const isOurHost = createHostRule({ ...settings, port: () => portOf(server) })
  const mountDeps = { ...deps, publicUrl: settings.publicUrl }
  const rules: DoorRules = {
    isOurHost,
    isDraining,
    traffic,
    reading,
    flood: createFloodGuard(settings.webFlood),
    trustedHops: settings.trustedHops,
  }

  refuseUnreadable(server, mountDeps)
  mountAll(createMount(server, mountDeps), rules, deps)
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

/** Probes and channels may use any host name of this machine; browsers must use the public one. */
function mountAll(mount: Mount, rules: DoorRules, deps: HttpDeps): void {
  const anyHost = { ...rules, isOurHost: () => true }
  const { check, hasAccounts, registry: metrics, settings } = deps
  const { metricsToken, isProduction } = settings
  const scrape = { metrics, token: metricsToken, isOpen: metricsToken === null && !isProduction }
  mount(createProbes({ check, hasAccounts, isDraining: rules.isDraining, scrape }), {
    ...anyHost,
    flood: createFloodGuard(null),
    traffic: createTraffic(100),
  })
  mount([{ method: 'POST', path: '/api/messages', handler: deps.messages }], {
    ...anyHost,
    flood: createFloodGuard(settings.botFlood),
  })
  mount(deps.routes, rules)
}

/** Ends connections whose client sends its request too slowly. */
function limitTime(server: Server): void {
  server.server.headersTimeout = 15_000
  server.server.requestTimeout = 30_000
  // Proxies keep connections for a minute; closing sooner here loses the request that one has just sent on it.
  server.server.keepAliveTimeout = 65_000
}

async function listen(server: Server, { host, port }: HttpSettings): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    // restify passes the errors of the server beneath on as its own.
    const refuse = (error: unknown): void => reject(notListening(error, { host, port }))
    server.once('error', refuse)
    server.listen(port, host, () => {
      server.off('error', refuse)
      resolve()
    })
  })
  return portOf(server)
}

/** Why nobody can come in, and which setting mends it; anything else as it is. */
function notListening(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const says = (sentence: string): ServiceError =>
    new ServiceError('ERR_CONFIG', sentence, { cause: error })
  switch (errorCode(error) ?? '') {
    case 'EADDRINUSE':
      return says(`PORT is "${port}": another program listens there, so end it or take another`)
    case 'EACCES':
      return says(`PORT is "${port}": this user may not listen there, take one from 1024 up`)
    case 'EADDRNOTAVAIL':
    case 'EAI_AGAIN':
    case 'EINVAL':
    case 'ENOTFOUND':
      return says(
        `HOST is "${host}": this machine has no such address; 127.0.0.1 is this machine alone, 0.0.0.0 every address of it`,
      )
    default:
      return error
  }
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

/**
 * Passes WebSocket handshakes on and keeps track of their sockets, which node's server does not.
 *
 * @param isFit whether this request may be upgraded at all
 * @returns closes those still open
 */
function routeUpgrades(
  server: NodeServer,
  { isFit, upgrade }: { isFit: (request: IncomingMessage) => boolean; upgrade: WebUpgrade },
): () => void {
  const sockets = new Set<Duplex>()
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    if (hasRepeatedHeader(request) || !isFit(request)) refuseUpgrade(socket, '400 Bad Request')
    else if (!upgrade(request, socket, head)) refuseUpgrade(socket, '404 Not Found')
  })
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}
