import { randomUUID } from 'node:crypto'
import type { Client, Filter } from 'ldapts'
import type {
  Directory,
  DirectoryAbilities,
  DirectoryChange,
  DirectoryEntry,
  DirectoryKey,
  DirectoryOutcome,
} from '../../ports/directory.ts'
import { isAskable, isExact, mostEntries, type Reading } from '../exact.ts'
import { notOffered, refused } from '../home.ts'
import { activeDirectory } from './active-directory.ts'
import type { LdapAttributes } from './attribute-roles.ts'
import { channelsOf, findsOf, type RawEntry } from './attributes.ts'
import { applyChange, planChange, type ChannelChange } from './channel-change.ts'
import { openConnection, type Credentials, type LdapAddress } from './connection.ts'
import type { LdapKind } from './kind.ts'
import { openLdap } from './openldap.ts'
import { codeOf, isRefusal, resultCode, wordsOf } from './outage.ts'
import { LdapPool } from './pool.ts'
import { readEntry } from './reading.ts'
import { filterOf, search, type SearchPlan } from './searches.ts'

/** Everything an LDAP directory is opened with. */
export interface LdapOptions {
  readonly address: LdapAddress
  /** The program's own account there. */
  readonly credentials: Credentials
  /** Entries lie in it at any depth. */
  readonly baseDn: string
  readonly kind: 'openldap' | 'active-directory'
  readonly attributes: LdapAttributes
  readonly reading: Reading
  /** Epoch ms. */
  readonly now: () => number
}

const kinds: Readonly<Record<LdapOptions['kind'], LdapKind>> = {
  openldap: openLdap,
  'active-directory': activeDirectory,
}

interface Found {
  readonly raw: RawEntry
  readonly entry: DirectoryEntry
}

const nothing = { found: [], isCut: false } as const

/** An entry as a key asks for it: one with several IDs has the one that was asked for. Null for another one. */
function exactly({ raw, entry }: Found, key: DirectoryKey, plan: SearchPlan): Found | null {
  if (isExact(entry, key)) return { raw, entry }
  if (key.by !== 'account-id') return null
  const others = raw.texts(plan.attributes.id).map((accountId) => ({ ...entry, accountId }))
  const named = others.find((other) => isExact(other, key))
  return named === undefined ? null : { raw, entry: named }
}

/** Reads entries; every answer is compared exactly, whatever matching rule the directory has. */
function createFinder(plan: SearchPlan, now: () => number) {
  const one = async (client: Client, filters: readonly Filter[]) => {
    const { entries, isCut } = await search(client, filters, plan)
    const found = entries.flatMap((raw): readonly Found[] => {
      const entry = readEntry(raw, plan, now())
      return entry === null ? [] : [{ raw, entry }]
    })
    return { found, isCut }
  }
  /** One trip for all; where the server answers fewer entries than all of them have, as if it had been cut here. */
  const together = async (client: Client, filters: readonly Filter[]) => {
    try {
      return await one(client, filters)
    } catch (error) {
      if (filters.length === 1 || codeOf(error) !== resultCode.sizeLimitExceeded) throw error
      return { ...nothing, isCut: true }
    }
  }
  return async (client: Client, keys: readonly DirectoryKey[]) => {
    const asked = keys.map((key) => ({
      key,
      filter: isAskable(key, plan.reading) ? filterOf(key, plan) : null,
    }))
    const filters = asked.flatMap(({ filter }) => filter ?? [])
    const all = filters.length === 0 ? nothing : await together(client, filters)
    const answers: (readonly Found[])[] = []
    for (const { key, filter } of asked) {
      // One key with very many entries may have left no room for the others.
      const isAlone = all.isCut && filters.length > 1 && filter !== null
      const { found } = isAlone ? await one(client, [filter]) : all
      const exact = filter === null ? [] : found.flatMap((each) => exactly(each, key, plan) ?? [])
      answers.push(exact.slice(0, mostEntries))
    }
    return answers
  }
}

function abilitiesOf(kind: LdapKind, { address, attributes }: LdapOptions): DirectoryAbilities {
  return {
    finds: findsOf(attributes),
    verifiesPassword: true,
    setsPassword: address.tls || !kind.needsTls,
    changes: channelsOf(attributes),
    endsSessions: false,
    unlocks: true,
    knowsOperations: false,
  }
}

/**
 * Accounts in OpenLDAP or Active Directory. Nothing is asked before the first call.
 *
 * A password is verified by a bind on a connection of its own; an empty one never, since a bind without a password
 * succeeds as nobody (RFC 4513 section 5.1.2). LDAP knows no operation ids and no sessions.
 */
