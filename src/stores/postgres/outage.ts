import { ServiceError } from '../../errors.ts'

/** The five characters of SQLSTATE, or the system's word (`ECONNREFUSED`); null when there is neither. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

/** Another transaction was in the way; nothing was written, and the same statement may succeed at once. */
export function isClash(error: unknown): boolean {
  const code = codeOf(error)
  return code === '40001' || code === '40P01' || code === '55P03'
}

/** A row inserted meanwhile, or a unique value that is taken. */
export function isTaken(error: unknown): boolean {
  return codeOf(error) === '23505'
}

/** Words of the driver that have no code of their own. */
const lost =
  /connection terminated|connection ended|not queryable|read timeout|server closed|client was closed/i

const systemCodes = /^(E[A-Z]+|UND_.*)$/

/**
 * Whether the connection ended before the answer came: what was asked may or may not have been done.
 */
export function isLost(error: unknown): boolean {
  const code = codeOf(error)
  if (code === null) return error instanceof Error && lost.test(error.message)
  if (systemCodes.test(code)) return true
  return code.startsWith('08') || code === '57P01' || code === '57P02' || code === '57P03'
}

/** Nothing was even asked, because no connection was to be had in time. */
const crowded = /timeout exceeded when trying to connect/i

/** The pool was closed: the program is stopping. */
const closed = /after calling end on the pool/i

const busyCodes = new Set(['53300', '53200', '53400'])
const fullCodes = new Set(['53100'])
/** Read-only for a moment, as a replica before it is promoted; stopped by a time limit. */
const passingCodes = new Set(['25006', '57014', '40001', '40P01', '55P03', '25P03'])
/** No waiting helps: the account, its password, its rights, or the name of the database. */
const settingCodes = new Set(['28P01', '28000', '3D000', '42501', '3F000'])

function isPassing(error: unknown): boolean {
  return isLost(error) || (error instanceof Error && closed.test(error.message))
}

function kindOf(error: unknown): 'busy' | 'full' | 'passing' | 'setting' | null {
  const code = codeOf(error) ?? ''
  if (busyCodes.has(code) || (error instanceof Error && crowded.test(error.message))) return 'busy'
  if (fullCodes.has(code)) return 'full'
  if (settingCodes.has(code)) return 'setting'
  return isPassing(error) || passingCodes.has(code) ? 'passing' : null
}

/**
 * What a failure of the database is called outside; anything that is no outage comes back as it is. The database's
 * own sentence stays in `cause`: it may quote a row.
 */
export function outage(error: unknown): unknown {
  if (error instanceof ServiceError) return error
  const code = codeOf(error) ?? 'no answer'
  switch (kindOf(error)) {
    case 'busy':
      return unavailable(
        'ERR_STORE_BUSY',
        `the database has no connection to spare (${code})`,
        error,
      )
    case 'full':
      return unavailable('ERR_STORE_FULL', `the disk of the database is full (${code})`, error)
    case 'passing':
      return unavailable(
        'ERR_STORE_UNAVAILABLE',
        `the database cannot be used now (${code})`,
        error,
      )
    case 'setting':
      return new ServiceError(
        'ERR_STORE_UNAVAILABLE',
        `the database refuses this account (${code}); look at DATABASE_URL`,
        { cause: error },
      )
    case null:
  }
  return error
}

function unavailable(
  code: 'ERR_STORE_BUSY' | 'ERR_STORE_FULL' | 'ERR_STORE_UNAVAILABLE',
  message: string,
  cause: unknown,
): ServiceError {
  return new ServiceError(code, message, { retryable: true, cause })
}
