import { newConversation } from '../../src/conversation/conversation.ts'
import { noMemory, sealedMemory } from '../../src/conversation/memory.ts'
import type { ConversationRow } from '../../src/ports/records/conversation.ts'
import type { Sealer } from '../../src/ports/sealer.ts'
import { createPeople } from '../load/talk.ts'
import { turnOf } from './turn.ts'

const turn = turnOf(createPeople({ serviceUrl: 'http://127.0.0.1:9', isInline: true })()())

/** A conversation as it is in the middle of a flow, with its last answer sealed: about 2 kB in all. */
export function conversationOf(sealer: Sealer, n: number, now: number): ConversationRow {
  const fresh = newConversation({ sealer, defaultLocale: 'en' }, `conversation-${n}`, turn)
  const said = 'A question with its buttons. '.repeat(39)
  return {
    ...fresh,
    answered: { id: null, question: 1, receivedAt: now, answeredAt: now },
    memory: sealedMemory({ ...noMemory, said }, sealer),
    lastAt: now,
    forgetAt: now + 86_400_000,
  }
}
