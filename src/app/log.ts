import { pino, type DestinationStream } from 'pino'
import type { Config } from '../config.ts'
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

/** An outage or a bug in a few words; its message may quote a row, so only code and stack places are kept. */
function errorFields(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { type: typeof error }
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    type: error.name,
    code,
    message: error.message.slice(0, 300),
    at: stack.slice(0, 6).map((line) => line.trim()),
    cause: error.cause === undefined ? undefined : errorFields(error.cause),
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
