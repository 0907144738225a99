import { ServiceError } from '../../errors.ts'
import type { CommitResult } from '../../ports/store.ts'
import { gather, type Waiting } from './gather.ts'
import { inLockOrder, type PreparedChange } from './rows.ts'

type Prepared = readonly PreparedChange[]

/**
 * What became of a write. `isSeen` says that the row was seen at another version, so that whoever built on the one before
 * has lost whatever else is tried; otherwise it is a guess, since the database does not name what a refusal is about.
 */
export type Written =
  | Extract<CommitResult, { outcome: 'committed' }>
  | (Moved & { readonly isSeen: boolean })

type Moved = Extract<CommitResult, { outcome: 'moved' }>

/** Makes a commit. @throws ServiceError of the database */
export type Write = (prepared: Prepared) => Promise<Written>

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
 * and this process more than the rows in it. What cannot be written together is written without those who have lost, or
 * one by one, so that no commit fails because of another.
 */
export function gatherCommits(write: Write): (prepared: Prepared) => Promise<CommitResult> {
  const gathered = gather<Prepared, CommitResult>(Infinity, (waiting) => {
    for (const { members } of groupsOf(waiting)) void writeGroup(write, members)
  })
  const writeAlone = async (prepared: Prepared) => resultOf(await write(prepared))
  return async (prepared) =>
    prepared.length > mostRows ? writeAlone(prepared) : gathered(prepared)
}

function resultOf(written: Written): CommitResult {
  if (written.outcome === 'committed') return written
  const { outcome, collection, key } = written
  return { outcome, collection, key }
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
  let left = members
  while (left.length > 1) {
    const after = await writeTogether(write, left)
    if (after === null) break
    left = after
  }
  for (const { question, resolve, reject } of left) {
    write(question).then((written) => resolve(resultOf(written)), reject)
  }
}

/**
 * Who is left to be written once those who have lost were told so; null where nobody can say who has, and each is to be
 * tried alone.
 */
async function writeTogether(
  write: Write,
  members: readonly Member[],
): Promise<readonly Member[] | null> {
  try {
    const written = await write(inLockOrder(members.flatMap(({ question }) => question)))
    const result = resultOf(written)
    if (written.outcome === 'moved' && !written.isSeen) return null
    const hasLost = ({ question }: Member): boolean =>
      written.outcome === 'moved' &&
      question.some(
        ({ collection, key }) => collection === written.collection && key === written.key,
      )
    const told = written.outcome === 'committed' ? members : members.filter(hasLost)
    for (const { resolve } of told) resolve(result)
    return members.filter((each) => !told.includes(each))
  } catch (error) {
    // A refusal may be one member's fault, so each is tried alone; an outage concerns all, and its outcome is unknown.
    if (!(error instanceof ServiceError)) return null
    for (const { reject } of members) reject(error)
    return []
  }
}
