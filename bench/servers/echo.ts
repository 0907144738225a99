import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
} from 'botbuilder'
import { serveBot } from './http-bot.ts'

// Bot Framework's EchoBot sample as it comes: it keeps nothing.
const bot = new ActivityHandler()
bot.onMessage(async (context, next) => {
  await context.sendActivity(MessageFactory.text(`Echo: ${context.activity.text}`))
  await next()
})

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}))
serveBot(adapter, async (context) => bot.run(context))
