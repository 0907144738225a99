import { domainToUnicode } from 'node:url'
import { AndFilter, EqualityFilter, OrFilter, type Client, type Filter } from 'ldapts'
import { spellingsOfMobile } from '../../domain/mobile.ts'
import type { DirectoryKey } from '../../ports/directory.ts'
import { mostEntries, type Reading } from '../exact.ts'
import type { LdapAttributes } from './attribute-roles.ts'
import { rawEntry, type RawEntry } from './attributes.ts'
import type { LdapKind } from './kind.ts'

/** What a search is made from. */
export interface SearchPlan {
  readonly baseDn: string
  readonly attributes: LdapAttributes
  readonly kind: LdapKind
  readonly reading: Reading
}

/** The international domain of an address in both of its forms; a directory may have either. */
function spellingsOfEmail(email: string): readonly string[] {
  const [local = '', domain = ''] = email.split('@')
  return [...new Set([email, `${local}@${domainToUnicode(domain)}`])]
}

/** Any of these values; values go over the wire as they are, so none of them can become a pattern. */
function anyOf(attribute: string | undefined, values: readonly string[]): Filter | null {
  if (attribute === undefined) return null
  return new OrFilter({ filters: values.map((value) => new EqualityFilter({ attribute, value })) })
}

/** The filter of a canonical key; null when the directory cannot be asked by it. */
export function filterOf({ by, value }: DirectoryKey, plan: SearchPlan): Filter | null {
  const { attributes, kind, reading } = plan
  switch (by) {
    case 'reference':
      return kind.referenceFilter(value)
    case 'account-id':
      return anyOf(attributes.id, [value])
    case 'mobile':
      return anyOf(attributes.recoveryMobile, spellingsOfMobile(value, reading.defaultRegion))
    case 'login-email':
      return anyOf(attributes.loginEmail, spellingsOfEmail(value))
    case 'server-ip':
      return anyOf(attributes.server, [value])
    default:
      return by satisfies never
  }
}

/**
 * The entries that any of the filters takes, in pages, up to so many for each filter. References to other servers are
 * not followed.
 *
 * @returns whether there are more
 */
export async function search(
  client: Client,
  filters: readonly Filter[],
  { baseDn, attributes, kind }: SearchPlan,
): Promise<{ readonly entries: readonly RawEntry[]; readonly isCut: boolean }> {
  const any = new OrFilter({ filters: [...filters] })
  const pages = client.searchPaginated(baseDn, {
    scope: 'sub',
    derefAliases: 'never',
    filter: new AndFilter({ filters: [kind.people, any] }),
    attributes: [...new Set([...Object.values(attributes), ...kind.attributes])],
    explicitBufferAttributes: kind.needsTls ? [kind.reference] : [],
    paged: { pageSize: mostEntries },
  })
  const found: RawEntry[] = []
  const most = mostEntries * filters.length
  for await (const { searchEntries } of pages) {
    found.push(...searchEntries.map(rawEntry))
    if (found.length > most) return { entries: found.slice(0, most), isCut: true }
  }
  return { entries: found, isCut: false }
}
