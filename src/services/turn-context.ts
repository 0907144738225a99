import type { TrailMark } from '../domain/trail.ts'
import type { Locale } from '../flow/locale.ts'
import type { ChatEvent } from '../flow/reply.ts'
import type { CaseDeps } from './cases/case-deps.ts'
import type { LimitRules } from './limits.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** The numbers the codes and links are made with; all in milliseconds. */
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

/** What every use case has at hand. */
export interface ServiceDeps extends CaseDeps {
  readonly rules: LimitRules
  readonly policy: CodePolicy
  /** Scheme, host and port of every link; from configuration alone, never from a request. */
  readonly publicUrl: string
  /** Whether people outside signed-in channels are asked for a human check. */
  readonly checksHumans: boolean
  /** Two words for a link, the same for the same seed, in the person's language. */
  readonly linkWords: (seed: Uint8Array, locale: Locale) => string
}

/** Who asks, and in which run of which flow: what a code is bound to. */
export interface Asking {
  readonly work: UnitOfWork
  /** Key of the conversation. */
  readonly conversation: string
  /** Keyed hash of the person in the chat, the same in all of their conversations there. */
  readonly person: string
  readonly flow: string
  readonly run: string
  /** The run of the flow that called this one, or null. */
  readonly callerRun: string | null
  readonly locale: Locale
  readonly isSignedInChannel: boolean
  /** Keeps a mark of what was tried, for the people who may read a case of this conversation. */
  readonly mark: (mark: TrailMark) => void
  /** Sends an event activity along with the reply; the last one of a turn counts. */
  readonly announce: (event: ChatEvent) => void
}
