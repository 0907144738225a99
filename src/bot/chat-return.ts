import type { ChatReturn, LocalReturn, WayBack } from '../ports/chat-return.ts'
import { parseReference } from './reference.ts'

/** Where Teams opens the chat with a bot: `28:` marks a bot's id (Microsoft's reference of deep links to a chat). */
const teamsChat = 'https://teams.microsoft.com/l/chat/0/0?users=28:'

/** What the ways back are found with. */
export interface ChatReturnDeps {
  readonly local: LocalReturn
  /** As registered; empty in anonymous mode, in which no Teams knows the bot. */
  readonly appId: string
}

/** Finds ways back into the built-in chat and into Teams; every other channel is found by the person alone. */
export function createChatReturn({ local, appId }: ChatReturnDeps): ChatReturn {
  return {
    async wayBack(reference): Promise<WayBack> {
      const { serviceUrl, channelId, conversation, user, locale = null } = parseReference(reference)
      // What several people read is nobody's own chat.
      if (serviceUrl === local.serviceUrl && conversation['isGroup'] !== true) {
        const member = { conversationId: conversation.id, userId: user.id, locale }
        return { kind: 'own-chat', session: await local.reopen(member) }
      }
      if (channelId !== 'msteams' || appId === '') return { kind: 'none' }
      return { kind: 'link', chat: 'teams', url: `${teamsChat}${encodeURIComponent(appId)}` }
    },
  }
}
