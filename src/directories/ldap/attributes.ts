import type { Entry } from 'ldapts'
import type { DirectoryAbilities, DirectoryChannel } from '../../ports/directory.ts'

/** What an entry's attributes can be called. */
export const attributeRoles = [
  'id',
  'displayName',
  'loginEmail',
  'recoveryMobile',
  'recoveryEmail',
  'contactMobile',
  'contactEmail',
  'server',
  'locale',
] as const

/** What an attribute is to the program. */
export type AttributeRole = (typeof attributeRoles)[number]

/** The attribute of each role that the directory has; the account ID is always one. */
export type LdapAttributes = Readonly<Partial<Record<AttributeRole, string>>> & {
  readonly id: string
}

const isRole = (text: string): text is AttributeRole => attributeRoles.some((role) => role === text)

/** RFC 4512 section 1.4: a short name or an object identifier, without options. */
const attributeName = /^[A-Za-z][A-Za-z0-9-]{0,99}$|^\d+(\.\d+){1,20}$/

/** Reads `id=uid,displayName=cn`; null when it is no such list, names a role twice, or no attribute for `id`. */
export function parseAttributes(text: string): LdapAttributes | null {
  const pairs = text.split(',').map((part) => part.trim().split('='))
  const read = new Map<AttributeRole, string>()
  for (const [role = '', attribute = '', ...rest] of pairs) {
    if (!isRole(role) || read.has(role) || rest.length > 0 || !attributeName.test(attribute)) {
      return null
    }
    read.set(role, attribute)
  }
  const id = read.get('id')
  return id === undefined ? null : { ...Object.fromEntries(read), id }
}

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

const channels = [
  'loginEmail',
  'recoveryMobile',
  'recoveryEmail',
  'contactMobile',
  'contactEmail',
] as const satisfies readonly DirectoryChannel[]

/** The channels that these attributes hold. */
export function channelsOf(attributes: LdapAttributes): readonly DirectoryChannel[] {
  return channels.filter((channel) => attributes[channel] !== undefined)
}

/** An entry as it came, its attributes by whatever case the directory writes their names in. */
export interface RawEntry {
  readonly dn: string
  /** The values that are text, in the directory's order; empty for none. */
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
      attribute === undefined ? [] : of(attribute).filter((value) => typeof value === 'string'),
    bytes(attribute) {
      const [first] = of(attribute)
      if (first === undefined) return null
      return typeof first === 'string' ? Buffer.from(first, 'utf8') : first
    },
  }
}
