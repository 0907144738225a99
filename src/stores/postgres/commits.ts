import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'
import type { Change, CommitResult, Moved } from '../../ports/store.ts'
import { gatherCommits, type Written } from './commit-groups.ts'
import { columnsOf, keyIn, type Asker, type Database } from './database.ts'
import { isClash, isLost, isTaken, outage } from './outage.ts'
import { commitStatement } from './commit-statement.ts'
import { prepareChanges, type PreparedChange } from './rows.ts'
import { claimValues, collectionIn, forgetCommits, settleCommit } from './statements.ts'

export interface CommitDeps {
  readonly database: Database
  readonly clock: Clock
  readonly random: Random
  /** Rows in one statement at most; a larger commit is a transaction of several. */
  readonly mostRows: number
  /** Milliseconds that the outcome of a commit whose answer was lost is asked for. */
  readonly settleMs: number
}

/** A statement that clashed or whose answer was lost is tried so often; nothing of it was written then. */
const mostTries = 4

/** The writing half of the store. */
export interface Commits {
  commit(changes: readonly Change[]): Promise<CommitResult>
  /** Writes a line, for the one question whether writing works. @throws ServiceError when it does not */
  probe(): Promise<void>
}

/** Makes it. Old notes of commits are forgotten on the way. */
export function createCommits(deps: CommitDeps): Commits {
  const nextId = commitIds(deps)
  const forget = forgetfulness(deps)
  const gathered = gatherCommits(async (prepared) => commitPrepared(deps, prepared, nextId))
  return {
    async commit(changes) {
      if (changes.length === 0) return { outcome: 'committed' }
      const prepared = prepareChanges(changes)
      forget()
      return gathered(prepared)
    },
    async probe() {
      await deps.database.read(settleCommit, [nextId()])
    },
  }
}

async function commitPrepared(
  deps: CommitDeps,
  prepared: readonly PreparedChange[],
  nextId: () => string,
): Promise<Written> {
  for (let attempt = 1; ; attempt += 1) {
    const id = nextId()
    try {
      const moved = await write(deps, prepared, id)
      return moved === null ? { outcome: 'committed' } : { ...moved, isSeen: true }
    } catch (error) {
      if (isTaken(error)) return contested(prepared)
      if (isLost(error) && (await settle(deps, id)) === 'made') return { outcome: 'committed' }
      // Nothing was written, and nothing of this attempt can be any more.
      if (attempt < mostTries && isWorthAnother(error)) continue
      if (isClash(error)) return contested(prepared)
      throw outage(error)
    }
  }
}

const isWorthAnother = (error: unknown): boolean => isLost(error) || isClash(error)

/** The row that is named when the database does not say: one that claims something no other may have. */
function contested(prepared: readonly PreparedChange[]): Written {
  const claims = prepared.find((each) => each.claims.some(({ isUnique }) => isUnique))
  const { collection, key } = claims ?? prepared.find(({ base }) => base === 0) ?? firstOf(prepared)
  return { outcome: 'moved', collection, key, isSeen: false }
}

function firstOf([first]: readonly PreparedChange[]): PreparedChange {
  if (first === undefined) throw new TypeError('a commit of nothing cannot be contested')
  return first
}

/** Whether a commit without an answer was made. @throws ServiceError when the database stays away too long to say */
async function settle(deps: CommitDeps, id: string): Promise<'made' | 'never'> {
  const until = deps.clock.now() + deps.settleMs
  for (let pauseMs = 10; ; pauseMs = Math.min(2 * pauseMs, 500)) {
    try {
      const [note] = await deps.database.read(settleCommit, [id])
      return note?.['is_void'] === false ? 'made' : 'never'
    } catch (error) {
      if (deps.clock.now() >= until) throw outage(error)
      await wait(pauseMs)
    }
  }
}

