import { pino, type DestinationStream } from 'pino'
import type { Config } from '../config.ts'
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
