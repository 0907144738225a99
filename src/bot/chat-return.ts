import type { ChatReturn, LocalReturn, WayBack } from '../ports/chat-return.ts'
import { parseReference } from './reference.ts'

/** Where Teams opens the chat with a bot: `28:` marks a bot's id (Microsoft's reference of deep links to a chat). */
const teamsChat = 'https://teams.microsoft.com/l/chat/0/0?users=28:'

/** The chat of this process and the bot's registration. */
export interface ChatReturnDeps {
  readonly local: LocalReturn
  /** As registered; empty in anonymous mode, where the bot is not in Teams. */
  readonly appId: string
}

/** Finds ways back into the built-in chat and into Teams; other channels have no address to link to. */
export function createChatReturn({ local, appId }: ChatReturnDeps): ChatReturn {
  return {
    async wayBack(reference): Promise<WayBack> {
      const { serviceUrl, channelId, conversation, user, locale = null } = parseReference(reference)
      // A group conversation is not one person's chat to reopen.
      if (serviceUrl === local.serviceUrl && conversation['isGroup'] !== true) {
        const member = { conversationId: conversation.id, userId: user.id, locale }
        return { kind: 'own-chat', session: await local.reopen(member) }
      }
      if (channelId !== 'msteams' || appId === '') return { kind: 'none' }
      return { kind: 'link', chat: 'teams', url: `${teamsChat}${encodeURIComponent(appId)}` }
    },
  }
}
