import type { Client } from 'ldapts'
import { ServiceError } from '../../errors.ts'
import {
  openConnection,
  type Credentials,
  type LdapAddress,
  type LdapConnection,
} from './connection.ts'
import { codeOf, outageOf, unavailable } from './outage.ts'

type Work<Answer> = (client: Client) => Promise<Answer>

interface Kept {
  readonly connection: LdapConnection
  readonly since: number
}

/** A bounded number of holders; who is late to get in is told so. */
function createGate(places: number, waitMs: number) {
  let free = places
  const waiting: (() => void)[] = []
  return {
    async enter(): Promise<void> {
      if (free > 0) {
        free -= 1
        return
      }
      await new Promise<void>((resolve, reject) => {
        const begin = (): void => {
          clearTimeout(timer)
          resolve()
        }
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(begin), 1)
          reject(unavailable('all connections to the directory are in use'))
        }, waitMs)
        waiting.push(begin)
      })
    },
    leave(): void {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    },
  }
}

/** Whether the connection is still good after such an error. */
const isAnswer = (error: unknown): boolean => codeOf(error) !== null

/** Connections that are bound as the program and kept, a bounded number. Nothing is opened before the first request. */
export class LdapPool {
  readonly #address: LdapAddress
  readonly #credentials: Credentials
  readonly #gate: ReturnType<typeof createGate>
  #idle: Kept[] = []
  #isClosed = false

  constructor(address: LdapAddress, credentials: Credentials) {
    this.#address = address
    this.#credentials = credentials
    this.#gate = createGate(address.limits.connections, address.limits.answerMs)
  }

  /**
   * Runs requests that may be made twice. Where a kept connection turns out to be dead, they are made on a fresh one.
   *
   * @throws ServiceError `ERR_DIRECTORY_UNAVAILABLE`, also where the directory answers with a code: asking is no
   *   change that it could refuse
   */
  async read<Answer>(work: Work<Answer>): Promise<Answer> {
    return this.#use(work, true)
  }

  /**
   * Runs requests once: after a failure nobody knows whether they were made.
   *
   * @throws ServiceError `ERR_DIRECTORY_UNAVAILABLE`
   */
  async change<Answer>(work: Work<Answer>): Promise<Answer> {
    return this.#use(work, false)
  }

  close(): void {
    this.#isClosed = true
    for (const { connection } of this.#idle) connection.close()
    this.#idle = []
  }

  async #use<Answer>(work: Work<Answer>, mayRepeat: boolean): Promise<Answer> {
    if (this.#isClosed) throw unavailable('the directory is closed')
    await this.#gate.enter()
    try {
      return await this.#attempt(work, mayRepeat)
    } catch (error) {
      throw outageOf(error)
    } finally {
      this.#gate.leave()
    }
  }

  async #attempt<Answer>(work: Work<Answer>, mayRepeat: boolean): Promise<Answer> {
    const kept = this.#takeKept()
    if (kept === null) return this.#run(await this.#open(), work)
    try {
      return await this.#run(kept, work)
    } catch (error) {
      // What is ours to say (too late, too large) would only be said again.
      if (!mayRepeat || isAnswer(error) || error instanceof ServiceError) throw error
      return this.#run(await this.#open(), work)
    }
  }

  async #run<Answer>(connection: LdapConnection, work: Work<Answer>): Promise<Answer> {
    try {
      const answer = await connection.run(work)
      this.#giveBack(connection)
      return answer
    } catch (error) {
      if (isAnswer(error)) this.#giveBack(connection)
      else connection.close()
      throw error
    }
  }

  /** One that was used a moment ago; the others are let go. */
  #takeKept(): LdapConnection | null {
    const fresh = Date.now() - this.#address.limits.idleMs
    for (let kept = this.#idle.pop(); kept !== undefined; kept = this.#idle.pop()) {
      if (kept.since > fresh && kept.connection.isOpen()) return kept.connection
      kept.connection.close()
    }
    return null
  }

  async #open(): Promise<LdapConnection> {
    const { dn, password } = this.#credentials
    const opened = await openConnection(this.#address, async (client) => client.bind(dn, password))
    if (!('refused' in opened)) return opened
    throw unavailable('the directory does not take LDAP_BIND_DN with its password', opened.refused)
  }

  #giveBack(connection: LdapConnection): void {
    if (this.#isClosed) connection.close()
    else this.#idle.push({ connection, since: Date.now() })
  }
}
