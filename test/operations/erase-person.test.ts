import { expect } from 'chai'
import { emptyConversation } from '../../src/conversation/conversation.ts'
import { eraseCommand } from '../../src/operations/erase-person.ts'
import {
  collectionNames,
  keyOf,
  type CollectionName,
  type Records,
} from '../../src/ports/collections.ts'
import type { CaseRow } from '../../src/ports/records/case.ts'
import type { Change, Store } from '../../src/ports/store.ts'
import { newChallenge } from '../../src/services/challenge.ts'
import { account, audit, chat, limit, outbox, supportCase } from '../contracts/rows.ts'
import { createStand, start } from './stand.ts'

const id = '100000000012'
/** Stands for everything that a person typed or was called. */
const word = 'Li Wei’s own words'
const chatKey = 'conversation-1001'
const binding = { conversation: chatKey, flow: 'my-account', run: 'r1' }
const shared = { subject: id, account: id, binding, sealedPayload: null, expiresAt: start + 1_000 }

const claim: CaseRow['claim'] = {
  account: word,
  company: word,
  since: word,
  holder: word,
  evidence: word,
  reach: word,
}

type Planted = { readonly [C in CollectionName]: readonly Records[C][] }

/** A row of every collection about one person, or, where a collection has none about persons, any row of it. */
const planted: Planted = {
  accounts: [account(id, { displayName: word })],
  conversations: [
    { ...emptyConversation(chatKey, 'en', start), reference: word },
    { ...emptyConversation('page:x', 'en', start), reference: word },
  ],
  challenges: [
    newChallenge(
      { ...shared, key: 'login:x', kind: 'code', purpose: 'login', tokenHash: null },
      start,
    ),
    newChallenge(
      { ...shared, key: 'link:undo:x', kind: 'link', purpose: 'undo', tokenHash: word },
      start,
    ),
  ],
  sessions: (['c1', 'page:x'] as const).map((key) => ({
    key,
    account: id,
    scope: key === 'c1' ? 'signed-in' : 'resetting',
    openedAt: start,
    lastUsedAt: start,
    endsAt: start + 1_000,
  })),
  limits: [limit('keyed-hash', 3)],
  outbox: [outbox('message', start + 1_000)],
  audit: [audit('system', 1)],
  auditHeads: [{ chain: 'system', sequence: 1, hash: 'hash-1' }],
  cases: [
    supportCase(1001, {
      account: id,
      isAccountProven: true,
      state: 'closed',
      problems: [{ at: start, text: word }],
      claim,
      cameBackAt: start,
      recovery: {
        state: 'used',
        askedBy: { key: 'agent', name: 'Mei' },
        askedAt: start,
        approvedBy: null,
        readyAt: null,
      },
    }),
    supportCase(1002, { account: id, state: 'new' }),
  ],
  caseEntries: [
    {
      id: '1001:1',
      number: 1001,
      sequence: 1,
      at: start,
      by: 'user',
      kind: 'said',
      sealed: word,
      forgetAt: start + 1_000,
    },
  ],
  desks: [
    {
      key: 'desk',
      topics: [],
      severities: [],
      reference: '',
      locale: 'en',
      registeredBy: 'agent',
      registeredAt: start,
    },
  ],
  deskPosts: [
    {
      key: '1001:desk',
      desk: 'desk',
      number: 1001,
      thread: null,
      activity: null,
      sequence: 1,
      revision: 1,
      leaseUntil: 0,
    },
  ],
  agents: [
    {
      key: 'agent',
      name: 'Mei',
      nameKey: 'mei',
      role: 'agent',
      chatChannel: 'webchat',
      userId: 'a1',
      seenAt: start,
    },
  ],
  chats: [chat('line', chatKey)],
  settings: [{ key: 'desk', value: 'x' }],
  intents: [
    {
      id: 'operation',
      account: id,
      change: {
        kind: 'channel',
        channel: 'recoveryMobile',
        from: word,
        to: word,
        isVerified: true,
      },
      effect: 'channel.change',
      asked: { ...binding, person: 'p', callerRun: null, locale: 'en' },
      askedAt: start,
      dueAt: start + 1_000,
      attempts: 1,
    },
    {
      id: 'operation-2',
      account: id,
      change: { kind: 'unlock' },
      effect: null,
      asked: { ...binding, person: 'p', callerRun: null, locale: 'en' },
      askedAt: start,
      dueAt: start + 1_000,
      attempts: 0,
    },
  ],
}

const changes: readonly Change[] = collectionNames.flatMap((collection) =>
  planted[collection].map((row) => ({ collection, key: keyOf(collection, row), base: 0, row })),
)

async function textOf(store: Store, collection: CollectionName): Promise<string> {
  const rows: unknown[] = []
  for await (const { row } of store.scan(collection)) rows.push(row)
  return JSON.stringify(rows)
}

/** What stands in the store under the audit trail's own name for the account: the trail stays. */
const trail: ReadonlySet<CollectionName> = new Set(['audit', 'auditHeads'])

async function erasedStore() {
  const stand = createStand()
  await stand.store.commit(changes)
  const io = { rows: (async function* () {})(), out: async () => {}, err: async () => {} }
  expect(await eraseCommand(id, io, stand.deps)).to.equal(0)
  return stand.store
}

describe('erasing a person', () => {
  for (const collection of collectionNames) {
    it(`leaves nothing of them in ${collection}`, async () => {
      const text = await textOf(await erasedStore(), collection)
      expect(text).not.to.include(word)
      if (!trail.has(collection)) expect(text).not.to.include(id)
    })
  }

  it('keeps figures, what forgets by itself, and what is about others', async () => {
    const store = await erasedStore()
    for (const kept of [
      'limits',
      'outbox',
      'chats',
      'desks',
      'deskPosts',
      'agents',
      'settings',
    ] as const) {
      expect(JSON.parse(await textOf(store, kept)), kept).to.have.length(1)
    }
    expect(JSON.parse(await textOf(store, 'cases'))).to.have.length(2)
    expect((await store.get('cases', '1002'))?.row).to.include({
      state: 'new',
      person: 'person-1002',
    })
  })
})
