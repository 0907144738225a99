import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Message } from './message.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** How long a message without an end of its own is worth delivering. */
const lifetimeMs = 24 * 3_600_000

const idBytes = 16

/**
 * Stages a message: it is sent after the commit, or never if there is none.
 *
 * @param expiresAt epoch ms from which on it is of no use, a day from now by default
 * @param about key of the conversation it is sent for, if a case of it should tell what became of it
 */
export function post(
  deps: { readonly random: Random; readonly sealer: Sealer },
  work: UnitOfWork,
  sending: {
    readonly message: Message
    readonly expiresAt?: number
    readonly about?: string
  },
): void {
  work.put('outbox', {
    id: Buffer.from(deps.random.bytes(idBytes)).toString('base64url'),
    sealed: deps.sealer.seal(JSON.stringify(sending.message)),
    about: sending.about ?? null,
    attempts: 0,
    dueAt: work.now,
    expiresAt: sending.expiresAt ?? work.now + lifetimeMs,
  })
}
