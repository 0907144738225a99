/** A chat of this process as a browser tab needs it to go on with it. */
export interface ChatSession {
  readonly conversationId: string
  /** Opens that conversation and no other; never logged. */
  readonly token: string
  readonly userId: string
}

/** How somebody who came by a link gets back into the chat they wrote in. */
export type WayBack =
  | { readonly kind: 'own-chat'; readonly session: ChatSession }
  /** The chat program opens by an address of its own. */
  | { readonly kind: 'link'; readonly chat: 'teams'; readonly url: string }
  /** Only they know where it is. */
  | { readonly kind: 'none' }

/** The ways back into chats, by the references that turns left. */
export interface ChatReturn {
  /**
   * Finds the way back. Where it leads into a chat of this process, whoever had that chat open before is shut out of
   * it: the two need not be one person.
   *
   * @param reference as stored in the conversation
   * @throws ServiceError `ERR_CHAT_UNAVAILABLE` for what no turn left; of the store
   */
  wayBack(reference: string): Promise<WayBack>
}

/** The chat of this process, for whoever finds the way back into it. */
export interface LocalReturn {
  /** The one service URL that means this process. */
  readonly serviceUrl: string
  /** Lets one tab in again and shuts all others out. */
  reopen(member: {
    readonly conversationId: string
    readonly userId: string
    /** BCP 47, or null. */
    readonly locale: string | null
  }): Promise<ChatSession>
}
