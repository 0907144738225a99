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

const systemCodes = /^(E[A-Z]+|EAI_[A-Z]+|UND_.*)$/
/** Stands for a code where there is none. */
const noAnswer = 'no answer'

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

/** Something in the settings that no waiting mends, and what to do about it. */
interface Mistake {
  /** Codes; or words of the driver, which gives some errors none. */
  readonly of: ReadonlySet<string> | RegExp
  /** `{code}` stands for the code. */
  readonly say: string
}

const codes = (...names: readonly string[]): ReadonlySet<string> => new Set(names)

const mistakes: readonly Mistake[] = [
  {
    of: /^SASL:/,
    say: 'the database asks for a password, and DATABASE_URL has none that it could take: write postgres://user:password@host/database, or set PGPASSWORD',
  },
  {
    of: codes('28P01'),
    say: 'the database refuses user or password ({code}): look at both in DATABASE_URL',
  },
  {
    of: codes('28000'),
    say: 'the database does not let this user in from here ({code}): look at the user and the sslmode in DATABASE_URL, and at pg_hba.conf of the server',
  },
  {
    of: codes('3D000'),
    say: 'there is no database of this name ({code}): look at what stands behind the last / of DATABASE_URL, or create it',
  },
  {
    of: codes('42501', '3F000'),
    say: 'the user of DATABASE_URL lacks a right in this database ({code}): let it own the database, so that it can make its tables',
  },
  {
    of: /does not support SSL/i,
    say: 'the database offers no TLS, and the sslmode in DATABASE_URL demands it: switch it on there (ssl = on); nothing was sent',
  },
  {
    of: /establishing an SSL connection/i,
    say: 'what answers is no PostgreSQL that speaks TLS: look at the host and the port in DATABASE_URL; nothing was sent',
  },
  {
    of: codes('ERR_TLS_CERT_ALTNAME_INVALID'),
    say: 'the certificate of the database is for another host ({code}): write the one it is for into DATABASE_URL',
  },
  {
    of: codes('CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'),
    say: 'the certificate of the database is not valid now ({code}): renew it, and look at the clock of both machines; DATABASE_URL demands one that is',
  },
  {
    of: codes(
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_SIGNATURE_FAILURE',
      'CERT_UNTRUSTED',
      'INVALID_CA',
      'INVALID_PURPOSE',
    ),
    say: 'nobody who is trusted has signed the certificate of the database ({code}): name the file of its authority by sslrootcert in DATABASE_URL',
  },
]

/** What is wrong with the settings, as a sentence; null when that is not what this error tells. */
function mistakeIn(error: unknown, code: string): string | null {
  if (!(error instanceof Error)) return null
  if (('syscall' in error && error.syscall === 'open') || code === 'EISDIR') {
    return `a file that DATABASE_URL names cannot be read (${code}): look at sslrootcert, sslcert and sslkey`
  }
  const known = mistakes.find(({ of }) =>
    of instanceof RegExp ? code === noAnswer && of.test(error.message) : of.has(code),
  )
  return known?.say.replace('{code}', code) ?? null
}

/** What to look at while the database cannot be reached. */
function hintFor(code: string): string {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its host is not known: look at the host in DATABASE_URL'
    case 'ECONNREFUSED':
    case 'ENOENT':
      return 'nothing listens there: start it, or look at the host and the port in DATABASE_URL'
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case noAnswer:
      return 'it does not answer: look whether it runs, and at the host and the port in DATABASE_URL'
    default:
      return 'look at the log of the database'
  }
}
/**
 * Turns a failure of the database into a ServiceError; anything that is no outage is returned unchanged. The
 * database's own message stays in `cause`: it may quote a row.
 */
export function outage(error: unknown): unknown {
  if (error instanceof ServiceError) return error
  const code = errorCode(error) ?? noAnswer
  const says = (words: RegExp): boolean => error instanceof Error && words.test(error.message)
  if (busyCodes.has(code) || says(crowded)) {
    return passing('ERR_STORE_BUSY', `the database has no connection to spare (${code})`, error)
  }
  if (fullCodes.has(code)) {
    return passing('ERR_STORE_FULL', `the disk of the database is full (${code})`, error)
  }
  const mistake = mistakeIn(error, code)
  if (mistake !== null) return new ServiceError('ERR_STORE_UNAVAILABLE', mistake, { cause: error })
  if (isLost(error) || says(closed) || passingCodes.has(code)) {
    const message = `the database cannot be used now (${code}): ${hintFor(code)}`
    return passing('ERR_STORE_UNAVAILABLE', message, error)
  }
  return error
}

function passing(code: ServiceErrorCode, message: string, cause: unknown): ServiceError {
  return new ServiceError(code, message, { retryable: true, cause })
}
