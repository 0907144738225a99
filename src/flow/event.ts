import type { OfferedStep } from '../domain/support-case.ts'
import type { Answer } from './answer.ts'

/** What the person did. `at` is when it reached the program, epoch ms. */
export type UserEvent = { readonly at: number } & (
  | {
      /** A button, or its label or another phrase for it, typed. */
      readonly type: 'user.chose'
      readonly choice: string
    }
  | {
      /** Words or a value for the question that waits, as typed or from a card's field. */
      readonly type: 'user.answered'
      readonly text: string
    }
  | { readonly type: 'user.wentBack' }
)

/** What happened outside the chat and concerns a flow that waits for it. */
export type OutsideEvent = { readonly at: number } & (
  | { readonly type: 'page.completed'; readonly page: 'check' | 'sign-in' | 'confirm' }
  | {
      /** The reset page came to its end; `isChanged` is false when the tries were used up there. */
      readonly type: 'reset.ended'
      readonly isChanged: boolean
      /** What kept a directory from setting the password, if that is why; left out otherwise. */
      readonly why?: 'directory' | 'unknown'
    }
  | {
      /**
       * A new password was typed on its page and keeps the rules. It travels as a bcrypt hash, and only through
       * events and effects.
       */
      readonly type: 'password.chosen'
      readonly hash: string
    }
)

/** What the people of support did in a case; it reaches the user's own chat. `at` is epoch ms. */
export type SupportEvent = { readonly at: number; readonly number: number } & (
  | {
      /** Has the case in hand from now on. */
      readonly type: 'support.joined'
      readonly name: string
    }
  | {
      readonly type: 'support.said'
      readonly name: string
      /** Inert and redacted. */
      readonly text: string
    }
  | { readonly type: 'support.offered'; readonly name: string; readonly flow: OfferedStep }
  | {
      /** Nobody has it in hand any more. */
      readonly type: 'support.left'
    }
  | {
      /** It is over: solved, or given up because the user said nothing for long. */
      readonly type: 'support.ended'
      readonly isSilent: boolean
    }
  | { readonly type: 'support.nudged' }
  | {
      /** Two agents opened a way back, nobody objected, and it may be used now. */
      readonly type: 'support.granted'
      readonly name: string
    }
)

/** Everything a machine can be told. */
export type FlowEvent = UserEvent | OutsideEvent | SupportEvent | (Answer & { readonly at: number })
