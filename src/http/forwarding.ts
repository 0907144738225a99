import { isIP, isIPv4 } from 'node:net'

/** What proxies wrote down about a request, each header as one comma-separated list, or undefined. */
export interface Forwarding {
  readonly 'x-forwarded-for'?: string | undefined
  /** RFC 7239. */
  readonly forwarded?: string | undefined
}

/** The parts of a list between separators that stand outside of quoted strings (RFC 9110 section 5.6.4). */
function partsOf(text: string, separator: ',' | ';'): readonly string[] {
  const parts: string[] = []
  let isQuoted = false
  let from = 0
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index)
    if (isQuoted && sign === '\\') index += 1
    else if (sign === '"') isQuoted = !isQuoted
    else if (sign === separator && !isQuoted) {
      parts.push(text.slice(from, index).trim())
      from = index + 1
    }
  }
  return [...parts, text.slice(from).trim()]
}

/** A value without the marks of a quoted string around it. */
function unquoted(value: string): string {
  const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"')
  return isQuoted ? value.slice(1, -1).replace(/\\(.)/gu, '$1').trim() : value
}

/** The `for` of an element of `Forwarded`; empty where it has none. */
function forOf(element: string): string {
  const pair = partsOf(element, ';').find((each) => /^for\s*=/iu.test(each)) ?? ''
  return pair.slice(pair.indexOf('=') + 1).trim()
}

/** IPv4 written as IPv6, dotted or not, as the IPv4 it is; every other address as it came. */
export function unmapped(address: string): string {
  if (!/^[0:]*:ffff:/iu.test(address) || isIP(address) !== 6) return address
  const url = `http://[${address}]/`
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  const [, high, low] = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/u.exec(host) ?? []
  if (high === undefined || low === undefined) return address
  const [left, right] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [left >> 8, left & 255, right >> 8, right & 255].join('.')
}

/**
 * The address in a node as proxies write it: with a port (a number, or `_hidden`), IPv6 in brackets or not, quoted.
 *
 * @returns null for `unknown`, for a hidden name such as `_gazonk`, and for what is no address
 */
function addressIn(node: string): string | null {
  const text = unquoted(node)
  const [, inBrackets] = /^\[([^\]]{1,100})\](?::[\w.-]{1,100})?$/u.exec(text) ?? []
  const [, withPort] = /^([\d.]{7,15}):[\w.-]{1,100}$/u.exec(text) ?? []
  const address = inBrackets ?? withPort ?? text
  const isFit = inBrackets === undefined ? isIP(address) !== 0 : isIP(address) === 6 || isIPv4(address)
  return isFit ? unmapped(address) : null
}

/** The nth element from the right: empty ones do not count (RFC 9110 section 5.6.1). */
const elementAt = (list: string, hops: number): string =>
  partsOf(list, ',')
    .filter((element) => element !== '')
    .at(-hops) ?? ''

/**
 * The address that the outermost of our proxies wrote down, `hops` elements from the right. What stands left of it is the
 * client's own claim. A client can send the header that our proxies do not write, so where both are there they must agree.
 *
 * @param hops at least 1
 * @returns null when no such address was written down, or two
 */
export function forwardedSource(headers: Forwarding, hops: number): string | null {
  const { forwarded, 'x-forwarded-for': list } = headers
  const told = [
    ...(list === undefined ? [] : [addressIn(elementAt(list, hops))]),
    ...(forwarded === undefined ? [] : [addressIn(forOf(elementAt(forwarded, hops)))]),
  ]
  const [first = null] = told
  return told.every((each) => each === first) ? first : null
}
