import { expect } from 'chai'
import type { Turn } from '../../src/conversation/turn.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { createWorld, type World } from '../stand-ins/world.ts'
import { fastDisk } from '../stores/test-disk.ts'
import { temporaryFolders } from '../stores/temporary-folder.ts'
import { countIn, type Counts } from './count.ts'

/**
 * The most that a turn of a kind may compute; docs/performance.md says why. Words that ask who is talking are looked for
 * by two patterns, in two spellings of the text: four passes. What words say to a question without answering it is looked
 * for before the classifier: some fifteen passes of short texts. What is remembered in words is opened and parsed once, and
 * sealed once.
 */
type Budget = Omit<Counts, 'clones' | 'parsed'>

const kinds = [
  'words at the menu',
  'a choice',
  'a number, a code and an SMS',
  'a wrong code',
  'help',
] as const
type Kind = (typeof kinds)[number]

const budgets: Readonly<Record<Kind, Budget>> = {
  'words at the menu': {
    passes: 68,
    written: 6,
    writtenLength: 2_700,
    hashes: 1,
    ciphers: 2,
    frozen: 5,
    promises: 80,
  },
  'a choice': {
    passes: 61,
    written: 6,
    writtenLength: 3_400,
    hashes: 1,
    ciphers: 2,
    frozen: 5,
    promises: 80,
  },
  'a number, a code and an SMS': {
    passes: 125,
    written: 13,
    writtenLength: 7_500,
    hashes: 5,
    ciphers: 4,
    frozen: 38,
    promises: 400,
  },
  'a wrong code': {
    passes: 81,
    written: 11,
    writtenLength: 7_000,
    hashes: 3,
    ciphers: 3,
    frozen: 32,
    promises: 225,
  },
  help: {
    passes: 46,
    written: 6,
    writtenLength: 4_100,
    hashes: 1,
    ciphers: 2,
    frozen: 5,
    promises: 78,
  },
}

const turn = (person: number, text: string): Partial<Turn> => ({
  address: {
    chatChannel: 'test',
    tenantId: '',
    conversationId: `c${person}`,
    userId: `u${person}`,
  },
  localeTag: 'en-US',
  text,
})

const lines = (person: number) =>
  [
    ['words at the menu', 'I forgot my account'],
    ['a choice', 'mobile number'],
    ['a number, a code and an SMS', `1380013800${person}`],
    ['a wrong code', '000000'],
    ['help', 'help'],
  ] as const

/** What the turns of one walk compute, once a first walk has warmed up what is made once. */
async function counted(world: World): Promise<ReadonlyMap<Kind, Counts>> {
  const counts = new Map<Kind, Counts>()
  for (const person of [1, 2]) {
    await world.deliver(turn(person, 'hello'))
    for (const [kind, text] of lines(person)) {
      const given = {
        ...turn(person, text),
        activityId: `${person} ${text}`,
        kind: 'said',
        submission: null,
        reference: '{}',
        isSignedInChannel: false,
        group: null,
        receivedAt: world.clock.now(),
      } as Turn
      counts.set(kind, await countIn(async () => world.core.turns.receive(given)))
      await world.core.courier.idle()
    }
  }
  return counts
}

describe('what a turn computes', () => {
  const folders = temporaryFolders()
  let counts: ReadonlyMap<Kind, Counts> = new Map()
  before(async () => {
    const store = await openLowdbStore({ dir: await folders.make(), disk: fastDisk() })
    const world = createWorld({ store })
    const [one, other] = [1, 2].map((n) => ({
      id: `10000000001${n}`,
      loginEmail: `a${n}@example.com`,
      recoveryMobile: `+861380013800${n}`,
    }))
    await world.add(one ?? {}, other ?? {})
    counts = await counted(world)
    await store.close()
  })

  for (const kind of kinds) {
    it(`stays within its budget: ${kind}`, () => {
      const found = counts.get(kind)
      for (const [what, most] of Object.entries(budgets[kind])) {
        expect(found?.[what as keyof Budget], what).to.be.at.most(most)
      }
    })

    it(`parses once what is remembered, nothing else, and copies nothing deeply: ${kind}`, () => {
      expect(counts.get(kind)).to.include({ parsed: 1, clones: 0 })
    })
  }

  it('is counted at all', () => {
    const found = counts.get('a number, a code and an SMS')
    for (const what of ['passes', 'written', 'hashes', 'ciphers', 'promises'] as const) {
      expect(found?.[what], what).to.be.above(0)
    }
  })
})
