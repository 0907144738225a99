import { z } from 'zod'
import type { Clock } from '../ports/clock.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Store } from '../ports/store.ts'
import { commitWithRetry } from '../services/commit-retry.ts'
import { keyOf, lockSequence, sealedRow } from './chat-row.ts'
import type { ChatPass } from './chat-tokens.ts'

/** Which tokens open a chat: no record is kept of tokens, only the oldest generation of them that still counts. */
export interface ChatLock {
  /** Whether a token that is genuine and young enough still opens its chat. @throws ServiceError */
  fits(pass: ChatPass): Promise<boolean>
  /**
   * Changes the lock: no token that was issued before opens the chat any more.
   *
   * @returns the generation of the tokens that do
   * @throws ServiceError; nothing has changed then
   */
  change(conversation: string): Promise<number>
}

interface LockDeps {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
}

const retried = { attempts: 8, busy: 'the chat changes its lock too often at once' }
const lockShape = z.object({ generation: z.number() })

/** Makes the locks over a store, beside the chats they belong to; a chat that never changed its lock has no row for it. */
export function createChatLock({ store, sealer, clock }: LockDeps): ChatLock {
  async function find(conversation: string) {
    const found = await store.get('chats', keyOf(conversation, lockSequence))
    const text = found === null ? null : sealer.open(found.row.sealed)
    const generation = text === null ? 0 : lockShape.parse(JSON.parse(text)).generation
    return { generation, version: found?.version ?? 0 }
  }

  return {
    // An agent's window is not a user's chat: no link calls anybody back into it, so its tokens stay good.
    fits: async ({ conversation, generation, desk }) =>
      desk !== null || generation >= (await find(conversation)).generation,
    change: async (conversation) =>
      commitWithRetry(retried, async () => {
        const { generation: before, version: base } = await find(conversation)
        const generation = before + 1
        const activity = { id: '', conversation: { id: conversation }, generation }
        const lock = { conversation, sequence: lockSequence, activity }
        const row = sealedRow(lock, { sealer, clock })
        const commit = await store.commit([{ collection: 'chats', key: row.id, base, row }])
        return { commit, result: generation }
      }),
  }
}
