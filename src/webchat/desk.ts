import { ownServiceUrl } from './own-channel.ts'

/** The one conversation that all agent windows share, as the bot is told of it: a channel of support staff. */
export const deskConversation = {
  id: 'desk',
  isGroup: true,
  conversationType: 'channel',
  name: 'Desk',
} as const

/** Where a message to the agent windows goes: the reference a turn of that conversation would leave, as JSON. */
export function deskReference(): string {
  return JSON.stringify({
    channelId: 'webchat',
    serviceUrl: ownServiceUrl,
    conversation: deskConversation,
    user: { id: 'desk', name: 'Desk' },
    bot: { id: 'bot', role: 'bot' },
  })
}
