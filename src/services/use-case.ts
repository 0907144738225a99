import type { BusinessHours } from '../domain/business-hours.ts'
import type { TrailMark } from '../domain/trail.ts'
import type { StepCase } from '../flow/case.ts'
import type { CodeTarget } from '../flow/code.ts'
import type { AnswerTo, Effect, EffectType } from '../flow/effect.ts'
import type { Locale } from '../flow/locale.ts'
import type { ChatEvent } from '../flow/reply.ts'
import type { Directory } from '../ports/directory.ts'
import type { Log } from '../ports/log.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { ReadAhead } from '../ports/store.ts'
import type { AuditFact } from './audit-trail.ts'
import type { Budgets } from './budgets.ts'
import type { LimitRules } from './limits.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** Lifetimes and waits of codes, links, sessions and changes; all in milliseconds. */
export interface CodePolicy {
  readonly codeLifetimeMs: number
  readonly codeMaxAttempts: number
  readonly codeResendMs: number
  readonly linkLifetimeMs: number
  readonly sessionIdleMs: number
  /** How long an account stays frozen after its owner said "this wasn't me". */
  readonly holdMs: number
  /** How long a change can be undone. */
  readonly undoMs: number
}

/** What the use cases of support need. */
export interface CaseDeps {
  readonly random: Random
  readonly sealer: Sealer
  readonly stepCase: StepCase
  readonly supportHours: BusinessHours
  /** ISO 3166 region that national phone numbers in a user's text are read in, for redaction. */
  readonly defaultRegion: string
}

/** What every use case needs. */
export interface ServiceDeps extends CaseDeps {
  readonly rules: LimitRules
  readonly budgets: Budgets
  /** Whether texts go to the country of a number (E.164). */
  readonly canTextTo: (number: string) => boolean
  readonly log: Log
  readonly policy: CodePolicy
  /** Scheme, host and port of every link; from configuration alone, never from a request. */
  readonly publicUrl: string
  /** Whether people outside signed-in channels are asked for a human check. */
  readonly checksHumans: boolean
  /** Whether text messages can be sent; a way by text is none where they cannot. */
  readonly canText: boolean
  /** Where accounts live outside of the store; null where the store itself is their home. */
  readonly directory: Directory | null
  /** Two words for a link, the same for the same seed, in the person's language. */
  readonly linkWords: (seed: Uint8Array, locale: Locale) => string
}

/** The turn an effect is part of: who asks, and in which run of which flow. Codes and links are bound to it. */
export interface Asking {
  readonly work: UnitOfWork
  /** Key of the conversation. */
  readonly conversation: string
  /** Keyed hash of the person in the chat, the same in all of their conversations there. */
  readonly person: string
  /** Keyed handle of the network the person writes from; null where the channel hides it. */
  readonly source: string | null
  readonly flow: string
  readonly run: string
  /** The run of the flow that called this one, or null. */
  readonly callerRun: string | null
  readonly locale: Locale
  readonly isSignedInChannel: boolean
  /** Adds a mark to the conversation's trail, which the agents of a case can read. */
  readonly mark: (mark: TrailMark) => void
  /** Sends an event activity along with the reply; the last one of a turn counts. */
  readonly announce: (event: ChatEvent) => void
}

/** What the mark of an effect says besides its type and its answer. */
export interface Marked {
  /** Whom the effect concerned; null for nobody in particular. */
  readonly target: CodeTarget | null
  /** How something was proven, where the target does not tell. */
  readonly way?: string
}

/** An effect that waits for a directory: its flow rests until that intent is concluded. */
export interface Outside {
  readonly type: 'outside.asked'
  readonly intent: string
}

/** All that is known of one effect: how it is performed, what it reads, and what of it is kept for agents. */
export interface UseCase<T extends EffectType> {
  /**
   * Performs the effect inside the turn's unit of work. A refusal is an answer.
   *
   * @throws ServiceError when the store is out of reach
   */
  readonly perform: (
    deps: ServiceDeps,
    asking: Asking,
    effect: Effect<T>,
  ) => Promise<AnswerTo<T> | Outside>
  /**
   * The rows that `perform` will probably read, so that they come in one round trip. The guess decides nothing: what it
   * leaves out is read one by one. Null when nothing is read that does not come with every turn.
   */
  readonly reads:
    | ((deps: ServiceDeps, asking: Asking, effect: Effect<T>) => ReadAhead | Promise<ReadAhead>)
    | null
  /** What is left on the conversation's trail; null for an effect that tells nothing about who somebody is. */
  readonly mark: ((effect: Effect<T>) => Marked) | null
}

/** Appends to an audit chain, in the turn's commit, what the person in the chat did. */
export async function audit(
  { work, person }: Pick<Asking, 'work' | 'person'>,
  fact: Pick<AuditFact, 'chain' | 'action' | 'details'>,
): Promise<void> {
  const { chain, action, details } = fact
  await work.note({ chain, action, actor: `chat:${person}`, details })
}
