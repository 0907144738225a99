import type { Said } from '../flow/reply.ts'

/** Where something was posted in a group conversation, so that it can be answered, rewritten and taken back. */
export interface Posted {
  /** The conversation that replies to it go to: in a Teams channel its thread, elsewhere the group itself. */
  readonly thread: string
  readonly activity: string
}

/** `member`: in the conversation at this moment; `stranger`: not, or the service knows no such person. */
export interface Membership {
  readonly outcome: 'member' | 'stranger'
  /** Addresses of the member in the organisation's directory, lower case; empty where the channel tells none. */
  readonly emails: readonly string[]
}

/**
 * The way to a group conversation of support staff. `reference` is what a turn of that conversation left; nobody
 * else reads it. Every method throws ServiceError `ERR_CHAT_UNAVAILABLE`; `retryable` when nothing can have arrived.
 */
export interface DeskChannel {
  /**
   * Posts a message.
   *
   * @param thread null begins a thread of its own where the channel has threads (a Teams channel)
   */
  post(message: {
    readonly reference: string
    readonly thread: string | null
    readonly said: Said
  }): Promise<Posted>
  /** Rewrites in place what was posted; `gone` when somebody has deleted it meanwhile. */
  update(message: {
    readonly reference: string
    readonly posted: Posted
    readonly said: Said
  }): Promise<'updated' | 'gone'>
  /** Takes back what was posted. */
  remove(message: { readonly reference: string; readonly posted: Posted }): Promise<void>
  /**
   * Asks the chat's service whether a person is in the conversation now.
   *
   * @param userId as the channel named the sender
   */
  membership(asked: { readonly reference: string; readonly userId: string }): Promise<Membership>
}
