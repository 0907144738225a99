import type { ChannelName } from '../../domain/account.ts'
import type { IdentityPurpose } from '../../flow/code.ts'
import type { EffectType } from '../../flow/effect.ts'
import type { Locale } from '../../flow/locale.ts'

/** What a directory is asked to change. Addresses are sealed, and a password is readable with its page's key alone. */
export type IntentChange =
  | {
      readonly kind: 'channel'
      readonly channel: ChannelName
      readonly from: string | null
      readonly to: string | null
      /** Whether the new address was proven. */
      readonly isVerified: boolean
    }
  | {
      readonly kind: 'password'
      readonly purpose: IdentityPurpose
      readonly kept: string
      /** The key of the proof that was spent on it. */
      readonly proof: string
      /** When the directory said before that the password had changed last, by its own clock; epoch ms. */
      readonly changedBefore?: number | null
    }
  /** A channel holds its former address again. */
  | {
      readonly kind: 'restore'
      readonly channel: ChannelName
      readonly from: string | null
      readonly to: string | null
    }
  /** A password that nobody knows. */
  | { readonly kind: 'disable' }
  | { readonly kind: 'end-sessions' }
  | { readonly kind: 'unlock' }

/** A change outside that was decided and is not concluded: a commit of ours cannot span a directory. */
export interface IntentRow {
  /** Also the operation id, the same at every repeat. */
  readonly id: string
  /** The key of the account. */
  readonly account: string
  readonly change: IntentChange
  /** Who asked for it, and the run of the flow that waits for the outcome. */
  readonly asked: {
    readonly conversation: string
    readonly person: string
    readonly flow: string
    readonly run: string
    readonly callerRun: string | null
    readonly locale: Locale
  }
  /** The effect that waits for the outcome; null where no flow does. */
  readonly effect: EffectType | null
  /** Epoch ms. */
  readonly askedAt: number
  /** When it is tried again unless it was concluded by then, epoch ms. */
  readonly dueAt: number
  /** How often it was tried and the outcome not learnt. */
  readonly attempts: number
  /**
   * When everything of the account was ended, by its owner or by a new password, epoch ms: from then on it is not carried
   * out, and taken back where it was. Left out while it is wanted.
   */
  readonly stoppedAt?: number
}
