import { pino, type DestinationStream } from 'pino'
import type { Config } from '../config.ts'
import { errorCode, ServiceError } from '../errors.ts'
import { objectIn } from '../json.ts'
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
  const { name, cause } = error
  const hasCause = cause !== undefined && depth < mostCauses
  return {
    type: codeShape.test(name) ? name : 'Error',
    ...codesOf(error),
    ...(error instanceof ServiceError ? { message: error.message.slice(0, 300) } : {}),
    at: placesIn(error),
    ...(hasCause ? { cause: errorFields(cause, depth + 1) } : {}),
  }
}

/** The code of an error, and the number that a mail server answered with. */
function codesOf(error: Error): Readonly<Record<string, unknown>> {
  const code = errorCode(error) ?? ''
  const status = 'responseCode' in error ? error.responseCode : null
  return {
    ...(codeShape.test(code) ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
  }
}

function safe(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { error, ...rest } = fields
  const code = rest['code']
  // The program's own stable codes are what an operator searches for; a one-time code is never a field.
  const kept = typeof code === 'string' && /^(ERR_[A-Z_]+|BUG)$/.test(code) ? { failure: code } : {}
  return { ...rest, ...kept, ...(error === undefined ? {} : { error: errorFields(error) }) }
}

const levels: Readonly<Record<number, string>> = {
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
}

/** A JSON line of the log as a person at a terminal reads it: time, level, event, and what belongs to it. */
export function readableLine(line: string): string {
  const { level, time, msg, ...fields } = objectIn(JSON.parse(line))
  const clock = new Date(Number(time)).toISOString().slice(11, 19)
  const told = Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  return [clock, (levels[Number(level)] ?? 'log').padEnd(5), String(msg), ...told].join(' ')
}

/** Standard output, as text where a person reads along. */
function usualDestination(format: Config['logFormat']): DestinationStream | undefined {
  const isText = format === null ? process.stdout.isTTY : format === 'text'
  if (!isText) return undefined
  return { write: (line) => void process.stdout.write(`${readableLine(line)}\n`) }
}

/** Writes one line an event to standard output, unless a destination is given, which gets JSON. */
export function createLog(
  { logLevel: level, logFormat }: Pick<Config, 'logLevel' | 'logFormat'>,
  destination = usualDestination(logFormat),
): Log {
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
