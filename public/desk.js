/** The agent window: one of many that share the desk's conversation, under the agent's name. */
import { agentNames } from './agent-names.js'
import { tabMemory } from './chat-session.js'
import { locale, openChat, texts } from './chat-view.js'

const progress = document.querySelector('#progress')
const field = document.querySelector('#name')
const { name } = document.querySelector('#chat').dataset

await openChat({
  memory: tabMemory('latchkey.desk'),
  asked: { locale, desk: { name: name === '' ? texts.defaultName : name } },
  // An address that names nobody leaves the agent of this tab the name they had.
  changed: name === '' ? {} : { desk: { name } },
  onOnline({ desk }) {
    field.value = desk.name
    progress.textContent = texts.connectedAs.replace('{name}', () => desk.name)
  },
  looks: { bubbleMaxWidth: 720 },
  cardLooks: { maxActions: 12, actionsOrientation: 'horizontal', actionAlignment: 'left' },
  middleware: agentNames(),
})
