import { ServiceError } from '../../errors.ts'
import type { CommitResult, Moved } from '../../ports/store.ts'
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
  /** Commits that write a row of this group as well: at most one of the two can win. */
  readonly rivals: Member[]
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
    for (const group of groupsOf(waiting)) void writeGroup(write, group)
  })
  return async (prepared) =>
    prepared.length > mostRows ? resultOf(await write(prepared)) : gathered(prepared)
}

function resultOf(written: Written): CommitResult {
  if (written.outcome === 'committed') return written
  const { outcome, collection, key } = written
  return { outcome, collection, key }
}

const rowName = ({ collection, key }: RowName): string => `row\0${collection}\0${key}`

type RowName = Pick<PreparedChange, 'collection' | 'key'>

const valuesIn = (prepared: Prepared): readonly string[] =>
  prepared.flatMap(({ claims }) =>
    claims.map(({ collection, index, value }) => `find\0${collection}\0${index}\0${value}`),
  )

/** Two commits of one row never meet in a group: the second has lost, and must hear so. */
function groupsOf(gathered: readonly Member[]): readonly Group[] {
  const groups: Group[] = []
  for (const each of gathered) {
    const rows = each.question.map(rowName)
    const shared = groups.find(({ touched }) => rows.some((name) => touched.has(name)))
    if (shared === undefined) join(groups, each, [...rows, ...valuesIn(each.question)])
    else shared.rivals.push(each)
  }
  return groups
}

/** Adds a commit to the group it can travel with, or to one of its own. */
function join(groups: Group[], each: Member, names: readonly string[]): void {
  const size = each.question.length
  const isTaking = each.question.some(({ body, mayRelease }) => body === null || mayRelease)
  const fitting = groups.find(
    (group) =>
      group.isTaking === isTaking &&
      group.rows + size <= mostRows &&
      !names.some((name) => group.touched.has(name)),
  )
  const group = fitting ?? { members: [], touched: new Set(), isTaking, rows: 0, rivals: [] }
  if (fitting === undefined) groups.push(group)
  group.members.push(each)
  group.rows += size
  for (const name of names) group.touched.add(name)
}

/** Whoever built on a row that this group has changed now has lost, and need not ask the database. */
async function writeGroup(write: Write, { members, rivals }: Group): Promise<void> {
  const changed = await writeMembers(write, members)
  for (const rival of rivals) {
    const lost = rival.question.find((each) => changed.has(rowName(each)))
    if (lost === undefined) void writeAlone(write, rival)
    else rival.resolve({ outcome: 'moved', collection: lost.collection, key: lost.key })
  }
}

/** @returns the names of the rows that were changed */
async function writeMembers(
  write: Write,
  members: readonly Member[],
): Promise<ReadonlySet<string>> {
  const changed = new Set<string>()
  const note = ({ question }: Member): void => {
    for (const each of question) changed.add(rowName(each))
  }
  let left = members
  while (left.length > 1) {
    const after = await writeTogether(write, left)
    if (after === null) break
    after.committed.forEach(note)
    left = after.left
  }
  const alone = await Promise.all(
    left.map(async (each) => ((await writeAlone(write, each)) ? [each] : [])),
  )
  alone.flat().forEach(note)
  return changed
}

/** Whether it was made; it has heard what became of it. */
async function writeAlone(write: Write, { question, resolve, reject }: Member): Promise<boolean> {
  try {
    const result = resultOf(await write(question))
    resolve(result)
    return result.outcome === 'committed'
  } catch (error) {
    reject(error)
    return false
  }
}

interface Told {
  readonly committed: readonly Member[]
  readonly left: readonly Member[]
}

/**
 * Who is left to be written once those who have lost were told so; null where nobody can say who has, and each is to be
 * tried alone.
 */
async function writeTogether(write: Write, members: readonly Member[]): Promise<Told | null> {
  try {
    const written = await write(inLockOrder(members.flatMap(({ question }) => question)))
    const result = resultOf(written)
    if (written.outcome === 'committed') {
      for (const { resolve } of members) resolve(result)
      return { committed: members, left: [] }
    }
    const moved = rowName(written)
    const lost = members.filter(({ question }) => question.some((each) => rowName(each) === moved))
    if (!written.isSeen || lost.length === 0) return null
    for (const { resolve } of lost) resolve(result)
    return { committed: [], left: members.filter((each) => !lost.includes(each)) }
  } catch (error) {
    // A refusal may be one member's fault, so each is tried alone; an outage concerns all, and its outcome is unknown.
    if (!(error instanceof ServiceError)) return null
    for (const { reject } of members) reject(error)
    return { committed: [], left: [] }
  }
}
