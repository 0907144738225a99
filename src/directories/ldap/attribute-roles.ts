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
