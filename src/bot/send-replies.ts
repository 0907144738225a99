import type { Activity } from 'botbuilder'

/**
 * Sends one after another. An event that does not get through is left out: the message before it says the same in
 * words.
 *
 * @param onLost told of an event that was left out
 * @throws what `send` throws for a message; nothing after it is sent
 */
export async function sendReplies(
  replies: readonly Partial<Activity>[],
  send: (reply: Partial<Activity>) => Promise<unknown>,
  onLost: (error: unknown) => void = () => {},
): Promise<void> {
  for (const reply of replies) {
    try {
      await send(reply)
    } catch (error) {
      if (reply.type !== 'event') throw error
      onLost(error)
    }
  }
}
