import type { Clock } from '../ports/clock.ts'
import type { ChatRow } from '../ports/records/chat.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Change, Store } from '../ports/store.ts'
import { commitWithRetry } from '../services/commit-retry.ts'
import { createKeyedLock } from '../services/keyed-lock.ts'
import { completed, keyOf, lockSequence, opened, sealedRow, type LogEntry } from './chat-row.ts'

/** The history of the built-in chats, in the store: any instance and any later start shows it whole. */
export interface ChatLog {
  /** Every kept entry, oldest first. @throws ServiceError */
  read(conversation: string): Promise<readonly LogEntry[]>
  /** Whether the entry of this sequence is kept. @throws ServiceError */
  has(conversation: string, sequence: number): Promise<boolean>
  /**
   * Adds an entry at the end; the 200 newest are kept.
   *
   * @param activity given an `id`, it replaces for readers the entry that had that id
   * @param since ISO 8601, the time that pages show it at; now when left out
   * @throws ServiceError; nothing was added then
   */
  append(
    conversation: string,
    activity: Readonly<Record<string, unknown>>,
    since?: string,
  ): Promise<LogEntry>
}

interface LogDeps {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
}

const kept = 200
const maxTails = 10_000
const retried = { attempts: 8, busy: 'the chat is written by too many at once' }

/** Makes the log over a store; it holds no history in memory, only where the latest chats end. */
export function createChatLog({ store, sealer, clock }: LogDeps): ChatLog {
  const lock = createKeyedLock()
  /** Where the chats end that were written to lately; a wrong entry costs a refused commit. */
  const tails = new Map<string, number>()

  async function read(conversation: string): Promise<readonly LogEntry[]> {
    const found = await rowsOf(store, conversation)
    return found.slice(-kept).flatMap((row) => {
      const activity = opened(sealer, row)
      return activity === null ? [] : [{ sequence: row.sequence, activity }]
    })
  }

  const tailOf = async (conversation: string): Promise<number> =>
    tails.get(conversation) ?? (await rowsOf(store, conversation)).at(-1)?.sequence ?? 0

  const add = async (
    conversation: string,
    body: Readonly<Record<string, unknown>>,
    since?: string,
  ): Promise<LogEntry> =>
    commitWithRetry(retried, async () => {
      const sequence = (await tailOf(conversation)) + 1
      const activity = completed(body, { conversation, sequence, now: clock.now(), since })
      const row = sealedRow({ conversation, sequence, activity }, { sealer, clock })
      const surplus = await removal(store, conversation, sequence - kept)
      const addition: Change = { collection: 'chats', key: row.id, base: 0, row }
      const commit = await store.commit([addition, ...surplus])
      // Deleted first, so that the map is in order of use. After a lost race the chat's end must be read again.
      tails.delete(conversation)
      if (commit.outcome === 'committed') tails.set(conversation, sequence)
      const [oldest] = tails.keys()
      if (tails.size > maxTails && oldest !== undefined) tails.delete(oldest)
      return { commit, result: { sequence, activity } }
    })

  return {
    read,
    has: async (conversation, sequence) =>
      (await store.get('chats', keyOf(conversation, sequence))) !== null,
    append: (conversation, ...of) => lock.run(conversation, () => add(conversation, ...of)),
  }
}

async function rowsOf(store: Store, conversation: string): Promise<readonly ChatRow[]> {
  const limit = kept + 50
  const found = await store.find('chats', 'conversation', { value: conversation, limit })
  const entries = found.map(({ row }) => row).filter(({ sequence }) => sequence > lockSequence)
  return entries.toSorted((one, other) => one.sequence - other.sequence)
}

async function removal(store: Store, conversation: string, sequence: number): Promise<Change[]> {
  if (sequence < 1) return []
  const key = keyOf(conversation, sequence)
  const old = await store.get('chats', key)
  return old === null ? [] : [{ collection: 'chats', key, base: old.version, row: null }]
}
