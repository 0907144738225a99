import { ResultCodeError } from 'ldapts'
import { errorCode, ServiceError } from '../../errors.ts'
import { unavailable as away } from '../home.ts'

/** Result codes (RFC 4511 appendix A, RFC 4528) that an answer is made of. */
export const resultCode = {
  sizeLimitExceeded: 4,
  noSuchAttribute: 16,
  constraintViolation: 19,
  attributeOrValueExists: 20,
  noSuchObject: 32,
  invalidCredentials: 49,
  insufficientAccess: 50,
  unwillingToPerform: 53,
  assertionFailed: 122,
} as const

/** Codes that say no to this change for good; with all others nobody knows, or it may work later. */
const refusing: ReadonlySet<number> = new Set([
  16, 17, 18, 19, 20, 21, 32, 34, 36, 48, 50, 53, 64, 65, 66, 67, 68, 69, 71,
])

/** The result code of an error; null when the directory answered none. */
export function codeOf(error: unknown): number | null {
  return error instanceof ResultCodeError ? error.code : null
}

/** Whether the directory refused the change itself. */
export function isRefusal(error: unknown): error is ResultCodeError {
  return error instanceof ResultCodeError && refusing.has(error.code)
}

/** `ERR_DIRECTORY_UNAVAILABLE`; of the cause only its code is kept. */
export function unavailable(message: string, cause?: unknown): ServiceError {
  if (cause === undefined) return away(message)
  const code = codeOf(cause)
  return away(message, code === null ? errorCode(cause) : `LDAP_${code}`)
}

/** Any failure of a call as an outage. */
export function outageOf(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  const code = codeOf(error)
  if (code === null) return unavailable('the directory cannot be reached', error)
  return code === resultCode.sizeLimitExceeded
    ? unavailable('the directory may answer fewer entries than there are: raise its limit', error)
    : unavailable(`the directory answered with result code ${code}`, error)
}

const longestWords = 200

/**
 * The directory's own words for the log: one short line without control characters, and without what was sent.
 *
 * @param sent values that must not be repeated, a password above all
 */
export function wordsOf(error: ResultCodeError, sent: readonly string[]): string {
  const hidden = sent
    .filter((value) => value !== '')
    .reduce((text, value) => text.replaceAll(value, '[hidden]'), error.message)
  return hidden.replace(/\p{C}/gu, ' ').slice(0, longestWords)
}
