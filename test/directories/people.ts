import { expect } from 'chai'
import type {
  Directory,
  DirectoryEntry,
  DirectoryKey,
  DirectoryOutcome,
} from '../../src/ports/directory.ts'

/** Somebody in the directory under test, as its administrator wrote them. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly mails: readonly string[]
  /** As people write them; what they mean is in `e164`. */
  readonly mobiles: readonly string[]
  readonly e164: readonly string[]
  readonly servers: readonly string[]
  readonly status: DirectoryEntry['status']
  /** Whether the entry lies deeper than the others, where the directory has such a thing. */
  readonly nested: boolean
}

const person = (id: string, over: Partial<Person> = {}): Person => ({
  id,
  name: `Person ${id.slice(-2)}`,
  mails: [],
  mobiles: [],
  e164: [],
  servers: [],
  status: 'active',
  nested: false,
  ...over,
})

/** The password of everybody at the start. */
export const firstPassword = 'Correct-Horse-7-Bat'
/** Another that every policy takes. */
export const nextPassword = 'Rather-Other-8-Stap'

/** Whom the administrator of every directory under test has put there. */
export const people = {
  owner: person('100000000012', {
    name: 'Li Wei',
    mails: ['Li.Wei@example.com'],
    mobiles: ['+86 138 0013 8000'],
    e164: ['+8613800138000'],
    servers: ['203.0.113.10'],
  }),
  twinA: person('100000000029', { mobiles: ['138-0013-8002'], e164: ['+8613800138002'] }),
  twinB: person('100000000036', {
    mobiles: ['+8613800138002'],
    e164: ['+8613800138002'],
    nested: true,
  }),
  other: person('100000000043', { mails: ['other@example.com'] }),
  bare: person('100000000050', { name: 'Bare * (and) \\ plain' }),
  locked: person('100000000067', { mails: ['locked@example.com'], status: 'locked' }),
  disabled: person('100000000074', { mails: ['disabled@example.com'], status: 'disabled' }),
  expired: person('100000000081', { mails: ['expired@example.com'], status: 'expired' }),
  many: person('100000000098', {
    mails: ['first@example.com', 'second@example.com'],
    mobiles: ['+8613800138101', '13800138102', '+86 138 0013 8103'],
    e164: ['+8613800138101', '+8613800138102', '+8613800138103'],
    nested: true,
  }),
  changing: person('100000000104', {
    mails: ['changing@example.com'],
    mobiles: ['138 0013 8104'],
    e164: ['+8613800138104'],
  }),
  choosing: person('100000000111'),
} as const satisfies Record<string, Person>

/** Ways a mobile may be written in a directory: +86 137 1234 56, and from 01 on their place in the list. */
export const writings = [
  '+8613712345601',
  '+86 137 1234 5602',
  '0086 137 1234 5603',
  '137-1234-5604',
  '13712345605',
  '+86-13712345606',
  '86 13712345607',
  '(+86) 137 1234 5608',
  '+86.137.1234.5609',
  '137.1234.5610',
  '137/1234/5611',
  '(+86)13712345612',
]

/** A directory with {@link people} in it, every one with {@link firstPassword}. */
export interface Stand {
  readonly directory: Directory
  /** Whether references are of the directory's own, rather than the account ID. */
  readonly hasOpaqueReferences: boolean
  /** Whether attributes have several values there. */
  readonly hasManyValues: boolean
  /** Whether statuses can be told there that only some directories know. */
  readonly statuses: readonly DirectoryEntry['status'][]
  /** What its policy says of each; only those that the directory can be made to say. */
  readonly badPasswords: readonly { readonly password: string; readonly refusal: string }[]
}

/** The stand of the test that runs. */
export type GetStand = () => Stand

/** The key of an account ID. */
export const byId = (value: string): DirectoryKey => ({ by: 'account-id', value })

/** The one entry of an account ID. */
export async function entryOf({ directory }: Stand, { id }: Person): Promise<DirectoryEntry> {
  const [found] = await directory.find([byId(id)])
  expect(found).to.have.length(1)
  const [entry] = found ?? []
  if (entry === undefined) throw new Error('nobody there')
  return entry
}

/** The account IDs of who has this key, in order. */
export async function idsOf({ directory }: Stand, key: DirectoryKey): Promise<readonly string[]> {
  const [found = []] = await directory.find([key])
  return found.map(({ accountId }) => accountId).toSorted()
}

let operations = 0
/** A change of an entry that nobody has asked for yet. */
export const about = ({ reference }: Pick<DirectoryEntry, 'reference'>) => {
  operations += 1
  return { operation: `operation-${operations}`, reference }
}

/** A change that was made. */
export const done: DirectoryOutcome = { outcome: 'done' }
