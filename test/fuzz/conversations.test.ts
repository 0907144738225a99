import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import * as fc from 'fast-check'
import { assistant } from '../../dialogs/index.ts'
import { verifyAudit } from '../../src/operations/audit.ts'
import type { LimitRow } from '../../src/ports/records/limit.ts'
import { thief, victim, targetForSuite, type Target } from '../attacks/target.ts'
import { activitiesIn, openChat, type Chat, type Heard, type Json } from '../stand-ins/chat.ts'
import { patienceMs, runs } from './runs.ts'
import { anyJson, anyText } from './texts.ts'

/** What nobody types here, so that no reply may hold it. */
const secrets = [
  victim.recoveryEmail,
  victim.contactEmail,
  victim.loginEmail,
  thief.recoveryEmail,
  'passwordHash',
  '$2b$',
]

const words = fc.constantFrom(
  'find my account',
  'account id',
  'mobile number',
  'server ip',
  'sign in',
  'my account',
  'use my account id and a code',
  'change my recovery number',
  'reset my password',
  'change my contact email',
  'bind a login email',
  'my company account',
  'why am I locked',

  'a person',
  'yes',
  'no',
  'back',
  'cancel',
  'help',
  'status',
  'start over',
  'sign out',
  '中文',
  victim.id,
  thief.id,
  victim.recoveryMobile,
  thief.recoveryMobile,
  '203.0.113.10',
  'new@example.org',
  '+8613700137000',
  '000000',
  '123456',
  'code.accepted',
  'resend',
)

const choices = fc.constantFrom(
  'yes',
  'no',
  'mobile',
  'account-id',
  'both',
  'later',
  'resend',
  'code',
  'unbind',
  'new-link',
  'value:+8613800138000',
  'start:my-account',
  'start:verify-identity',
  'start:choose-password',
  'switch:contactEmail:events',
  'code.accepted',
  '__proto__',
  'command:person',
  'language:xx',
)

const types = fc.constantFrom('message', 'event', 'invoke', 'messageUpdate', 'messageDelete')

/** One thing that a client does. */
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('say' as const), text: words }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('say' as const), text: anyText }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      choice: choices,
      late: fc.integer({ min: -3, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const), edited: words }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('code' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('forge' as const), type: types, value: anyJson }),
  },
)

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

/** What is known of a run, besides what the store holds. */
interface Talk {
  readonly target: Target
  readonly chats: readonly Chat[]
  /** The last delivery of each chat, to be sent again. */
  readonly last: Map<Chat, Json>
  /** Whether the thief typed a code of their own, which may open the thief's session. */
  proven: boolean
}

const forgedValue = (value: unknown): Json => ({
  text: 'code.accepted',
  name: 'code.accepted',
  value: { type: 'code.accepted', latchkey: value, output: { proven: true } },
})

async function deliveryOf(talk: Talk, chat: Chat, done: Act): Promise<Json> {
  const last = talk.last.get(chat) ?? { text: 'hello' }
  switch (done.kind) {
    case 'say':
      return { text: done.text }
    case 'press': {
      const question = chat.question() - done.late
      return { text: undefined, value: { latchkey: { question, choice: done.choice } } }
    }
    case 'again':
      return { ...last, text: done.edited, type: 'messageUpdate' }
    case 'repeat':
      return last
    case 'code': {
      const code = await talk.target.code(thief.recoveryMobile).catch(() => '000001')
      talk.proven = true
      return { text: code }
    }
    case 'forge':
      return { ...forgedValue(done.value), type: done.type }
    default:
      return done satisfies never
  }
}

function expectSound(heard: Heard, activity: Json): void {
  const what = JSON.stringify(activity)
  const isUnknownInvoke = heard.status === 501 && activity['type'] === 'invoke'
  if (!isUnknownInvoke) expect(heard.status, what).to.be.below(500)
  expect(() => activitiesIn(heard.body), what).not.to.throw()
  expect(heard.body, what).not.to.include('RCV-')
  for (const secret of secrets) expect(heard.body, what).not.to.include(secret)
  for (const { flow, prompt } of heard.step === null ? [] : [heard.step]) {
    const prompts = assistant.dialogs.get(flow as never)?.prompts ?? ['menu', prompt]
    expect(prompts, what).to.include(prompt)
  }
}

async function rowsOf<T>(rows: AsyncIterable<{ readonly row: T }>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const { row } of rows) found.push(row)
  return found
}

const isVictim = (account: string | null): boolean => account === victim.id

async function expectStored(talk: Talk, before: ReadonlyMap<string, LimitRow>): Promise<void> {
  const { store } = talk.target
  const sessions = await rowsOf(store.scan('sessions'))
  expect(sessions.filter(({ account }) => isVictim(account))).to.deep.equal([])
  if (!talk.proven) expect(sessions).to.deep.equal([])
  const codes = (await rowsOf(store.scan('challenges'))).filter(({ state }) => state === 'live')
  const about = codes.map(({ purpose, subject, binding }) =>
    [purpose, subject, binding.conversation].join(' '),
  )
  expect(about).to.have.lengthOf(new Set(about).size)
  const limits = await rowsOf(store.scan('limits'))
  for (const row of limits) {
    expect(row.at.length, row.key).to.be.at.least(before.get(row.key)?.at.length ?? 0)
  }
  const kept = new Set(limits.map(({ key }) => key))
  expect([...before.keys()].filter((key) => !kept.has(key))).to.deep.equal([])
  expect((await verifyAudit(store)).faults).to.deep.equal([])
}

/** How many rows a delivery may leave behind in any one collection. */
const rowsPerDelivery = 12

const counted = ['conversations', 'challenges', 'sessions', 'limits', 'cases'] as const

async function rowCounts({ store }: Target): Promise<number> {
  const counts = await Promise.all(
    counted.map(async (name) => (await rowsOf(store.scan(name))).length),
  )
  return counts.reduce((sum, each) => sum + each, 0)
}

async function endSessions({ store }: Target): Promise<void> {
  const ended: Parameters<typeof store.commit>[0][number][] = []
  for await (const { row, version } of store.scan('sessions')) {
    ended.push({ collection: 'sessions', key: row.key, base: version, row: null })
  }
  await store.commit(ended)
}

describe('whole conversations, whatever is sent in them', function () {
  this.timeout(patienceMs)
  const suite = targetForSuite({ CODE_RESEND_SECONDS: '0' })

  it('answer everything, tell no secret, and keep every count, proof and record', async () => {
    const step = fc.record({ chat: fc.nat({ max: 2 }), done: act })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
        const target = suite.get()
        const chats = [openChat(target), openChat(target), openChat(target)]
        const talk: Talk = { target, chats, last: new Map(), proven: false }
        await endSessions(target)
        const account = await target.account()
        const rows = await rowCounts(target)
        for (const { chat: index, done } of steps) {
          const chat = chats[index]
          if (chat === undefined) continue
          const before = new Map(
            (await rowsOf(target.store.scan('limits'))).map((row) => [row.key, row]),
          )
          const activity = { id: randomUUID(), ...(await deliveryOf(talk, chat, done)) }
          talk.last.set(chat, activity)
          expectSound(await chat.send(activity), activity)
          await expectStored(talk, before)
        }
        const grown = (await rowCounts(target)) - rows
        expect(grown).to.be.at.most(rowsPerDelivery * steps.length)
        expect(await target.account()).to.deep.equal(account)
      }),
      runs(15),
    )
  })
})
