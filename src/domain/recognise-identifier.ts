import { parseAccountId } from './account-id.ts'
import { parseMobile } from './mobile.ts'
import { readCode } from './one-time-code.ts'
import { parseServerIp } from './server-ip.ts'

/** What a pasted value can be. */
export type IdentifierKind = 'mobile' | 'account-id' | 'server-ip' | 'code'

/**
 * Recognises a value that somebody pasted without having been asked (S12). The whole text must be the value. A text
 * that can be read in two ways is none: twelve digits that are also a mobile with its trunk zero, six digits that
 * are also a small country's number. A well-formed address is a server's even when its range is refused later, so
 * that the person hears why, and even when its digits alone would make a mobile (138.101.100.12): nobody sets the dots
 * of a number so.
 *
 * @param defaultRegion ISO 3166 region a national number is read in
 * @returns the only kind that fits, or null; the value itself is for that kind's own parser to read
 */
export function recogniseIdentifier(text: string, defaultRegion: string): IdentifierKind | null {
  if (isAddress(text)) return 'server-ip'
  const kinds: readonly (readonly [IdentifierKind, boolean])[] = [
    ['mobile', parseMobile(text, defaultRegion).outcome === 'parsed'],
    ['account-id', parseAccountId(text).outcome === 'parsed'],
    ['code', readCode(text) !== null],
  ]
  const fitting = kinds.filter(([, fits]) => fits)
  const [only] = fitting
  return only !== undefined && fitting.length === 1 ? only[0] : null
}

const malformed: ReadonlySet<string> = new Set(['octet', 'not-an-address', 'port', 'cidr', 'zone'])

function isAddress(text: string): boolean {
  const parsed = parseServerIp(text, { allowDocumentation: true })
  return parsed.outcome === 'parsed' || !malformed.has(parsed.reason)
}
