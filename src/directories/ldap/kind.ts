import type { Change, Client, Filter, ResultCodeError } from 'ldapts'
import type { DirectoryEntry, DirectoryOutcome, PasswordRefusal } from '../../ports/directory.ts'
import type { RawEntry } from './attributes.ts'
import { wordsOf } from './outage.ts'

/** What differs between the servers that speak LDAP. */
export interface LdapKind {
  /** The attribute of the reference. */
  readonly reference: string
  /** What else is asked for beside the attributes of the roles. */
  readonly attributes: readonly string[]
  /** Restricts every search to entries that may be people. */
  readonly people: Filter
  /** Whether a password is only taken over TLS. */
  readonly needsTls: boolean
  /** Whether a change can be made to depend on a filter (RFC 4528). Where it cannot, attributes have one value. */
  readonly knowsAssertions: boolean
  referenceOf(entry: RawEntry): string | null
  /** Null when no entry can have this reference. */
  referenceFilter(reference: string): Filter | null
  /** @param now epoch ms */
  statusOf(entry: RawEntry, now: number): DirectoryEntry['status']
  /** Epoch ms; null when the directory does not say. */
  passwordChangedAt(entry: RawEntry): number | null
  /** Binds on a fresh connection; throws as the client does. */
  bind(client: Client, dn: string, password: string): Promise<void>
  /** What a bind that was not taken means. */
  refusedBind(error: unknown): 'right' | 'wrong' | 'locked'
  /** Throws what is no refusal. */
  setPassword(client: Client, dn: string, password: string): Promise<DirectoryOutcome>
  /** What the server should do and cannot; see `remarks` of the port. */
  remarks?(client: Client): Promise<readonly string[]>
  unlocking(entry: RawEntry): readonly Change[]
}

/** A refusal of a password by what the directory wrote: the first of `signs` that its words have. */
export function passwordOutcome(
  error: ResultCodeError,
  password: string,
  signs: readonly (readonly [RegExp, PasswordRefusal])[],
): DirectoryOutcome {
  const found = signs.find(([sign]) => sign.test(error.message))
  const words = wordsOf(error, [password])
  return { outcome: 'password', refusal: found?.[1] ?? 'policy', words }
}
