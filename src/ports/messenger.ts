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

/** A message as the mock gateway keeps it, with what became of it; `at` is when it arrives, in ISO 8601. */
export interface InboxEntry extends OutgoingMessage {
  readonly at: string
  /** `failed`: it will be tried again; `refused`: never. */
  readonly status: 'delivered' | 'failed' | 'refused'
}

/** A message as `GET /dev/inbox.json` shows it: its text says all that HTML would. */
export type InboxMessage = Omit<InboxEntry, 'html'>

/** What the mock gateway is told to do with messages. */
export interface Simulation {
  /** The number or address it is for; null for everybody. */
  readonly to: string | null
  /** The kind of message it is for, by its template; null for every kind. */
  readonly template: string | null
  readonly becomes: 'late' | 'failed' | 'refused'
  /** How late; 0 where it is not about that. */
  readonly seconds: number
  /** For the next message alone. */
  readonly isOnce: boolean
}

/** What the mock gateway did, and what it is to do. */
export interface Inbox {
  /** What arrived, oldest first; only messages to `to` when it is given. */
  list(to: string | null): readonly InboxEntry[]
  /** All of it, also what is on its way and what failed, in the order it was sent. */
  entries(): readonly InboxEntry[]
  /** Lets a message that is on its way arrive now; what is not on its way stays as it is. */
  hurry(id: string): Promise<void>
  /** Throws every message away. */
  clear(): Promise<void>
  simulations(): readonly Simulation[]
  /** Sets a rule, in the place of the one for the same recipient and kind. */
  simulate(rule: Simulation): void
  /** Takes every rule back. */
  restore(): void
}
