import type { Entry } from 'ldapts'
import {
  directoryChannels,
  type DirectoryAbilities,
  type DirectoryChannel,
} from '../../ports/directory.ts'
import type { LdapAttributes } from './attribute-roles.ts'

/** The keys that entries can be found by with these attributes. */
export function findsOf(attributes: LdapAttributes): DirectoryAbilities['finds'] {
  return [
    'reference',
    'account-id',
    ...(attributes.recoveryMobile === undefined ? [] : (['mobile'] as const)),
    ...(attributes.loginEmail === undefined ? [] : (['login-email'] as const)),
    ...(attributes.server === undefined ? [] : (['server-ip'] as const)),
  ]
}

/** The channels that these attributes hold. */
export function channelsOf(attributes: LdapAttributes): readonly DirectoryChannel[] {
  return directoryChannels.filter((channel) => attributes[channel] !== undefined)
}

/** Longer values are nobody's, and are not looked at. */
const longestText = 1_000

/** An entry as it came, its attributes by whatever case the directory writes their names in. */
export interface RawEntry {
  readonly dn: string
  /** The values that are text of a length, in the directory's order; empty for none. */
  texts(attribute: string | undefined): readonly string[]
  /** The first value as bytes. */
  bytes(attribute: string): Buffer | null
}

/** Makes an answered entry readable. */
export function rawEntry(entry: Entry): RawEntry {
  const values = new Map(
    Object.entries(entry)
      .filter(([name]) => name !== 'dn')
      .map(([name, value]): [string, readonly (string | Buffer)[]] => [
        name.toLowerCase(),
        Array.isArray(value) ? value : [value],
      ]),
  )
  const of = (attribute: string): readonly (string | Buffer)[] =>
    values.get(attribute.toLowerCase()) ?? []
  return {
    dn: entry.dn,
    texts: (attribute) =>
      (attribute === undefined ? [] : of(attribute))
        .filter((value) => typeof value === 'string')
        .filter(({ length }) => length <= longestText),
    bytes(attribute) {
      const [first] = of(attribute)
      if (first === undefined) return null
      return typeof first === 'string' ? Buffer.from(first, 'utf8') : first
    },
  }
}
