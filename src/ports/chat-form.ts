/** What a page without scripts sends: one message, or nothing but the wish to see the chat as it is now. */
export interface FormMessage {
  /** The token of the chat; empty for a new one. */
  readonly token: string
  /** Names the message, so that a form that is sent twice is heard once. */
  readonly id: string
  /** Empty to look only. */
  readonly text: string
  /** A card's submission, `{ latchkey, country, value }`; null for words. */
  readonly value: Readonly<Record<string, unknown>> | null
  /** Whether nothing is said but that the page was turned to `locale`. */
  readonly isTurn: boolean
  /** BCP 47. */
  readonly locale: string
  /** The peer's address, for the limit of new chats. */
  readonly source: string
}

/** One entry of a chat as pages get it: Direct Line's JSON. */
export type ChatEntry = Readonly<Record<string, unknown>> & { readonly id: string }

/** The chat after a form. `ended` means that the token opened nothing any more: the chat is a new one, nothing was said in it. */
export type FormAnswer =
  | {
      readonly outcome: 'heard' | 'ended'
      readonly token: string
      readonly conversationId: string
      readonly userId: string
      readonly entries: readonly ChatEntry[]
    }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'later'; readonly seconds: number }

/** The built-in chat for pages that run no script. */
export interface ChatForms {
  /** Says one message and answers with the whole chat. @throws ServiceError of the store */
  exchange(message: FormMessage): Promise<FormAnswer>
  /** The whole chat of a token; null for a token that opens none. @throws ServiceError of the store */
  show(token: string): Promise<Extract<FormAnswer, { token: string }> | null>
  /** Ends the chat of a token for everybody who has one; does nothing for a token that opens none. @throws ServiceError */
  leave(token: string): Promise<void>
}