class LdapDirectory implements Directory {
  readonly abilities: DirectoryAbilities
  readonly #options: LdapOptions
  readonly #kind: LdapKind
  readonly #pool: LdapPool
  readonly #finder: ReturnType<typeof createFinder>

  constructor(options: LdapOptions) {
    const { attributes, baseDn, reading } = options
    this.#options = options
    this.#kind = kinds[options.kind]
    this.#pool = new LdapPool(options.address, options.credentials)
    this.#finder = createFinder({ baseDn, attributes, kind: this.#kind, reading }, options.now)
    this.abilities = abilitiesOf(this.#kind, options)
  }

  async find(keys: readonly DirectoryKey[]) {
    const found = await this.#pool.read(async (client) => this.#finder(client, keys))
    return found.map((each) => each.map(({ entry }) => entry))
  }

  async verifyPassword(reference: string, password: string) {
    const found = await this.#ofReference(reference)
    const status = found?.entry.status ?? 'active'
    if (status === 'disabled' || status === 'expired') return 'locked'
    const answer = password === '' ? 'wrong' : await this.#bindAs(found, password)
    // A lock may have ended without a trace in the entry: the right password opens it then.
    return status === 'locked' && answer !== 'right' ? 'locked' : answer
  }

  async setPassword({ reference }: DirectoryChange, password: string) {
    if (!this.abilities.setsPassword || password === '') return notOffered
    return this.#change(reference, async (client, { raw }) =>
      this.#kind.setPassword(client, raw.dn, password),
    )
  }

  async changeChannel({ reference }: DirectoryChange, to: ChannelChange) {
    const { attributes, reading } = this.#options
    const type = attributes[to.channel]
    if (type === undefined) return notOffered
    if (await this.#isTaken(to, reference)) return { outcome: 'taken' } as const
    return this.#change(reference, async (client, { raw }) => {
      const changes = planChange(raw, to, { type, reading })
      if (changes === null) return { outcome: 'moved' }
      return applyChange(client, raw, { changes, to, type, kind: this.#kind })
    })
  }

  async endSessions() {
    return notOffered
  }

  async unlock({ reference }: DirectoryChange) {
    return this.#change(reference, async (client, { raw, entry }) => {
      if (entry.status === 'disabled' || entry.status === 'expired') return refused(entry.status)
      const changes = entry.status === 'active' ? [] : this.#kind.unlocking(raw)
      try {
        if (changes.length > 0) await client.modify(raw.dn, [...changes])
        return { outcome: 'done' }
      } catch (error) {
        if (isRefusal(error)) return refused(wordsOf(error, []))
        throw error
      }
    })
  }

  async check() {
    await this.#pool.read(async (client) =>
      client.search(this.#options.baseDn, { scope: 'base', attributes: ['1.1'], sizeLimit: 1 }),
    )
  }

  async remarks() {
    return this.#pool.read(async (client) => (await this.#kind.remarks?.(client)) ?? [])
  }

  async close() {
    this.#pool.close()
  }

  /** Nobody binds too, so that asking for nobody takes as many trips. */
  async #bindAs(found: Found | null, password: string) {
    const dn = found?.raw.dn ?? `cn=${randomUUID()},${this.#options.baseDn}`
    const bound = await openConnection(this.#options.address, async (client) =>
      this.#kind.bind(client, dn, password),
    )
    if ('refused' in bound) return this.#kind.refusedBind(bound.refused)
    bound.close()
    return found === null ? 'wrong' : 'right'
  }

  async #ofReference(value: string): Promise<Found | null> {
    const [found = []] = await this.#pool.read(async (client) =>
      this.#finder(client, [{ by: 'reference', value }]),
    )
    return found[0] ?? null
  }

  async #change(
    reference: string,
    work: (client: Client, found: Found) => Promise<DirectoryOutcome>,
  ): Promise<DirectoryOutcome> {
    const found = await this.#ofReference(reference)
    if (found === null) return refused('there is no such entry')
    return this.#pool.change(async (client) => work(client, found))
  }

  async #isTaken({ channel, to }: ChannelChange, reference: string): Promise<boolean> {
    if (channel !== 'loginEmail' || to === null) return false
    const [found = []] = await this.#pool.read(async (client) =>
      this.#finder(client, [{ by: 'login-email', value: to }]),
    )
    return found.some(({ entry }) => entry.reference !== reference)
  }
}

/** Opens no connection yet: the first call does. */
export function createLdapDirectory(options: LdapOptions): Directory {
  return new LdapDirectory(options)
}
