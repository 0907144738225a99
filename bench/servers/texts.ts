import type { Change } from '../../src/ports/store.ts'
import { createPasswordPool } from '../../src/hashing/password-pool.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { fill } from '../accounts.ts'
import { createPeople } from '../load/talk.ts'
import { serveParent } from '../process/child.ts'
import { coreOver } from './core.ts'
import { turnOf } from './turn.ts'

const [, , dir = ''] = process.argv
const people = 3_000
const atOnce = 16
const lines = 4
/** Codes before any is looked at: the first ones come to a program that has only just started. */
const warmUps = 500

const pool = createPasswordPool()
const store = await openLowdbStore({ dir })
await fill(store, people)

const committedAt = new Map<string, number>()
const took: number[] = []

/** When each message became durable. */
async function commit(changes: readonly Change[]): ReturnType<typeof store.commit> {
  const result = await store.commit(changes)
  const at = performance.now()
  for (const { collection, key, base } of changes) {
    if (collection === 'outbox' && base === 0) committedAt.set(key, at)
  }
  return result
}

const core = coreOver({
  store: { ...store, commit },
  messenger: {
    async deliver({ id }) {
      // A round that another turn woke may deliver it in the very moment in which it became durable.
      took.push(performance.now() - (committedAt.get(id) ?? performance.now()))
      committedAt.delete(id)
    },
    async pretend() {},
    async close() {},
  },
  chat: { async send() {} },
})

/** Has everybody ask for a code, several at a time, and answers with the ms from each commit to the gateway. */
async function send(): Promise<readonly number[]> {
  const seat = createPeople({ serviceUrl: 'http://127.0.0.1:9', isInline: true }, lines)
  core.courier.start()
  let left = people * lines
  const talk = async (): Promise<void> => {
    const next = seat()
    while (left > 0) {
      left -= 1
      await core.conversations.receive(turnOf(next()))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, talk))
  await core.courier.stop()
  return took.slice(warmUps)
}

/** At most so many people talk while passwords are hashed: what one of them waits is looked at, not what they come to. */
const talkers = 4
const passwordsAtOnce = 20

/** How long each of so many turns took, ms, while so many passwords are being hashed all the time. */
async function turnsBeside(given: unknown): Promise<readonly number[]> {
  const { turns, isHashing } = given as { readonly turns: number; readonly isHashing: boolean }
  const seat = createPeople({ serviceUrl: 'http://127.0.0.1:9', isInline: true }, 3)
  const waited: number[] = []
  let left = turns
  const hash = async (): Promise<void> => {
    for (;;) {
      await pool.hash('correct horse battery staple')
      if (left <= 0) return
    }
  }
  const talk = async (): Promise<void> => {
    const next = seat()
    while (left > 0) {
      left -= 1
      const startedAt = performance.now()
      await core.conversations.receive(turnOf(next()))
      waited.push(performance.now() - startedAt)
    }
  }
  const hashing = isHashing ? Array.from({ length: passwordsAtOnce }, hash) : []
  await Promise.all([...hashing, ...Array.from({ length: talkers }, talk)])
  return waited
}

serveParent(null, { send, turnsBeside })
