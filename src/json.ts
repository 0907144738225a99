/** The value if it is a JSON object, else an empty one: what comes from outside may hold anything anywhere. */
export function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {}
}

/** Whether a value is a JSON object, not null and not a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The first 100 entries of a JSON list, none of anything else. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 100) : []
}

/** Whether nothing is to be done to a text, as with nearly all. */
const isPlain = (text: string, limit: number): boolean =>
  text.length <= limit &&
  !text.includes('\u0000') &&
  text.isWellFormed() &&
  !text.endsWith('\uFFFD')

/**
 * The text in a value, cut to `limit` UTF-16 units without halving a character; empty for anything but a string.
 * NUL and lone surrogates go: neither PostgreSQL nor a UTF-8 log can hold them.
 */
export function textIn(value: unknown, limit: number): string {
  if (typeof value !== 'string') return ''
  if (isPlain(value, limit)) return value
  return value
    .slice(0, limit)
    .replaceAll('\u0000', '')
    .toWellFormed()
    .replace(/\uFFFD$/u, '')
}
