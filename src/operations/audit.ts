import type { AuditRow } from '../ports/records/audit.ts'
import type { Store } from '../ports/store.ts'
import { headOf, linkOf, verifyLinks } from '../services/audit-trail.ts'
import type { ChainLink, ChainVerdict } from '../services/audit-trail.ts'

/** More entries than any chain has; the default of a search is a page. */
const allOfThem = 1_000_000_000

/**
 * The entries of one chain, oldest first.
 *
 * @param chain an account ID, or `system`
 * @returns null when there is neither such a chain nor such an account
 */
export async function listAudit(store: Store, chain: string): Promise<readonly AuditRow[] | null> {
  const found = await store.find('audit', 'chain', { value: chain, limit: allOfThem })
  if (found.length === 0 && (await store.get('accounts', chain)) === null) return null
  // Keys sort as text, where 10 comes before 2.
  return found.map(({ row }) => row).toSorted((a, b) => a.sequence - b.sequence)
}

/** How often a chain that keeps growing is read again. */
const maxRounds = 20

/** A chain that does not hold. */
interface AuditFault {
  readonly chain: string
  readonly sequence: number
  readonly reason: Extract<ChainVerdict, { outcome: 'broken' }>['reason']
}

export interface AuditReport {
  readonly chains: number
  readonly entries: number
  /** By chain; empty when every chain holds. */
  readonly faults: readonly AuditFault[]
}

/**
 * Every chain that has a head or an entry. Heads are listed first: what is appended while entries are read is beyond
 * them, which the check of each chain allows for by reading its head again.
 */
async function collectChains(store: Store): Promise<Map<string, ChainLink[]>> {
  const chains = new Map<string, ChainLink[]>()
  for await (const { row } of store.scan('auditHeads')) chains.set(row.chain, [])
  for await (const { row } of store.scan('audit')) {
    const links = chains.get(row.chain) ?? []
    chains.set(row.chain, links)
    links.push(linkOf(row))
  }
  return chains
}

/**
 * Checks every chain of the audit trail: each entry's own hash, its link to the one before, and the end of the chain
 * against its head. Safe beside a running server, whose new entries are left for the next time.
 *
 * @throws ServiceError of the store
 */
export async function verifyAudit(store: Store): Promise<AuditReport> {
  const chains = await collectChains(store)
  const faults: AuditFault[] = []
  let entries = 0
  for (const [chain, links] of chains) {
    entries += links.length
    const verdict = await verifyCurrent(store, chain, links)
    if (verdict.outcome === 'broken') {
      faults.push({ chain, sequence: verdict.sequence, reason: verdict.reason })
    }
  }
  return {
    chains: chains.size,
    entries,
    faults: faults.toSorted((a, b) => (a.chain < b.chain ? -1 : 1)),
  }
}

/** A chain that grew while it was read looks cut off or too long; read by itself between two looks at its head it does not. */
async function verifyCurrent(
  store: Store,
  chain: string,
  links: readonly ChainLink[],
): Promise<ChainVerdict> {
  let head = await headOf(store, chain)
  let verdict = verifyLinks(links, head?.row ?? null)
  for (let round = 0; round < maxRounds && verdict.outcome === 'broken'; round += 1) {
    const found = await store.find('audit', 'chain', { value: chain, limit: allOfThem })
    verdict = verifyLinks(
      found.map(({ row }) => linkOf(row)),
      head?.row ?? null,
    )
    const after = await headOf(store, chain)
    if (after?.version === head?.version) return verdict
    head = after
  }
  return verdict
}
