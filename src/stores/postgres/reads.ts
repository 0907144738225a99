import type { CollectionName } from '../../ports/collections.ts'
import type { ReadAhead, Reads } from '../../ports/store.ts'
import { findLimit } from '../tables.ts'
import { columnsOf, keyIn, type Answer, type Database } from './database.ts'
import { gather, type Waiting } from './gather.ts'
import { isStorable, rowOf } from './rows.ts'
import { collectionIn, findRows, getRow, numberOf, readMany } from './statements.ts'

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
    ...columnsOf(rows, [collectionIn, keyIn]),
    ...columnsOf(finds, [
      collectionIn,
      ({ index }) => index,
      ({ value }) => value,
      ({ limit }) => limit,
    ]),
    ...columnsOf(follows, [({ find }) => find + 1, collectionIn, ({ prefix }) => prefix]),
    ...columnsOf(leads, [collectionIn, keyIn, ({ index }) => index, ({ to }) => numberOf(to)]),
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

/** More rows than this in one answer would hold up the small questions beside it. */
const largestGathered = 100
const mostGathered = 100

/** Makes reads of the same moment travel together, whichever turns ask. */
export function gatherReads(database: Pick<Database, 'read'>): Ask {
  const gathered = gather<Questions, Answers>(mostGathered, (waiting) => {
    void answerAll(database, waiting)
  })
  return async (questions) => {
    const isLarge = questions.finds.some(({ limit }) => limit > largestGathered)
    return isLarge ? answersTo(database, questions) : gathered(questions)
  }
}

async function answerAll(
  database: Pick<Database, 'read'>,
  gathered: readonly Waiting<Questions, Answers>[],
): Promise<void> {
  try {
    const answers = await answersTo(database, merged(gathered.map(({ question }) => question)))
    let [row, find, lead] = [0, 0, 0]
    for (const { question: questions, resolve } of gathered) {
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

/** Rows that were brought, by collection and key; null for one that is not there. */
type BroughtRows = Map<string, Map<string, Answer | null>>

function broughtOf(rows: BroughtRows, collection: string): Map<string, Answer | null> {
  const known = rows.get(collection) ?? new Map<string, Answer | null>()
  rows.set(collection, known)
  return known
}

const nameOfFind = (collection: string, index: string, value: string): string =>
  `${collection}\0${index}\0${value}`

/** What was brought, each under what it will be asked for by. */
interface Brought {
  readonly rows: BroughtRows
  readonly finds: Map<string, readonly Answer[]>
}

async function bring(ask: Ask, likely: ReadAhead): Promise<Brought> {
  const questions = likely.rows.filter(({ key }) => isStorable(key))
  const finds = likely.finds.filter(({ value }) => isStorable(value))
  const answers = await ask({
    rows: questions,
    finds: finds.map((find) => ({ ...find, limit: findLimit })),
    follows: finds.flatMap(({ follow }, find) => follow.map((each) => ({ ...each, find }))),
    leads: questions.flatMap(({ collection, key, lead }) =>
      lead === undefined ? [] : [{ collection, key, ...lead }],
    ),
  })
  const rows: BroughtRows = new Map()
  for (const each of [...answers.finds.flat(), ...answers.follows, ...answers.leads]) {
    const isThere = typeof each['version'] === 'number'
    broughtOf(rows, String(each['collection'])).set(String(each['key']), isThere ? each : null)
  }
  for (const [place, { collection, key }] of questions.entries()) {
    broughtOf(rows, collection).set(key, answers.rows[place] ?? null)
  }
  const found = new Map<string, readonly Answer[]>()
  for (const [place, { collection, index, value }] of finds.entries()) {
    found.set(nameOfFind(collection, index, value), answers.finds[place] ?? [])
  }
  return { rows, finds: found }
}

/**
 * Reads what is likely to be asked for in one trip.
 *
 * @param rest reads what was not brought
 * @throws ServiceError of the database
 */
export async function readAhead(ask: Ask, likely: ReadAhead, rest: Reads): Promise<Reads> {
  const { rows, finds } = await bring(ask, likely)
  return {
    async get(collection, key) {
      const known = rows.get(collection)?.get(key)
      if (known === undefined) return rest.get(collection, key)
      return known === null ? null : rowOf(collection, known)
    },
    async find(collection, index, options) {
      const known = finds.get(nameOfFind(collection, index, options.value))
      const { limit = findLimit } = options
      if (known === undefined || limit > findLimit) return rest.find(collection, index, options)
      return known.slice(0, limit).map((each) => rowOf(collection, each))
    },
  }
}
