import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { verifyAudit } from '../../src/operations/audit.ts'
import type { Store } from '../../src/ports/store.ts'
import { reference } from '../stand-ins/directory-world.ts'
import { newPassword, oldPassword } from '../stand-ins/owner.ts'
import { isOwners } from './chapters.ts'
import type { Machine } from './machine.ts'
import type { People } from './people.ts'

/** What came of a run, and how often. */
export type Facts = ReadonlyMap<string, number>

const hasher = createPasswordHasher({ cost: 4 })

/** Which of the passwords of these tests a hash is of. */
async function passwordOf(hash: unknown): Promise<string | null> {
  if (typeof hash !== 'string') return null
  for (const password of [oldPassword, newPassword]) {
    if (await hasher.matches(password, hash)) return password
  }
  return 'another'
}

const isTime = (value: unknown): boolean => typeof value === 'number' && value > 1e11
const isDrawn = (name: string): boolean => ['id', 'token', 'undo', 'tokenHash'].includes(name)

/** A value without what time and chance put into it. */
function lasting(value: unknown, name = ''): unknown {
  if (isTime(value)) return 'a time'
  if (isDrawn(name)) return 'drawn'
  if (Array.isArray(value)) return value.map((each) => lasting(each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, lasting(each, key)]))
}

async function accountsIn(store: Store): Promise<readonly string[]> {
  const facts = []
  for await (const { row } of store.scan('accounts')) {
    const { passwordHash, previousPasswordHashes, changes, ...rest } = row
    const passwords = await Promise.all([passwordHash, ...previousPasswordHashes].map(passwordOf))
    const changed = changes.map((each) => (each.kind === 'channel' ? each.channel : each.kind))
    facts.push(`account ${JSON.stringify(lasting({ ...rest, passwords, changed }))}`)
  }
  return facts
}

async function trailIn(store: Store): Promise<readonly string[]> {
  const rows = []
  for await (const { row } of store.scan('audit')) rows.push(row)
  return rows
    .toSorted((one, other) => one.sequence - other.sequence)
    .map(({ chain, action }) => `audit ${chain} ${action}`)
}

/** What a counter counts, without the shard or the link that chance gave it. */
function countedBy(key: string): string {
  if (key.startsWith('page-tries:')) return 'page-tries'
  return key.replace(/(:\d+):\d+$/, '$1').replace(/visitor:[\w-]+/, 'visitor')
}

/** What strangers and owners have used up. */
async function countsIn(store: Store): Promise<readonly string[]> {
  const facts: string[] = []
  for await (const { row } of store.scan('limits')) {
    const times = row.at.length + row.consecutive
    facts.push(...Array.from({ length: times }, () => `limit ${countedBy(row.key)}`))
  }
  return facts
}

async function casesIn(store: Store): Promise<readonly string[]> {
  const facts = []
  for await (const { row } of store.scan('cases')) {
    facts.push(`case ${row.number} ${row.state} ${row.problems.length}`)
  }
  return facts
}

function lettersOf({ sent }: Machine): readonly string[] {
  const letters = [...sent.values()]
  const texts = new Set(
    letters.map(({ to, text, template }) => JSON.stringify([to, template, text])),
  )
  if (texts.size < letters.length) throw new Error('a letter was sent again under another id')
  return letters.map(({ to, template }) => `letter ${template} to ${to}`)
}

function entryOf({ directory }: Machine): readonly string[] {
  if (!isOwners(directory)) return []
  const { entry, password, used } = directory.kept(reference)
  return [`directory ${JSON.stringify(lasting({ entry, password, used }))}`]
}

/**
 * All that came of a run and has to be the same whatever happened on the way: accounts, what was counted, what was
 * written down, what was sent and what was answered.
 *
 * @throws Error where an audit chain is broken or a letter went out under two ids
 */
export async function factsOf({ machine, steps }: People): Promise<Facts> {
  const { store } = machine
  const { faults } = await verifyAudit(store)
  if (faults.length > 0) throw new Error(`the audit is broken: ${JSON.stringify(faults)}`)
  const stored = [accountsIn, trailIn, countsIn, casesIn]
  const lists = await Promise.all(stored.map(async (read) => read(store)))
  const answers = steps.map((step) => `answer ${step}`)
  const counts = new Map<string, number>()
  for (const fact of [...lists.flat(), ...lettersOf(machine), ...entryOf(machine), ...answers]) {
    counts.set(fact, (counts.get(fact) ?? 0) + 1)
  }
  return counts
}

/** What a run has otherwise than it should; null for nothing. */
export function differenceOf(wanted: Facts, found: Facts, mayRepeat: RegExp): string | null {
  const wrong = [...new Set([...wanted.keys(), ...found.keys()])].filter((fact) => {
    const [want, have] = [wanted.get(fact) ?? 0, found.get(fact) ?? 0]
    return want !== have && !(have > want && mayRepeat.test(fact))
  })
  if (wrong.length === 0) return null
  return wrong
    .map((fact) => `${fact}: ${found.get(fact) ?? 0} in the place of ${wanted.get(fact) ?? 0}`)
    .join('\n')
}
