import type { CaseRow } from '../ports/records/case.ts'
import type { Store } from '../ports/store.ts'

/** Every case that was handed to people, in the order of their numbers. */
export async function listCases(store: Store): Promise<readonly CaseRow[]> {
  const cases: CaseRow[] = []
  for await (const { row } of store.scan('cases')) cases.push(row)
  return cases.toSorted((a, b) => a.number - b.number)
}
