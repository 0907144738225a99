import type { ConversationReference } from 'botbuilder'
import { z } from 'zod'
import { ServiceError } from '../errors.ts'
import type { ChatSender } from '../ports/chat-sender.ts'
import type { RoutingAdapter } from './adapter.ts'
import { replyOf } from './reply-out.ts'

const account = z.looseObject({ id: z.string(), name: z.string().default('') })

const referenceShape = z.object({
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.looseObject({ id: z.string() }),
  user: account,
  bot: account,
  locale: z.string().optional(),
})

/**
 * Speaks in a chat without having been asked, in this process or in a channel, by the reference a turn left.
 *
 * @param appId as registered; empty in anonymous mode
 */
export function createChatSender({
  adapter,
  appId,
}: {
  readonly adapter: RoutingAdapter
  readonly appId: string
}): ChatSender {
  return {
    send: async ({ reference, said }) => {
      const target = parse(reference)
      const replies = said.map((each) => replyOf(each, target.channelId ?? ''))
      if (replies.length === 0) return
      try {
        await adapter.continueConversationAsync(appId, target, async (context) => {
          await context.sendActivities(replies)
        })
      } catch (cause) {
        if (cause instanceof ServiceError) throw cause
        throw new ServiceError('ERR_CHAT_UNAVAILABLE', 'the chat cannot be reached', { cause })
      }
    },
  }
}

function parse(reference: string): Partial<ConversationReference> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked just here; the SDK's type asks for members no service reads
    return referenceShape.parse(JSON.parse(reference)) as unknown as Partial<ConversationReference>
  } catch (cause) {
    throw new ServiceError('ERR_CHAT_UNAVAILABLE', 'the chat has no address', { cause })
  }
}
