/** A text to a phone or a mailbox, ready to go out. */
export interface OutgoingMessage {
  /** The outbox row's id; the same id twice is the same message and is delivered once (the provider's idempotency key). */
  readonly id: string
  readonly medium: 'sms' | 'email'
  /** E.164 for `sms`, an address for `email`; always a stored one, never what somebody typed. */
  readonly to: string
  readonly template: string
  /** Null for `sms`. */
  readonly subject: string | null
  readonly text: string
  /** The text once more as an HTML document, for mail programs that show one; null when there is none. */
  readonly html: string | null
}

/** A gateway for texts and mails. */
export interface Messenger {
  /**
   * Hands a message over.
   *
   * @throws ServiceError `ERR_GATEWAY_UNAVAILABLE` (retryable: nothing is known to have been sent) or
   *   `ERR_GATEWAY_REFUSED` (not retryable: the gateway will never take this one)
   */
  deliver(message: OutgoingMessage): Promise<void>
  /**
   * Does the local work of a delivery without sending anything, so that response times do not tell whether an account
   * exists (attacks C2).
   */
  pretend(message: OutgoingMessage): Promise<void>
  close(): Promise<void>
}

/** A message as `GET /dev/inbox.json` shows it: what the mock gateway delivered; its text says all that HTML would. */
export interface InboxMessage extends Omit<OutgoingMessage, 'html'> {
  /** ISO 8601. */
  readonly at: string
  readonly status: 'delivered'
}

/** What the mock gateway delivered, oldest first. */
export interface Inbox {
  /** Only messages to `to` when it is given. */
  list(to: string | null): readonly InboxMessage[]
}
