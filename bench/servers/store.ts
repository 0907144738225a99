import { monitorEventLoopDelay } from 'node:perf_hooks'
import { systemRandom } from '../../src/app/system.ts'
import { beginWork, type UnitOfWork } from '../../src/services/unit-of-work.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { emailOf, fill, idOf, serverOf } from '../accounts.ts'
import { mobileOf } from '../load/talk.ts'
import { serveParent } from '../process/child.ts'
import { conversationOf } from './conversation-row.ts'

const [, , dir = '', size = '0'] = process.argv
const accounts = Number(size)
const never = Number.MAX_SAFE_INTEGER

const filling = await openLowdbStore({ dir, maxLogBytes: never })
await fill(filling, accounts)
await filling.close()

// Opened like this, the first commit finds a log that is too long: everything there is will be compacted once.
const store = await openLowdbStore({ dir, maxLogBytes: 1 })

const sealer = createSealer(keysFrom('a secret of at least thirty-two characters'), systemRandom)
const anyone = (): number => systemRandom.below(accounts)

/** What a turn commits: an account, a conversation and an audit entry. */
async function commitOne(): Promise<void> {
  const n = anyone()
  const work = beginWork(store, Date.now())
  const account = await work.get('accounts', idOf(n))
  if (account === null) throw new Error(`account ${n} is missing`)
  const conversation = conversationOf(sealer, n, work.now)
  await work.get('conversations', conversation.key)
  work.put('accounts', { ...account, passwordChangedAt: work.now })
  work.put('conversations', conversation)
  await work.note({ chain: account.id, action: 'bench.turn', actor: 'system', details: {} })
  const { outcome } = await work.commit()
  if (outcome !== 'committed') throw new Error('the commit was overtaken by nobody')
}

/** How long commits took, one after another, ms. */
async function commits(given: unknown): Promise<readonly number[]> {
  const took: number[] = []
  for (let n = 0; n < Number(given); n += 1) {
    const startedAt = performance.now()
    await commitOne()
    took.push(performance.now() - startedAt)
  }
  return took
}

/** The longest stop of the event loop, ms, and the ms it all took, while everything is compacted under commits. */
async function compact(): Promise<{ readonly stallMs: number; readonly tookMs: number }> {
  globalThis.gc?.()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const startedAt = performance.now()
  delay.enable()
  await commitOne()
  const over = store.idle().then(() => 'over' as const)
  while ((await Promise.race([over, commitOne()])) !== 'over');
  delay.disable()
  return { stallMs: delay.max / 1e6, tookMs: performance.now() - startedAt }
}

type Lookup = (work: UnitOfWork, n: number) => Promise<readonly { readonly id: string }[]>

const lookups: Readonly<Record<string, Lookup>> = {
  mobile: async (work, n) => work.find('accounts', 'recoveryMobile', mobileOf(n)),
  ID: async (work, n) => [await work.get('accounts', idOf(n))].flatMap((found) => found ?? []),
  IP: async (work, n) => work.find('accounts', 'serverIp', serverOf(n)),
  email: async (work, n) => work.find('accounts', 'loginEmail', emailOf(n)),
}

const perSample = 20

/** How long a look-up took on the average of several at a time, µs: one alone is as short as the clock's own tick. */
async function look(given: unknown): Promise<readonly number[]> {
  const { by, samples } = given as { readonly by: string; readonly samples: number }
  const lookup = lookups[by]
  if (lookup === undefined) throw new Error(`nothing is looked up by ${by}`)
  const took: number[] = []
  for (let sample = 0; sample < samples; sample += 1) {
    const whom = Array.from({ length: perSample }, anyone)
    const startedAt = performance.now()
    for (const n of whom) {
      const [found] = await lookup(beginWork(store, 0), n)
      if (found?.id !== idOf(n)) throw new Error(`${by} of account ${n} led elsewhere`)
    }
    took.push(((performance.now() - startedAt) * 1_000) / perSample)
  }
  return took
}

/** Lets go of the folder, so that a server can be started on it. */
const close = async (): Promise<void> => store.close()

serveParent(null, { commits, compact, look, close })
