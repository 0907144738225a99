import type { Letter } from '../flow/letter.ts'
import type { Locale } from '../flow/locale.ts'
import type { Said } from '../flow/reply.ts'

/** A message that waits in the outbox, before it is sealed. */
export type Message =
  | {
      readonly kind: 'letter'
      readonly medium: 'sms' | 'email'
      /** A stored address; null for a message that is only pretended, so that it costs what a real one costs. */
      readonly to: string | null
      readonly locale: Locale
      readonly letter: Letter
    }
  | {
      readonly kind: 'chat'
      readonly reference: string
      readonly locale: Locale
      readonly said: readonly Said[]
    }
  | {
      /** A desk is to be told how a case stands; what that is is looked up when it is told. */
      readonly kind: 'desk'
      readonly desk: string
      readonly number: number
    }
