import { createRequire } from 'node:module'
import type { TurnContext } from 'botbuilder'
import { peersFolder, waterfallLibrary } from '../peers.ts'
import { serveBot } from './http-bot.ts'
import type { BotLibrary, DialogsLibrary, StepContext } from './waterfall-types.ts'

const require = createRequire(new URL('package.json', peersFolder))
const botbuilder = require('botbuilder') as BotLibrary
const dialogs = require(waterfallLibrary) as DialogsLibrary

// The same walk as ours, as Bot Framework's samples build one: prompts in a waterfall, its state in MemoryStorage.
const state = new botbuilder.ConversationState(new botbuilder.MemoryStorage())
const set = new dialogs.DialogSet(state.createProperty('dialogs'))
  .add(new dialogs.ChoicePrompt('choice'))
  .add(new dialogs.TextPrompt('text'))
  .add(
    new dialogs.TextPrompt('code', async ({ recognized }) =>
      /^[1-9]\d{5}$/.test(recognized.value ?? ''),
    ),
  )
  .add(
    new dialogs.WaterfallDialog('retrieve', [
      async (step) => step.prompt('choice', 'How shall we look for it?', ['mobile', 'account id']),
      async (step) => step.prompt('text', 'Which mobile number is bound to the account?'),
      async (step) =>
        step.prompt('code', {
          prompt: 'What is the 6-digit code?',
          retryPrompt: 'That is not the code I sent last. What is the 6-digit code?',
        }),
      async (step: StepContext) => {
        await step.context.sendActivity('Its details are on their way.')
        return step.endDialog()
      },
    ]),
  )

async function logic(context: TurnContext): Promise<void> {
  if (context.activity.type !== 'message') return
  const dialog = await set.createContext(context)
  if (context.activity.text === 'cancel') {
    await dialog.cancelAllDialogs()
    await context.sendActivity('All right, I have stopped. What would you like to do?')
  } else if (context.activity.text === 'hi') {
    await context.sendActivity('Hello! What would you like to do?')
  } else {
    const { status } = await dialog.continueDialog()
    if (status === 'empty') await dialog.beginDialog('retrieve')
  }
  await state.saveChanges(context)
}

const authentication = new botbuilder.ConfigurationBotFrameworkAuthentication({})
serveBot(new botbuilder.CloudAdapter(authentication), logic)
