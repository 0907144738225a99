import type { Locale } from '../flow/locale.ts'
import type { Said } from '../flow/reply.ts'

/** What is said in a chat without having been asked: after a page, or by a person of support. */
export interface ProactiveMessage {
  /** As stored in the conversation; only the chat's own adapter reads it. */
  readonly reference: string
  readonly locale: Locale
  readonly said: readonly Said[]
}

/** A way back into a chat. */
export interface ChatSender {
  /** @throws ServiceError `ERR_CHAT_UNAVAILABLE` */
  send(message: ProactiveMessage): Promise<void>
}
