import { Pool, type PoolClient } from 'pg'
import { ServiceError } from '../../errors.ts'
import { isClash, isLost, outage } from './outage.ts'
import type { Statement } from './statements.ts'
import { isNumbers, isTexts, numberArray, textArray } from './arrays.ts'

/** One row of an answer, each column as the driver reads it. */
export type Answer = Readonly<Record<string, unknown>>

/** The columns of a list, as statements take many rows at once. Read by functions: a name that varies costs 1 % of a turn. */
export function columnsOf<T>(
  list: readonly T[],
  columns: readonly ((each: T) => unknown)[],
): readonly (readonly unknown[])[] {
  return columns.map((column) => list.map(column))
}

export const keyIn = ({ key }: { readonly key: string }): string => key

/** Where questions go: a free connection of the pool, or the one connection of a transaction. */
export interface Asker {
  ask(statement: Statement, values: readonly unknown[]): Promise<readonly Answer[]>
}

/** One connection inside a transaction. */
export interface Transaction extends Asker {
  /** Runs a script of several statements without values. */
  run(script: string): Promise<void>
}

/** The connections to one database. */
export interface Database extends Asker {
  /**
   * As `ask`, and again after a lost connection or a clash: only for what may be done twice.
   *
   * @throws ServiceError `ERR_STORE_UNAVAILABLE` or `ERR_STORE_BUSY`; everything else as the driver throws it
   */
  read(statement: Statement, values: readonly unknown[]): Promise<readonly Answer[]>
  /** Runs work on one connection, inside a transaction that ends with it: undone when it throws. */
  transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** `postgres://user@host/database`, with `?sslmode=` and the rest as libpq has them. */
  readonly url: string
  /** Connections of this process at most; 10. */
  readonly poolSize?: number
  /** Milliseconds to wait for a connection, a new one or one of the pool; 3,000. */
  readonly connectMs?: number
  /** Milliseconds a statement may take, told to the server when the connection is made; 10,000. */
  readonly statementMs?: number
  /** So many statements may wait for a connection; the next is refused with `ERR_STORE_BUSY`; 1,000. */
  readonly maxWaiting?: number
  /** Called with the name of every statement as it is sent: each is one trip to the database. */
  readonly onStatement?: (name: string) => void
}

/** A statement that the server was told to stop must have come back by then; the rest is a dead network. */
const graceMs = 2_000
/** The pool may hold several connections that died together, as after a failover. */
const mostTries = 3
/** Where transactions are serializable a read may clash as well, with one on every other connection in turn. */
const mostClashes = 40

function poolOf(options: DatabaseOptions): Pool {
  const { url, poolSize = 10, connectMs = 3_000, statementMs = 10_000 } = options
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementMs,
    query_timeout: statementMs + graceMs,
    keepAlive: true,
    application_name: 'latchkey',
  })
  // An idle connection that ends has already been taken out of the pool; the next question gets a new one.
  pool.on('error', () => {})
  return pool
}

/** Opens nothing yet: a connection is made for the first question. */
export function createDatabase(options: DatabaseOptions): Database {
  const { maxWaiting = 1_000, onStatement } = options
  const pool = poolOf(options)
  const ask: Database['ask'] = async (statement, values) =>
    withConnection(pool, maxWaiting, async (client) => {
      onStatement?.(statement.name)
      return askOn(client, statement, values)
    })
  return {
    ask,
    read: async (statement, values) => repeatable(async () => ask(statement, values)),
    transact: async (work) =>
      withConnection(pool, maxWaiting, async (client) => transactOn(client, work)),
    close: async () => pool.end(),
  }
}

async function repeatable<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask()
    } catch (error) {
      // Whoever is told of a clash was overtaken by somebody, so that at every attempt another one is done.
      const tries = isClash(error) ? mostClashes : isLost(error) ? mostTries : 0
      if (error instanceof ServiceError || attempt >= tries) throw outage(error)
    }
  }
}

async function connectionOf(pool: Pool, maxWaiting: number): Promise<PoolClient> {
  if (pool.waitingCount >= maxWaiting) {
    const full = `${maxWaiting} statements wait for a connection`
    throw new ServiceError('ERR_STORE_BUSY', full, { retryable: true })
  }
  try {
    return await pool.connect()
  } catch (error) {
    // Nothing was asked, so this is no lost answer.
    throw outage(error)
  }
}

async function withConnection<T>(
  pool: Pool,
  maxWaiting: number,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await connectionOf(pool, maxWaiting)
  let failure: unknown = null
  // Between two questions the connection may break as well, and an event without a listener ends the process.
  const note = (error: unknown): void => {
    failure = error
  }
  client.on('error', note)
  try {
    return await work(client)
  } catch (error) {
    if (isLost(error)) failure = error
    throw error
  } finally {
    client.off('error', note)
    client.release(failure !== null)
  }
}

async function askOn(
  client: PoolClient,
  { name, text }: Statement,
  values: readonly unknown[],
): Promise<readonly Answer[]> {
  const sent = values.map(valueSent)
  const { rows } = await client.query<Answer>({ name, text, values: sent })
  return rows
}

function valueSent(value: unknown): unknown {
  if (isTexts(value)) return textArray(value)
  return isNumbers(value) ? numberArray(value) : value
}

async function transactOn<T>(
  client: PoolClient,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  await client.query('begin')
  try {
    const result = await work({
      ask: async (...asked) => askOn(client, ...asked),
      async run(script) {
        await client.query(script)
      },
    })
    await client.query('commit')
    return result
  } catch (error) {
    // A connection that is gone has undone everything by itself.
    await client.query('rollback').catch(() => {})
    throw error
  }
}
