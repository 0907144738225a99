import { createRowReader } from './account-row.ts'
import type { AccountPatch, RowRules } from './account-row.ts'
import type { SourceRow } from './source-row.ts'

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

/** Problems as they are found; the first hundred are kept, the others counted. */
export interface ProblemList {
  add(problem: RowProblem): void
  isEmpty(): boolean
  /** In the order of the lines. */
  list(): { readonly problems: readonly RowProblem[]; readonly unlisted: number }
}

const maxListed = 100

/** An empty list of problems. A file of the wrong kind has as many as it has rows, and nobody reads them all. */
export function createProblemList(): ProblemList {
  const kept: RowProblem[] = []
  let unlisted = 0
  return {
    add: (problem) => {
      if (kept.length < maxListed) kept.push(problem)
      else unlisted += 1
    },
    isEmpty: () => kept.length === 0,
    list: () => ({ problems: kept.toSorted((a, b) => a.line - b.line), unlisted }),
  }
}

/** Remembers on which line a value came first. */
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
  const seenId = createSeen()
  const seenLogin = createSeen()
  const rows: CollectedRow[] = []
  for await (const item of source) {
    const { line } = item
    const add = (message: string) => into.problems.add({ line, message })
    const parsed = 'row' in item ? read(item.row) : refusal(item.problem)
    if (parsed.outcome === 'refused') {
      parsed.problems.forEach(add)
      continue
    }
    for (const message of repeats(parsed.patch, { line, seenId, seenLogin })) add(message)
    rows.push({ line, patch: parsed.patch })
  }
  if (rows.length === 0 && into.problems.isEmpty()) {
    into.problems.add({ line: 1, message: 'the file holds no account' })
  }
  return rows
}

const refusal = (problem: string) => ({ outcome: 'refused' as const, problems: [problem] })

function repeats(
  patch: AccountPatch,
  seen: {
    line: number
    seenId: ReturnType<typeof createSeen>
    seenLogin: ReturnType<typeof createSeen>
  },
): readonly string[] {
  const login = patch.fields.loginEmail ?? null
  const idLine = seen.seenId(patch.id, seen.line)
  const loginLine = login === null ? null : seen.seenLogin(login, seen.line)
  return [
    ...(idLine === null ? [] : [`id: is the same as on line ${idLine}`]),
    ...(loginLine === null ? [] : [`loginEmail: is the same as on line ${loginLine}`]),
  ]
}
