import type { Locale } from '../flow/locale.ts'
import type { Said } from '../flow/reply.ts'

/** A proactive message: after a page was submitted, or from support. */
export interface ProactiveMessage {
  /** The conversation reference that a turn stored; only the adapter reads it. */
  readonly reference: string
  readonly locale: Locale
  readonly said: readonly Said[]
}

/** Sends proactive messages. */
export interface ChatSender {
  /** @throws ServiceError `ERR_CHAT_UNAVAILABLE` */
  send(message: ProactiveMessage): Promise<void>
}
