import { openChat } from './chat.ts'
import { inboxOf, messagesTo, type Reachable } from './program.ts'

/** A demo person whom no other test of a suite may ask a code for. */
const witness = '+12025550123'

/**
 * Resolves once everything that was in the outbox before has been sent or dropped, so that a test may say that nothing
 * was sent: a code is asked for, and the outbox is drained in the order of asking. Once a minute where codes have to
 * be waited for.
 */
export async function outboxIsEmpty(program: Reachable): Promise<void> {
  const before = await inboxOf(program, witness)
  const chat = openChat(program)
  for (const text of ['find my account', 'mobile', witness]) await chat.say(text)
  await messagesTo(program, witness, before.length + 1)
}
