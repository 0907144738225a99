import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import { auditChanges, headOf } from '../services/audit-trail.ts'
import type { AuditFact } from '../services/audit-trail.ts'
import { commitWithRetry } from '../services/commit-retry.ts'

const retried = { attempts: 5, busy: 'The audit trail could not be written. Try again.' }

/**
 * Writes into the audit trail what an operator is about to see, before they see it (OWASP ASVS 5.0 16.3.1).
 *
 * @throws ServiceError of the store, `ERR_STORE_BUSY` when others are always faster; then nothing may be shown
 */
export async function recordFact(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  fact: Omit<AuditFact, 'at'>,
): Promise<void> {
  await commitWithRetry(retried, async () => {
    const head = await headOf(store, fact.chain)
    const entry = auditChanges(head, { ...fact, at: clock.now() })
    return { commit: await store.commit(entry), result: null }
  })
}
