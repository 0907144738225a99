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

/** Everything a machine can be told. */
export type FlowEvent = UserEvent | OutsideEvent | (Answer & { readonly at: number })
