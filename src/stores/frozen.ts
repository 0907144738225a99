/**
 * Freezes a row through and through, in place: it now belongs to the store, and whoever still holds it can read it
 * but never change it.
 *
 * @throws TypeError when it holds what JSON cannot say (a function, a symbol, a bigint, NaN, an infinity, a Date or
 *   another object with a class): it would come back different after a restart
 */
export function freezeRow(row: object): void {
  freeze(row)
}

function freeze(value: unknown): void {
  if (value === null || typeof value !== 'object') {
    refuseUnspeakable(value)
    return
  }
  refuseClass(value)
  for (const part of Object.values(value)) freeze(part)
  Object.freeze(value)
}

function refuseUnspeakable(value: unknown): void {
  const kind = typeof value
  if (kind === 'function' || kind === 'symbol' || kind === 'bigint') {
    throw new TypeError(`a row must be plain JSON, not hold a ${kind}`)
  }
  if (kind === 'number' && !Number.isFinite(value)) {
    throw new TypeError('a row must be plain JSON, not hold a number without a value')
  }
}

function refuseClass(value: object): void {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype && !Array.isArray(value)) {
    throw new TypeError('a row must be plain JSON, not hold an object of a class')
  }
}
