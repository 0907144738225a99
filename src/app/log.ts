import { pino, type DestinationStream } from 'pino'
import type { Config } from '../config.ts'
import { errorCode, ServiceError } from '../errors.ts'
import type { Log } from '../ports/log.ts'

/** What is never written, wherever it turns up: texts, addresses, codes, tokens, contexts. */
const secret = [
  'text',
  'to',
  'code',
  'password',
  'token',
  'url',
  'authorization',
  'context',
  'value',
]

/** Codes of systems, drivers and databases; anything longer or looser could be a text. */
const codeShape = /^[A-Za-z0-9_.-]{1,60}$/
const mostCauses = 5

/** The places of a stack, without its message: that may have lines of any look. */
function placesIn({ stack = '', message }: Error): readonly string[] {
  const from = message === '' ? 0 : stack.indexOf(message) + message.length
  const lines = stack.slice(from).split('\n')
  return lines
    .filter((line) => /^ {4}at /.test(line))
    .map((line) => line.trim())
    .slice(0, 6)
}

/**
 * An outage or a bug by its class, codes and places. Only the message of an outage is ours: that of an outside party
 * may quote whom it is about or what was sent (an SMTP 550 its whole address, a database its row).
 */
function errorFields(error: unknown, depth = 0): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = errorCode(error) ?? ''
  const status = 'responseCode' in error ? error.responseCode : null
  return {
    type: codeShape.test(error.name) ? error.name : 'Error',
    ...(codeShape.test(code) ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(error instanceof ServiceError ? { message: error.message.slice(0, 300) } : {}),
    at: placesIn(error),
    ...(error.cause === undefined || depth >= mostCauses
      ? {}
      : { cause: errorFields(error.cause, depth + 1) }),
  }
}

function safe(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { error, ...rest } = fields
  const code = rest['code']
  // The program's own stable codes are what an operator searches for; a one-time code is never a field.
  const kept = typeof code === 'string' && /^(ERR_[A-Z_]+|BUG)$/.test(code) ? { failure: code } : {}
  return { ...rest, ...kept, ...(error === undefined ? {} : { error: errorFields(error) }) }
}

/** Writes one JSON line an event, to standard output unless a destination is given. */
export function createLog(level: Config['logLevel'], destination?: DestinationStream): Log {
  const options = { level, base: null, redact: { paths: secret, censor: '[hidden]' } }
  const logger = destination === undefined ? pino(options) : pino(options, destination)
  const writeAt = (named: keyof Log): Log[keyof Log] => {
    return (event, fields) => {
      if (logger.isLevelEnabled(named)) logger[named](safe(fields), event)
    }
  }
  return {
    debug: writeAt('debug'),
    info: writeAt('info'),
    warn: writeAt('warn'),
    error: writeAt('error'),
  }
}
