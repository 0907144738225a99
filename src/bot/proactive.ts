import type { ConversationReference } from 'botbuilder'
import type { ChatSender } from '../ports/chat-sender.ts'
import type { Adapter } from './deferred-adapter.ts'
import { parseReference, type Reference } from './reference.ts'
import { repliesOf, sendReplies } from './reply-out.ts'
import { asServiceError } from './channel-refusal.ts'

/**
 * Sends proactive messages to a chat of this process or of a channel, by the conversation reference a turn stored.
 *
 * @param appId as registered; empty in anonymous mode
 */
export function createChatSender({
  adapter,
  appId,
}: {
  readonly adapter: Adapter
  readonly appId: string
}): ChatSender {
  return {
    send: async ({ reference, said }) => {
      const target = parseReference(reference)
      const replies = said.flatMap((each) => repliesOf(each, target.channelId))
      if (replies.length === 0) return
      await asServiceError(() =>
        adapter.continueConversationAsync(appId, continuing(target), (context) =>
          sendReplies(replies, (reply) => context.sendActivity(reply)),
        ),
      )
    },
  }
}

function continuing(reference: Reference): Partial<ConversationReference> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK's type asks for members no service reads
  return reference as unknown as Partial<ConversationReference>
}
