import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import { Client } from 'ldapts'
import { codeOf, isRefusal, outageOf, resultCode, unavailable } from './outage.ts'

/** How a directory is reached. */
export interface LdapAddress {
  /** `ldaps://`, or `ldap://` that becomes TLS by StartTLS. */
  readonly url: string
  /** False sends everything in clear. */
  readonly tls: boolean
  /** Certificates (PEM) of who signed the server's; null for those that Node.js knows. */
  readonly ca: string | null
  readonly limits: LdapLimits
}

/** What a call may take. */
export interface LdapLimits {
  /** To connect, agree on keys and bind. */
  readonly openMs: number
  /** For one request. */
  readonly answerMs: number
  /** Of one answer. */
  readonly answerBytes: number
  readonly connections: number
  /** A connection that was not used for so long is not trusted to be alive. */
  readonly idleMs: number
}

/** Generous for a directory that answers in milliseconds, short for a person who waits. */
export const usualLimits: LdapLimits = {
  openMs: 5000,
  answerMs: 5000,
  answerBytes: 4 * 1024 * 1024,
  connections: 8,
  idleMs: 60_000,
}

/** One bound connection, which is used for one request at a time and never opens itself again. */
export interface LdapConnection {
  isOpen(): boolean
  /** Runs requests within the limits; the connection is closed when they are broken. */
  run<Answer>(work: (client: Client) => Promise<Answer>): Promise<Answer>
  close(): void
}

/** Who binds. */
export interface Credentials {
  readonly dn: string
  readonly password: string
}

/** Ends a wait: what is late is dropped with its connection. */
async function within<Answer>(
  ms: number,
  work: Promise<Answer>,
  drop: () => void,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(unavailable('the directory did not answer in time'))
      drop()
    }, ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The sockets of one client. A second connect would be anonymous and in clear, so there is none. */
function socketsOf({ url, ca }: LdapAddress) {
  const { hostname, port, protocol } = new URL(url)
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  const place = { host, port: port === '' ? (protocol === 'ldaps:' ? 636 : 389) : Number(port) }
  const trust: ConnectionOptions = {
    host,
    minVersion: 'TLSv1.2',
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === null ? {} : { ca }),
  }
  const opened: Socket[] = []
  const keep = <Kind extends Socket>(socket: Kind, most: number): Kind => {
    if (opened.length >= most) {
      socket.destroy()
      throw new Error('the connection is gone')
    }
    opened.push(socket)
    return socket
  }
  return {
    inClear: () => keep(connect({ ...place, keepAlive: true }), 1),
    secure: () => keep(connectTls({ ...trust, ...place }), 1),
    /** TLS over the connection that is there. */
    upgrade: () => keep(connectTls({ ...trust, ...(opened[0] ? { socket: opened[0] } : {}) }), 2),
    /** The one that carries the protocol. */
    last: (): Socket | undefined => opened.at(-1),
    destroy: () => opened.forEach((socket) => socket.destroy()),
  }
}

/** Counts what arrives and breaks off an answer that is larger than any should be. */
function limitAnswers(socket: Socket | undefined, most: number) {
  let bytes = 0
  let isTooLarge = false
  socket?.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    isTooLarge = bytes > most
    if (isTooLarge) socket.destroy()
  })
  return {
    begin: () => {
      bytes = 0
    },
    isTooLarge: () => isTooLarge,
  }
}

/** Notices the end of a connection; after StartTLS the client itself does not. */
function watchEnd(socket: Socket | undefined) {
  let isGone = false
  const gone = new Promise<never>((_, reject) => {
    socket?.once('close', () => {
      isGone = true
      reject(new Error('the connection is gone'))
    })
  })
  gone.catch(() => {})
  socket?.once('end', () => {
    isGone = true
  })
  return { isGone: () => isGone, gone }
}

/** A bound client as what may be kept. */
function connectionOf(
  client: Client,
  sockets: ReturnType<typeof socketsOf>,
  { answerBytes, answerMs }: LdapLimits,
): LdapConnection {
  const answers = limitAnswers(sockets.last(), answerBytes)
  const { isGone, gone } = watchEnd(sockets.last())
  return {
    isOpen: () => client.isConnected && !isGone(),
    async run(work) {
      answers.begin()
      try {
        return await within(answerMs, Promise.race([work(client), gone]), sockets.destroy)
      } catch (error) {
        if (answers.isTooLarge()) throw unavailable('the answer of the directory is too large')
        throw error
      }
    },
    close() {
      client.unbind().catch(() => {})
    },
  }
}

/**
 * Opens a connection and binds it.
 *
 * @returns the connection; `refused` with the directory's error when it does not take the credentials
 * @throws ServiceError `ERR_DIRECTORY_UNAVAILABLE`, also for a certificate that is not trusted
 */
export async function openConnection(
  address: LdapAddress,
  bind: (client: Client) => Promise<void>,
): Promise<LdapConnection | { readonly refused: unknown }> {
  const { url, tls, limits } = address
  const sockets = socketsOf(address)
  const upgrades = tls && url.startsWith('ldap:')
  const client = new Client({
    url,
    createConnection: sockets.inClear,
    createSecureConnection: upgrades ? sockets.upgrade : sockets.secure,
  })
  const begin = async (): Promise<void> => {
    if (upgrades) await client.startTLS()
    await bind(client)
  }
  try {
    await within(limits.openMs, begin(), sockets.destroy)
  } catch (error) {
    sockets.destroy()
    const isRefused = isRefusal(error) || codeOf(error) === resultCode.invalidCredentials
    if (isRefused) return { refused: error }
    throw outageOf(error)
  }
  return connectionOf(client, sockets, limits)
}
