import type { Inbox, InboxEntry } from '../../src/ports/messenger.ts'

/** An inbox that holds these messages, all of them delivered, and takes no orders. */
export function inboxOf(messages: readonly InboxEntry[]): Inbox {
  return {
    list: (to) => messages.filter((message) => to === null || message.to === to),
    entries: () => messages,
    hurry: async () => {},
    clear: async () => {},
    simulations: () => [],
    simulate: () => {},
    restore: () => {},
  }
}
