import { ServiceError } from '../../errors.ts'
import type { CommitResult } from '../../ports/store.ts'
import { gather, type Waiting } from './gather.ts'
import { inLockOrder, type PreparedChange } from './rows.ts'

type Prepared = readonly PreparedChange[]

/** Makes a commit. @throws ServiceError of the database */
export type Write = (prepared: Prepared) => Promise<CommitResult>

type Member = Waiting<Prepared, CommitResult>

/** Commits that share no row and no value, and what they touch. */
interface Group {
  readonly members: Member[]
  readonly touched: Set<string>
  /** Whether anything is taken away: that needs a dearer statement, which others are spared. */
  readonly isTaking: boolean
  rows: number
}

/** Enough for what one process does in a moment; a larger commit goes alone. */
const mostRows = 200

/**
 * Makes commits of the same moment, by different turns, travel in one statement, since a statement costs the database
 * and this process more than the rows in it. What cannot be written together is written
 * one by one, so that no commit fails because of another.
 */
export function gatherCommits(write: Write): Write {
  const gathered = gather<Prepared, CommitResult>(Infinity, (waiting) => {
    for (const { members } of groupsOf(waiting)) void writeGroup(write, members)
  })
  return async (prepared) => (prepared.length > mostRows ? write(prepared) : gathered(prepared))
}

function touchedBy(prepared: Prepared): readonly string[] {
  const rows = prepared.map(({ collection, key }) => `row\0${collection}\0${key}`)
  const values = prepared.flatMap(({ claims }) =>
    claims.map(({ collection, index, value }) => `find\0${collection}\0${index}\0${value}`),
  )
  return [...rows, ...values]
}

/** Two commits of one row never meet in a group: the second has lost, and must hear so. */
function groupsOf(gathered: readonly Member[]): readonly Group[] {
  const groups: Group[] = []
  for (const each of gathered) {
    const touched = touchedBy(each.question)
    const size = each.question.length
    const isTaking = each.question.some(({ body, mayRelease }) => body === null || mayRelease)
    const fitting = groups.find(
      (group) =>
        group.isTaking === isTaking &&
        group.rows + size <= mostRows &&
        !touched.some((name) => group.touched.has(name)),
    )
    const group = fitting ?? { members: [], touched: new Set(), isTaking, rows: 0 }
    if (fitting === undefined) groups.push(group)
    group.members.push(each)
    group.rows += size
    for (const name of touched) group.touched.add(name)
  }
  return groups
}

async function writeGroup(write: Write, members: readonly Member[]): Promise<void> {
  if (members.length > 1 && (await isWrittenTogether(write, members))) return
  for (const { question, resolve, reject } of members) write(question).then(resolve, reject)
}

/** Whether nothing is left to do: they were written, or the database cannot say whether they were. */
async function isWrittenTogether(write: Write, members: readonly Member[]): Promise<boolean> {
  try {
    const together = members.flatMap(({ question }) => question)
    const result = await write(inLockOrder(together))
    if (result.outcome !== 'committed') return false
    for (const { resolve } of members) resolve(result)
    return true
  } catch (error) {
    // A refusal may be one member's fault, so each is tried alone; an outage concerns all, and its outcome is unknown.
    if (!(error instanceof ServiceError)) return false
    for (const { reject } of members) reject(error)
    return true
  }
}
