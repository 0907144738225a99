import { readFileSync } from 'node:fs'
import { environment } from '../config/environment.ts'
import { ServiceError } from '../errors.ts'

/** The most a settings file may hold, bytes. */
const maxBytes = 256 * 1024

/** A line that cannot be read, with what is wrong and what to do; never with the value. */
class BadLine extends Error {
  readonly line: number
  constructor(line: number, reason: string) {
    super(reason)
    this.line = line
  }
}

const byCase = new Map(Object.keys(environment.shape).map((name) => [name.toLowerCase(), name]))

/** The byte order marks of UTF-16. */
const wideMarks: readonly string[] = ['fffe', 'feff']

/** The lines of a file, decoded one by one, so that the first bad one can be named. */
function linesOf(bytes: Buffer): readonly string[] {
  if (wideMarks.includes(bytes.subarray(0, 2).toString('hex'))) {
    throw new BadLine(1, 'the file is UTF-16; save it as UTF-8')
  }
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const lines: string[] = []
  for (let from = 0; from <= bytes.length; ) {
    const end = bytes.indexOf(0x0a, from)
    const to = end < 0 ? bytes.length : end
    try {
      lines.push(decoder.decode(bytes.subarray(from, to)).replace(/\r$/u, ''))
    } catch {
      throw new BadLine(lines.length + 1, 'it is not UTF-8; save the file as UTF-8')
    }
    from = to + 1
  }
  return lines
}

/** Refuses signs that an editor does not show, of which the program would see another name or value. */
function checkSigns(line: string, number: number): void {
  if (line.startsWith('\ufeff')) {
    throw new BadLine(number, 'it begins with a byte order mark; save the file as UTF-8 without one')
  }
  if (/(?!\t)[\p{Cc}\p{Zl}\p{Zp}\ufeff]/u.test(line)) {
    throw new BadLine(number, 'it holds a control character, such as NUL or a lone carriage return')
  }
}

/** What stands behind a quoted value: nothing, or a comment. */
const nothing = /^\s*(?:#.*)?$/u

function quotedValue(text: string, number: number): string {
  const mark = text.charAt(0)
  const end = text.indexOf(mark, 1)
  if (end < 0) throw new BadLine(number, `a quotation mark ${mark} is not closed`)
  if (!nothing.test(text.slice(end + 1))) {
    throw new BadLine(number, 'there is something behind the closing quotation mark')
  }
  const value = text.slice(1, end)
  return mark === '"' ? value.replaceAll('\\n', '\n') : value
}

/** A value without quotation marks; a comment behind it needs a space, as `#` may be part of a password. */
function bareValue(text: string, number: number): string {
  const value = text.startsWith('#') ? '' : (text.split(/\s#/u, 1)[0] ?? '').trimEnd()
  if (value.includes('#')) {
    throw new BadLine(number, 'a # is in the value; put the value in quotation marks')
  }
  return value
}

function nameIn(text: string, number: number): string {
  if (/^export\s/u.test(text)) throw new BadLine(number, 'leave out `export`')
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/u.test(text)) {
    throw new BadLine(number, 'a name has letters, digits and _ alone')
  }
  const known = byCase.get(text.toLowerCase()) ?? text
  if (known !== text) throw new BadLine(number, `the name is written ${known}`)
  return text
}

/**
 * The variables of a settings file: UTF-8 lines of `NAME=value`, empty lines and comments. A value may stand in one
 * kind of quotation marks.
 *
 * @throws BadLine for anything else, and for a name that is there twice
 */
function variablesIn(bytes: Buffer): ReadonlyMap<string, string> {
  const at = new Map<string, number>()
  const found = new Map<string, string>()
  for (const [index, line] of linesOf(bytes).entries()) {
    const number = index + 1
    checkSigns(line, number)
    const text = line.trim()
    if (text === '' || text.startsWith('#')) continue
    const sign = text.indexOf('=')
    if (sign < 0) throw new BadLine(number, 'it has no =; a line is NAME=value')
    const name = nameIn(text.slice(0, sign).trim(), number)
    const before = at.get(name)
    if (before !== undefined) throw new BadLine(number, `${name} is set in line ${before} already`)
    at.set(name, number)
    const value = text.slice(sign + 1).trim()
    found.set(name, /^["'`]/u.test(value) ? quotedValue(value, number) : bareValue(value, number))
  }
  return found
}

function readSettings(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'ENOENT') return null
    throw new ServiceError('ERR_CONFIG', `${file} cannot be read: ${code}`, { cause: error })
  }
}

/**
 * Adds the variables of `.env` in the working folder; those already set win. No such file is no fault.
 *
 * @throws ServiceError `ERR_CONFIG` when it cannot be read, or with the first line that is not plain UTF-8
 *   `NAME=value`: going on without it could mean development instead of production, or other limits
 */
export function loadEnvFile(env: NodeJS.ProcessEnv = process.env, file = '.env'): void {
  const bytes = readSettings(file)
  if (bytes === null) return
  if (bytes.length > maxBytes) throw new ServiceError('ERR_CONFIG', `${file} is too large`)
  try {
    for (const [name, value] of variablesIn(bytes)) env[name] ??= value
  } catch (error) {
    if (!(error instanceof BadLine)) throw error
    throw new ServiceError('ERR_CONFIG', `${file}, line ${error.line}: ${error.message}`)
  }
}
