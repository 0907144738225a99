import type { CollectionName } from '../../ports/collections.ts'
import type { Answer, Database } from './database.ts'
import { findRows, getRow, readMany } from './statements.ts'

/** A row that is asked for. */
export interface RowQuestion {
  readonly collection: CollectionName
  readonly key: string
}

/** Rows that are asked for by an index. */
export interface FindQuestion {
  readonly collection: CollectionName
  readonly index: string
  readonly value: string
  readonly limit: number
}

/** Rows whose key is made of a prefix and the key of what a find brought; `find` counts from 0. */
export interface FollowQuestion {
  readonly find: number
  readonly collection: CollectionName
  readonly prefix: string
}

/** The row whose key is what another row is found under. */
export interface LeadQuestion extends RowQuestion {
  readonly index: string
  readonly to: CollectionName
}

export interface Questions {
  readonly rows: readonly RowQuestion[]
  readonly finds: readonly FindQuestion[]
  readonly follows: readonly FollowQuestion[]
  readonly leads: readonly LeadQuestion[]
}

export interface Answers {
  /** In the order of the questions; null for a row that is not there. */
  readonly rows: readonly (Answer | null)[]
  readonly finds: readonly (readonly Answer[])[]
  /** Each with `collection` and `key`; `version` is null for a row that is not there. */
  readonly follows: readonly Answer[]
  /** As `follows`. */
  readonly leads: readonly Answer[]
}

/** Asks everything in one statement. @throws ServiceError of the database */
async function askMany(
  database: Pick<Database, 'read'>,
  { rows, finds, follows, leads }: Questions,
): Promise<Answers> {
  const values = [
    rows.map(({ collection }) => collection),
    rows.map(({ key }) => key),
    finds.map(({ collection }) => collection),
    finds.map(({ index }) => index),
    finds.map(({ value }) => value),
    finds.map(({ limit }) => limit),
    follows.map(({ find }) => find + 1),
    follows.map(({ collection }) => collection),
    follows.map(({ prefix }) => prefix),
    leads.map(({ collection }) => collection),
    leads.map(({ key }) => key),
    leads.map(({ index }) => index),
    leads.map(({ to }) => to),
  ]
  const answers = await database.read(readMany, values)
  const byRow = new Map(answers.filter(({ part }) => part === 0).map((each) => [each['n'], each]))
  const found: Answer[][] = finds.map(() => [])
  for (const each of answers) if (each['part'] === 1) found[Number(each['n']) - 1]?.push(each)
  return {
    rows: rows.map((_, place) => byRow.get(place + 1) ?? null),
    finds: found.map(inOrder),
    follows: answers.filter(({ part }) => part === 2),
    leads: answers.filter(({ part }) => part === 3),
  }
}

/** A union has no order of its own. */
function inOrder(found: readonly Answer[]): readonly Answer[] {
  return found.toSorted((a, b) => (String(a['key']) < String(b['key']) ? -1 : 1))
}

/** Asks several questions at once; the answers are as of one moment. */
export type Ask = (questions: Questions) => Promise<Answers>

interface Waiting {
  readonly questions: Questions
  readonly resolve: (answers: Answers) => void
  readonly reject: (reason: unknown) => void
}

/** More rows than this in one answer would hold up the small questions beside it. */
const largestGathered = 100
const mostGathered = 100

/**
 * Reads that gather: those asked for in the same moment travel together, whoever asks, since a trip costs a process
 * more than what it carries.
 */
export function gatherReads(database: Pick<Database, 'read'>): Ask {
  let waiting: Waiting[] = []
  const flush = (): void => {
    const gathered = waiting
    waiting = []
    if (gathered.length > 0) void answerAll(database, gathered)
  }
  return async (questions) => {
    if (questions.finds.some(({ limit }) => limit > largestGathered)) {
      return answersTo(database, questions)
    }
    return new Promise((resolve, reject) => {
      waiting.push({ questions, resolve, reject })
      // After the input that is there has been looked at: turns that came in together read together.
      if (waiting.length === 1) setImmediate(flush)
      else if (waiting.length >= mostGathered) flush()
    })
  }
}

async function answerAll(
  database: Pick<Database, 'read'>,
  gathered: readonly Waiting[],
): Promise<void> {
  try {
    const answers = await answersTo(database, merged(gathered.map(({ questions }) => questions)))
    let [row, find, lead] = [0, 0, 0]
    for (const { questions, resolve } of gathered) {
      const [rows, finds] = [row + questions.rows.length, find + questions.finds.length]
      const leads = lead + questions.leads.length
      const [afterFind, afterLead] = [find, lead]
      resolve({
        rows: answers.rows.slice(row, rows),
        finds: answers.finds.slice(find, finds),
        follows: answers.follows.filter(({ n }) => isWithin(n, afterFind, finds)),
        leads: answers.leads.filter(({ n }) => isWithin(n, afterLead, leads)),
      })
      row = rows
      find = finds
      lead = leads
    }
  } catch (error) {
    for (const { reject } of gathered) reject(error)
  }
}

const isWithin = (n: unknown, after: number, until: number): boolean =>
  Number(n) > after && Number(n) <= until

function merged(all: readonly Questions[]): Questions {
  let before = 0
  const follows = all.flatMap((each) => {
    const shift = before
    before += each.finds.length
    return each.follows.map((follow) => ({ ...follow, find: follow.find + shift }))
  })
  return {
    rows: all.flatMap(({ rows }) => rows),
    finds: all.flatMap(({ finds }) => finds),
    follows,
    leads: all.flatMap(({ leads }) => leads),
  }
}

/** One question alone has a statement of its own, which costs the server a fraction of the general one. */
async function answersTo(database: Pick<Database, 'read'>, questions: Questions): Promise<Answers> {
  const { rows, finds, follows, leads } = questions
  const [row] = rows
  const [find] = finds
  if (row !== undefined && rows.length === 1 && find === undefined && leads.length === 0) {
    const [answer = null] = await database.read(getRow, [row.collection, row.key])
    return { rows: [answer], finds: [], follows: [], leads: [] }
  }
  if (find !== undefined && finds.length === 1 && row === undefined && follows.length === 0) {
    const { collection, index, value, limit } = find
    const found = await database.read(findRows, [collection, index, value, limit])
    return { rows: [], finds: [found], follows: [], leads: [] }
  }
  return askMany(database, questions)
}
