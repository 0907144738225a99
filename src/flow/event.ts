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
export type OutsideEvent = {
  readonly type: 'page.completed'
  readonly at: number
  readonly page: 'check'
}

/** Everything a machine can be told. */
export type FlowEvent = UserEvent | OutsideEvent | (Answer & { readonly at: number })
