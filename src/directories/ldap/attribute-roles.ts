import { directoryChannels, type DirectoryChannel } from '../../ports/directory.ts'

/** What an entry's attributes can be called. */
const attributeRoles = [
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

/** Other names of attributes that addresses are kept in (RFC 4519, RFC 4524, RFC 2798), in lower case. */
const otherNames: Readonly<Record<string, string>> = {
  rfc822mailbox: 'mail',
  '0.9.2342.19200300.100.1.3': 'mail',
  mobiletelephonenumber: 'mobile',
  '0.9.2342.19200300.100.1.41': 'mobile',
  hometelephonenumber: 'homephone',
  '0.9.2342.19200300.100.1.20': 'homephone',
  pagertelephonenumber: 'pager',
  '0.9.2342.19200300.100.1.42': 'pager',
  '2.5.4.20': 'telephonenumber',
  '1.2.840.113556.1.4.647': 'othermobile',
  '2.16.840.1.113730.3.1.4': 'employeetype',
}

/** An attribute by the one name that its others stand for. */
function plainName(attribute: string): string {
  const name = attribute.toLowerCase()
  return otherNames[name] ?? name
}

/**
 * Two channels that are one attribute, or null. What is typed in one role would count in the other at once: an unverified
 * contact number would be a recovery number, without its proof and its hold.
 */
export function sharedChannels(
  attributes: LdapAttributes,
): { readonly channels: readonly [DirectoryChannel, DirectoryChannel]; name: string } | null {
  const seen = new Map<string, DirectoryChannel>()
  for (const channel of directoryChannels) {
    const attribute = attributes[channel]
    if (attribute === undefined) continue
    const name = plainName(attribute)
    const other = seen.get(name)
    if (other !== undefined) return { channels: [other, channel], name: attribute }
    seen.set(name, channel)
  }
  return null
}