/** Null when everything was written. */
async function write(
  { database, mostRows }: CommitDeps,
  prepared: readonly PreparedChange[],
  id: string,
): Promise<Moved | null> {
  if (prepared.length <= mostRows) {
    return writePart(database, prepared, { id, claims: prepared.flatMap(({ claims }) => claims) })
  }
  return writeLarge(database, chunksOf(prepared, mostRows), id)
}

/** Thrown inside a transaction to undo it. */
class MovedWithin extends Error {
  readonly moved: Moved
  constructor(moved: Moved) {
    super('a row has moved')
    this.moved = moved
  }
}

/** All rows first, letting go of their old values; then all new values: rows of one commit may swap them. */
async function writeLarge(
  database: Database,
  chunks: readonly (readonly PreparedChange[])[],
  id: string,
): Promise<Moved | null> {
  try {
    await database.transact(async (transaction) => {
      for (const [place, chunk] of chunks.entries()) {
        const noted = { id: place === 0 ? id : null, claims: [] }
        const moved = await writePart(transaction, chunk, noted)
        if (moved !== null) throw new MovedWithin(moved)
      }
      for (const chunk of chunks) {
        await transaction.ask(claimValues, claimColumns(chunk.flatMap(({ claims }) => claims)))
      }
    })
    return null
  } catch (error) {
    if (error instanceof MovedWithin) return error.moved
    throw error
  }
}

const changeColumns: readonly ((change: PreparedChange) => unknown)[] = [
  collectionIn,
  keyIn,
  ({ base }) => base,
  ({ body }) => body,
  ({ dueAt }) => dueAt,
]

async function writePart(
  asker: Asker,
  changes: readonly PreparedChange[],
  { id, claims }: { readonly id: string | null; readonly claims: PreparedChange['claims'] },
): Promise<Moved | null> {
  const releasing = changes.filter(({ mayRelease }) => mayRelease)
  const [releases, claiming] = [releasing.length > 0, claims.length > 0]
  const removes = changes.some(({ body }) => body === null)
  const [answer] = await asker.ask(commitStatement({ removes, releases, claims: claiming }), [
    id,
    ...columnsOf(changes, changeColumns),
    ...(releases ? columnsOf(releasing, [collectionIn, keyIn]) : []),
    ...(claiming ? claimColumns(claims) : []),
  ])
  const { collection, key } = answer ?? {}
  const moved = changes.find((each) => each.key === key && each.collection === collection)
  return moved === undefined
    ? null
    : { outcome: 'moved', collection: moved.collection, key: moved.key }
}

function claimColumns(claims: PreparedChange['claims']): readonly unknown[] {
  return columnsOf(claims, [
    collectionIn,
    ({ index }) => index,
    ({ value }) => value,
    keyIn,
    ({ isUnique }) => isUnique,
  ])
}

function chunksOf<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  const starts = Array.from({ length: Math.ceil(list.length / size) }, (_, n) => n * size)
  return starts.map((start) => list.slice(start, start + size))
}

/** Sixteen beginnings, so that a distributed engine does not write every note at the same end of the same range. */
const beginnings = '0123456789abcdef'.split('')
const idBytes = 12

/** Sorts by beginning and then by time. */
function idAt(beginning: string, at: number): string {
  return `${beginning}${at.toString(36).padStart(9, '0')}`
}

function commitIds({ clock, random }: CommitDeps): () => string {
  return () => {
    const drawn = Buffer.from(random.bytes(idBytes)).toString('hex')
    return `${idAt(drawn.slice(0, 1), clock.now())}${drawn}`
  }
}

/** Far longer than any commit is under way or unsettled. */
const keptMs = 10 * 60_000
const everyMs = 60_000

/** Removes old notes, once a minute at most, beside the commit that noticed. */
function forgetfulness({ database, clock }: CommitDeps): () => void {
  let next = clock.now() + everyMs
  return () => {
    const now = clock.now()
    if (now < next) return
    next = now + everyMs
    const beyond = beginnings.map((beginning) => idAt(beginning, now - keptMs))
    // Not awaited: what is not removed now is removed next time.
    database.read(forgetCommits, [beginnings, beyond]).catch(() => {})
  }
}
