import { severityFor, topicFor } from '../domain/case-triage.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { Store, Versioned } from '../ports/store.ts'
import { memoryOf } from '../services/cases/open-case.ts'

/** A case as it was kept before people worked on cases. */
type OlderCase = Pick<
  CaseRow,
  'number' | 'conversation' | 'state' | 'locale' | 'from' | 'problems' | 'openedAt'
> &
  Partial<CaseRow>

const isOlder = (row: OlderCase): boolean => row.memory === undefined

/** A key that no person in a chat has: only agents work on the case of an unknown person. */
const unknownPerson = ({ conversation }: OlderCase): string => `legacy:${conversation}`

/** Whose case it is: the person of its conversation while that is known, unless they have another open case by now. */
async function personOf(store: Store, row: OlderCase): Promise<string> {
  const chat = await store.get('conversations', row.conversation)
  if (chat === null) return unknownPerson(row)
  const { person } = chat.row
  const others = await store.find('cases', 'open', { value: person, limit: 1 })
  return others.length === 0 ? person : unknownPerson(row)
}

/** The same case with the fields it lacks; no clock runs yet, since no answer was promised by a time. */
function upgraded(row: OlderCase, person: string): CaseRow {
  const { from, openedAt } = row
  return {
    number: row.number,
    conversation: row.conversation,
    person,
    account: null,
    isAccountProven: false,
    state: row.state,
    memory: memoryOf(severityFor({ from, trail: [], isFrozen: false, isSecurity: false })),
    revision: 1,
    locale: row.locale,
    from,
    topic: topicFor(from),
    problems: row.problems,
    trail: [],
    recovery: null,
    openedAt,
    changedAt: openedAt,
    firstReplyAt: null,
    entries: 0,
    dueAt: null,
  }
}

/** Rewrites one row, unless another instance has done it meanwhile. */
async function upgrade(store: Store, { row, version }: Versioned<CaseRow>): Promise<boolean> {
  const key = String(row.number)
  const person = await personOf(store, row)
  const change = { collection: 'cases', key, base: version, row: upgraded(row, person) } as const
  if ((await store.commit([change])).outcome === 'committed') return true
  const ofUnknown = { ...change, row: upgraded(row, unknownPerson(row)) }
  return (await store.commit([ofUnknown])).outcome === 'committed'
}

/**
 * Gives the cases of an earlier version what they lack by now, each in a commit of its own; every other case is left as
 * it is, so that it may run at every start and beside other instances that do the same.
 *
 * @returns how many were rewritten here
 * @throws ServiceError of the store
 */
export async function upgradeCases(store: Store): Promise<number> {
  const older: Versioned<CaseRow>[] = []
  for await (const found of store.scan('cases')) if (isOlder(found.row)) older.push(found)
  let rewritten = 0
  for (const found of older) if (await upgrade(store, found)) rewritten += 1
  return rewritten
}
