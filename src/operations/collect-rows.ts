import { createRowReader, type AccountPatch, type RowRules } from './account-row.ts'
import type { SourceRow } from './source-row.ts'
import { maskAccountId } from '../domain/masking.ts'
import type { Store } from '../ports/store.ts'

/** What is wrong with a line of a file; never holds a value of it. */
export interface RowProblem {
  readonly line: number
  readonly message: string
}

/** A sound row, with the line it came from for what is found out later. */
export interface CollectedRow {
  readonly line: number
  readonly patch: AccountPatch
}

const maxListed = 100

/** Makes an empty list of problems, which keeps the first hundred and counts the others. */
export function createProblemList() {
  const kept: RowProblem[] = []
  let unlisted = 0
  return {
    add: (problem: RowProblem): void => {
      if (kept.length < maxListed) kept.push(problem)
      else unlisted += 1
    },
    isEmpty: (): boolean => kept.length === 0,
    /** In the order of the lines. */
    list: () => ({ problems: kept.toSorted((a, b) => a.line - b.line), unlisted }),
  }
}

type ProblemList = ReturnType<typeof createProblemList>

/** Makes a memory of the line on which each value came first; it answers null for a new value. */
function createSeen(): (value: string, line: number) => number | null {
  const lines = new Map<string, number>()
  return (value, line) => {
    const first = lines.get(value)
    if (first !== undefined) return first
    lines.set(value, line)
    return null
  }
}

/**
 * Reads all rows and keeps the sound ones; what is wrong goes into `problems`: unreadable lines, bad fields, an `id`
 * or a login email that came before in the same file, a file without any account.
 */
export async function collectRows(
  source: AsyncIterable<SourceRow>,
  into: { readonly rules: RowRules; readonly problems: ProblemList },
): Promise<readonly CollectedRow[]> {
  const read = createRowReader(into.rules)
  const firstId = createSeen()
  const firstLogin = createSeen()
  const rows: CollectedRow[] = []
  for await (const item of source) {
    const { line } = item
    const add = (message: string) => into.problems.add({ line, message })
    if ('problem' in item) {
      add(item.problem)
      continue
    }
    const parsed = read(item.row)
    if (parsed.outcome === 'refused') {
      parsed.problems.forEach(add)
      continue
    }
    const { id, fields } = parsed.patch
    const idLine = firstId(id, line)
    const login = fields.loginEmail ?? null
    const loginLine = login === null ? null : firstLogin(login, line)
    if (idLine !== null) add(`id: is the same as on line ${idLine}`)
    if (loginLine !== null) add(`loginEmail: is the same as on line ${loginLine}`)
    rows.push({ line, patch: parsed.patch })
  }
  if (rows.length === 0 && into.problems.isEmpty()) {
    into.problems.add({ line: 1, message: 'the file holds no account' })
  }
  return rows
}

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
