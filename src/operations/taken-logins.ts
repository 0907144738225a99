import { maskAccountId } from '../domain/masking.ts'
import type { Store } from '../ports/store.ts'
import type { CollectedRow, RowProblem } from './collect-rows.ts'

/**
 * Login emails that the store holds under another account. An account whose own row in the same file gives its
 * login email up is no obstacle: two accounts may exchange theirs in one import.
 */
export async function takenLogins(
  store: Store,
  rows: readonly CollectedRow[],
): Promise<readonly RowProblem[]> {
  const givenUp = new Set(
    rows.flatMap(({ patch }) => (patch.fields.loginEmail === undefined ? [] : [patch.id])),
  )
  const problems: RowProblem[] = []
  for (const { line, patch } of rows) {
    const login = patch.fields.loginEmail ?? null
    if (login === null) continue
    const holders = await store.find('accounts', 'loginEmail', { value: login })
    const other = holders.find(({ row }) => row.id !== patch.id && !givenUp.has(row.id))
    if (other === undefined) continue
    const message = `loginEmail: belongs to account ${maskAccountId(other.row.id)} already`
    problems.push({ line, message })
  }
  return problems
}
