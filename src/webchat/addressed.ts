import type { ChatPass } from './chat-tokens.ts'
import type { ClientActivity } from './client-activity.ts'
import { deskConversation } from './desk.ts'
import { ownServiceUrl } from './own-channel.ts'

/** The message as the bot gets it: only the words are the page's own. */
export function addressed(
  activity: ClientActivity,
  pass: ChatPass,
  id: string,
): Readonly<Record<string, unknown>> {
  const { type, text, name, value } = activity
  return { ...envelope(pass), type, text, name, value, id, locale: activity.locale ?? pass.locale }
}

/**
 * What the bot is told when somebody opens a chat that holds nothing. With an id: a welcome that was decided and never
 * written is said from its record.
 */
export function newcomer(pass: ChatPass): Readonly<Record<string, unknown>> {
  const id = `${pass.conversation}|joined`
  return { ...envelope(pass), id, type: 'conversationUpdate', membersAdded: [{ id: pass.user }] }
}

function envelope({
  conversation,
  user,
  locale,
  desk,
}: ChatPass): Readonly<Record<string, unknown>> {
  return {
    locale,
    channelId: 'webchat',
    serviceUrl: ownServiceUrl,
    from: { id: user, ...desk, role: 'user' },
    recipient: { id: 'bot', role: 'bot' },
    conversation: desk === null ? { id: conversation } : deskConversation,
  }
}
