import { createHash } from 'node:crypto'
import type { AuditHead, AuditRow } from '../ports/records/audit.ts'
import type { Change, Store, Versioned } from '../ports/store.ts'

/** What happened, before it has its place in a chain. */
export type AuditFact = Pick<AuditRow, 'chain' | 'at' | 'action' | 'actor' | 'details'>

/** The chain of what concerns no single account. */
export const systemChain = 'system'

/** `previousHash` of the first entry of every chain. */
export const noHash = '0'.repeat(64)

/** JSON with keys in one order, so that a store may give them back in another. */
export function canonicalJson(value: object): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** SHA-256 (hex) over every field of an entry but `hash` itself. */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { chain, sequence, at, action, actor, details, previousHash } = row
  const content = canonicalJson({ chain, sequence, at, action, actor, details, previousHash })
  return createHash('sha256').update(content).digest('hex')
}

/**
 * The next entry of a chain and the head that names it (OWASP ASVS 5.0 16.4.2: logs protected from modification).
 *
 * @param head where the chain stands, null before its first entry
 */
export function nextEntry(
  head: AuditHead | null,
  fact: AuditFact,
): { readonly row: AuditRow; readonly head: AuditHead } {
  const { chain, at, action, actor, details } = fact
  const sequence = (head?.sequence ?? 0) + 1
  const open = { chain, sequence, at, action, actor, details, previousHash: head?.hash ?? noHash }
  const row = { ...open, hash: hashOf(open) }
  return { row, head: { chain, sequence, hash: row.hash } }
}

/**
 * The two changes that append a fact to its chain; they belong into the commit of what they tell of, so that there is
 * no effect without its entry. Two writers of one chain at a time: the later commit is refused as `moved`.
 *
 * @param head as read from `auditHeads` under the fact's chain, null when there is none yet
 */
export function auditChanges(
  head: Versioned<AuditHead> | null,
  fact: AuditFact,
): readonly [Change, Change] {
  const next = nextEntry(head?.row ?? null, fact)
  const key = `${next.row.chain}:${next.row.sequence}`
  return [
    { collection: 'audit', key, base: 0, row: next.row },
    { collection: 'auditHeads', key: fact.chain, base: head?.version ?? 0, row: next.head },
  ]
}

/** Where a chain is broken first, or how long it is. */
export type ChainVerdict =
  | { readonly outcome: 'intact'; readonly entries: number }
  | {
      readonly outcome: 'broken'
      /** The first entry that is wrong or missing. */
      readonly sequence: number
      /** `altered`: its hash does not fit it; `missing`: it, or the end of the chain, is gone; `unlinked`: it does not follow the one before; `surplus`: the head does not know it. */
      readonly reason: 'altered' | 'missing' | 'unlinked' | 'surplus'
    }

/** What is left of an entry when its own hash was checked: enough to check the chain. */
export interface ChainLink {
  readonly sequence: number
  readonly previousHash: string
  readonly hash: string
  /** Whether `hash` fitted the entry. */
  readonly isGenuine: boolean
}

/** Checks an entry by itself. */
export function linkOf(row: AuditRow): ChainLink {
  const { sequence, previousHash, hash } = row
  return { sequence, previousHash, hash, isGenuine: hashOf(row) === hash }
}

const faultOf = (link: ChainLink, expected: number, previousHash: string) => {
  if (link.sequence > expected) return 'missing'
  if (link.sequence < expected) return 'surplus'
  if (!link.isGenuine) return 'altered'
  return link.previousHash === previousHash ? null : 'unlinked'
}

/**
 * Checks the links of one chain, in any order: any edited, removed, added or exchanged entry is told. The head is what
 * makes a cut-off end visible; a chain and its head rewritten together are not, which is what a copy of the heads in
 * another place is for.
 *
 * @param head null when the chain has none; then it must have no entries
 */
export function verifyLinks(links: readonly ChainLink[], head: AuditHead | null): ChainVerdict {
  let previous = noHash
  let expected = 1
  for (const link of links.toSorted((a, b) => a.sequence - b.sequence)) {
    const reason = faultOf(link, expected, previous)
    if (reason !== null)
      return { outcome: 'broken', sequence: Math.min(expected, link.sequence), reason }
    previous = link.hash
    expected += 1
  }
  const end = head?.sequence ?? 0
  if (expected <= end) return { outcome: 'broken', sequence: expected, reason: 'missing' }
  if (expected > end + 1) return { outcome: 'broken', sequence: end + 1, reason: 'surplus' }
  if (previous !== (head?.hash ?? noHash))
    return { outcome: 'broken', sequence: end, reason: 'unlinked' }
  return { outcome: 'intact', entries: links.length }
}

/** Reads where a chain stands, for {@link auditChanges}. */
export function headOf(store: Store, chain: string): Promise<Versioned<AuditHead> | null> {
  return store.get('auditHeads', chain)
}
