import type { ChatPass } from './chat-tokens.ts'
import type { ClientActivity } from './client-activity.ts'

/** The service URL of this chat. No name under `.invalid` ever resolves (RFC 2606), so a misdirected reply reaches nobody. */
export const ownServiceUrl = 'https://webchat.latchkey.invalid/'

/** The one conversation that all agent windows share; to the bot it is a channel of support staff. */
export const deskConversation = {
  id: 'desk',
  isGroup: true,
  conversationType: 'channel',
  name: 'Desk',
} as const

/** The conversation reference of the agent windows as JSON, as a turn of that conversation would store it. */
export function deskReference(): string {
  return JSON.stringify({
    channelId: 'webchat',
    serviceUrl: ownServiceUrl,
    conversation: deskConversation,
    user: { id: 'desk', name: 'Desk' },
    bot: { id: 'bot', role: 'bot' },
  })
}

/** The activity for the bot: what was said is the page's, sender and conversation are the token's. */
export function addressToBot(
  { locale, ...said }: ClientActivity,
  pass: ChatPass,
  id: string,
): Readonly<Record<string, unknown>> {
  const { type, text, name, value, localTimezone } = said
  const given = { type, text, name, value, localTimezone }
  return { ...envelopeOf(pass), ...given, id, locale: locale ?? pass.locale }
}

/**
 * The `conversationUpdate` for somebody who opens an empty chat. Its id is fixed, so that a welcome that was committed
 * and never written is answered from the turn's record.
 */
export function announceUser(pass: ChatPass): Readonly<Record<string, unknown>> {
  const id = `${pass.conversation}|joined`
  return { ...envelopeOf(pass), id, type: 'conversationUpdate', membersAdded: [{ id: pass.user }] }
}

function envelopeOf({ conversation, user, locale, desk }: ChatPass) {
  return {
    locale,
    channelId: 'webchat',
    serviceUrl: ownServiceUrl,
    from: { id: user, ...desk, role: 'user' },
    recipient: { id: 'bot', role: 'bot' },
    conversation: desk === null ? { id: conversation } : deskConversation,
  }
}
