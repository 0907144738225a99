import type { ReadAhead, Reads } from '../../ports/store.ts'
import { findLimit } from '../tables.ts'
import type { Answer } from './database.ts'
import type { Ask } from './reads.ts'
import { isStorable, rowOf } from './rows.ts'

const mark = (...parts: readonly string[]): string => parts.join('\0')

/** What was brought, each under the name it will be asked for by; null for a row that is not there. */
interface Brought {
  readonly rows: Map<string, Answer | null>
  readonly finds: Map<string, readonly Answer[]>
}

async function bring(ask: Ask, likely: ReadAhead): Promise<Brought> {
  const questions = likely.rows.filter(({ key }) => isStorable(key))
  const finds = likely.finds.filter(({ value }) => isStorable(value))
  const answers = await ask({
    rows: questions,
    finds: finds.map(({ collection, index, value }) => ({
      collection,
      index,
      value,
      limit: findLimit,
    })),
    follows: finds.flatMap(({ follow }, find) => follow.map((each) => ({ ...each, find }))),
    leads: questions.flatMap(({ collection, key, lead }) =>
      lead === undefined ? [] : [{ collection, key, ...lead }],
    ),
  })
  const rows = new Map<string, Answer | null>()
  for (const each of [...answers.finds.flat(), ...answers.follows, ...answers.leads]) {
    const isThere = typeof each['version'] === 'number'
    rows.set(mark(String(each['collection']), String(each['key'])), isThere ? each : null)
  }
  for (const [place, { collection, key }] of questions.entries()) {
    rows.set(mark(collection, key), answers.rows[place] ?? null)
  }
  const found = finds.map(
    ({ collection, index, value }, place) =>
      [mark(collection, index, value), answers.finds[place] ?? []] as const,
  )
  return { rows, finds: new Map(found) }
}

/**
 * Reads what is likely to be asked for in one trip.
 *
 * @param rest answers what nobody thought of
 * @throws ServiceError of the database
 */
export async function readAhead(ask: Ask, likely: ReadAhead, rest: Reads): Promise<Reads> {
  const { rows, finds } = await bring(ask, likely)
  return {
    async get(collection, key) {
      const known = rows.get(mark(collection, key))
      if (known === undefined) return rest.get(collection, key)
      return known === null ? null : rowOf(collection, known)
    },
    async find(collection, index, options) {
      const known = finds.get(mark(collection, index, options.value))
      const { limit = findLimit } = options
      if (known === undefined || limit > findLimit) return rest.find(collection, index, options)
      return known.slice(0, limit).map((each) => rowOf(collection, each))
    },
  }
}
