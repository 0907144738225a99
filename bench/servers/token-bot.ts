import { Registry } from 'prom-client'
import { systemClock } from '../../src/app/system.ts'
import { createAdapter } from '../../src/bot/adapter.ts'
import { createBot } from '../../src/bot/bot.ts'
import { createChatSender } from '../../src/bot/proactive.ts'
import { createHttpServer, usualLimits } from '../../src/http/server.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { serveParent } from '../process/child.ts'
import { coreOver, quietLog as log } from './core.ts'

// The program as it is, but for where channels publish their keys and, without an app id, whether tokens are asked for.
const [, , dir = '', appId = '', openIdMetadataUrl = ''] = process.argv
const unused = (): never => {
  throw new Error('the chat of this process is not part of this')
}
const clock = systemClock

const store = await openLowdbStore({ dir })
const { adapter } = createAdapter({
  settings: {
    appId,
    appPassword: 'none',
    appType: 'MultiTenant',
    tenantId: '',
    cloud: 'public',
    isProduction: false,
    allowedTenants: null,
    extraServiceHosts: [],
    openIdMetadataUrl: openIdMetadataUrl === '' ? null : openIdMetadataUrl,
  },
  local: { serviceUrl: 'https://local.invalid/', send: unused, update: unused, remove: unused },
  clock,
})
const core = coreOver({
  store,
  chat: createChatSender({ adapter, appId }),
  messenger: { async deliver() {}, async pretend() {}, async close() {} },
})
const bot = createBot({ adapter, conversations: core.conversations, clock, log })
const server = createHttpServer({
  settings: {
    ...usualLimits,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://localhost:3978',
    isProduction: false,
    trustedHops: 0,
  },
  messages: bot.messages,
  routes: [],
  upgrade: unused,
  check: async () => store.check(),
  hasAccounts: async () => true,
  registry: new Registry(),
  log,
})
const port = await server.listen()
core.courier.start()
serveParent(`http://127.0.0.1:${port}`)
