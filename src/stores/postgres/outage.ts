import { errorCode, ServiceError, type ServiceErrorCode } from '../../errors.ts'

/** Another transaction was in the way; nothing was written, and the same statement may succeed at once. */
export function isClash(error: unknown): boolean {
  const code = errorCode(error)
  return code === '40001' || code === '40P01' || code === '55P03'
}

/** A row inserted meanwhile, or a unique value that is taken. */
export function isTaken(error: unknown): boolean {
  return errorCode(error) === '23505'
}

/** Words of the driver that have no code of their own. */
const lost =
  /connection terminated|connection ended|not queryable|read timeout|server closed|client was closed/i

const systemCodes = /^(E[A-Z]+|UND_.*)$/

/**
 * Whether the connection ended before the answer came: what was asked may or may not have been done.
 */
export function isLost(error: unknown): boolean {
  const code = errorCode(error)
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

/**
 * Turns a failure of the database into a ServiceError; anything that is no outage is returned unchanged. The
 * database's own message stays in `cause`: it may quote a row.
 */
export function outage(error: unknown): unknown {
  if (error instanceof ServiceError) return error
  const code = errorCode(error) ?? 'no answer'
  const says = (words: RegExp): boolean => error instanceof Error && words.test(error.message)
  if (busyCodes.has(code) || says(crowded)) {
    return passing('ERR_STORE_BUSY', `the database has no connection to spare (${code})`, error)
  }
  if (fullCodes.has(code)) {
    return passing('ERR_STORE_FULL', `the disk of the database is full (${code})`, error)
  }
  if (settingCodes.has(code)) {
    const message = `the database refuses this account (${code}); look at DATABASE_URL`
    return new ServiceError('ERR_STORE_UNAVAILABLE', message, { cause: error })
  }
  if (isLost(error) || says(closed) || passingCodes.has(code)) {
    return passing('ERR_STORE_UNAVAILABLE', `the database cannot be used now (${code})`, error)
  }
  return error
}

function passing(code: ServiceErrorCode, message: string, cause: unknown): ServiceError {
  return new ServiceError(code, message, { retryable: true, cause })
}
