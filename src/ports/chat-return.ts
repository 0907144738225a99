/** What a browser tab needs to continue a chat of this process. */
export interface ChatSession {
  readonly conversationId: string
  /** Opens that conversation and no other; never logged. */
  readonly token: string
  readonly userId: string
}

/** How the user who followed a link gets back into their chat. */
export type WayBack =
  | { readonly kind: 'own-chat'; readonly session: ChatSession }
  /** The chat program has an address to open it by. */
  | { readonly kind: 'link'; readonly chat: 'teams'; readonly url: string }
  /** No address is known; they have to find it themselves. */
  | { readonly kind: 'none' }

/** Finds ways back into chats by the conversation references that turns stored. */
export interface ChatReturn {
  /**
   * Finds the way back. A chat of this process is closed in every other tab by it, since those may belong to somebody
   * else.
   *
   * @param reference as stored in the conversation
   * @throws ServiceError `ERR_CHAT_UNAVAILABLE` for a malformed reference; those of the store
   */
  wayBack(reference: string): Promise<WayBack>
}

/** The chat of this process, as far as reopening it needs. */
export interface LocalReturn {
  /** The service URL that stands for this process. */
  readonly serviceUrl: string
  /** Opens the chat for one tab and closes it in all others. */
  reopen(member: {
    readonly conversationId: string
    readonly userId: string
    /** BCP 47, or null. */
    readonly locale: string | null
  }): Promise<ChatSession>
}
