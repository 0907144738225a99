import type { ComingBack } from '../conversation/come-back.ts'
import type { Moved } from '../conversation/engine.ts'
import type { PageOpening, Told } from '../conversation/tell-flow.ts'
import type { ChatReturn } from '../ports/chat-return.ts'
import type { Clock } from '../ports/clock.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { Store } from '../ports/store.ts'
import type { ServiceDeps } from '../services/use-case.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'

/** What the pages stand on: the same services and conversations as the chat, and the hashing pool. */
export interface PageDeps extends ServiceDeps {
  readonly store: Store
  readonly clock: Clock
  readonly hasher: PasswordHasher
  /** A hash that no password made, of the usual cost: unknown accounts take as long as known ones. */
  readonly decoyHash: string
  readonly providerName: string
  readonly within: <T>(conversation: string, run: (work: UnitOfWork) => Promise<T>) => Promise<T>
  readonly tellFlow: (told: Told, work: UnitOfWork) => Promise<Moved | null>
  readonly comeBack: (coming: ComingBack, work: UnitOfWork) => Promise<void>
  readonly chatReturn: ChatReturn
  readonly startPage: (opening: PageOpening, work: UnitOfWork) => Promise<Moved>
}
