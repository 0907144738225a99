import type { Conversations, Turn } from '../../src/conversation/turn.ts'
import type { Said } from '../../src/flow/reply.ts'
import type { ChannelService } from '../../src/bot/connector.ts'
import { deferAdapter } from '../../src/bot/deferred-adapter.ts'
import { createBot, type Bot } from '../../src/bot/bot.ts'
import { createDeskChannel } from '../../src/bot/desk-channel.ts'
import type { LocalChannel } from '../../src/ports/local-channel.ts'
import { createChatSender } from '../../src/bot/proactive.ts'
import type { BotSettings } from '../../src/bot/settings.ts'
import type { ChatSender } from '../../src/ports/chat-sender.ts'
import type { DeskChannel } from '../../src/ports/desk-channel.ts'
import type { WebResponse } from '../../src/ports/web-handler.ts'
import { startConnector, type Connector } from '../stand-ins/connector.ts'

const anonymous: BotSettings = {
  appId: '',
  appPassword: '',
  appType: 'MultiTenant',
  tenantId: '',
  cloud: 'public',
  isProduction: false,
  allowedTenants: null,
  extraServiceHosts: [],
  openIdMetadataUrl: null,
}

/** A message of the assistant with nothing but what a test cares about. */
export function said(over: Partial<Said> = {}): Said {
  return {
    text: 'How shall we find your account?',
    choices: [],
    form: null,
    link: null,
    step: { flow: 'menu', prompt: 'ask-what', stack: [], question: 3 },
    locale: 'en',
    ...over,
  }
}

export interface BotWorld {
  readonly bot: Bot
  readonly chats: ChatSender
  readonly desks: DeskChannel
  readonly serviceAt: (serviceUrl: string) => ChannelService
  /** Loads the SDK; until then whoever needs it waits. */
  readonly load: () => Promise<void>
  readonly turns: Turn[]
  readonly warnings: string[]
  /** What the chat of this process was told: conversation and text, or what was done to which message. */
  readonly local: string[]
  readonly post: (body: unknown, headers?: Readonly<Record<string, string>>) => Promise<WebResponse>
  readonly close: () => void
}

interface WorldOptions {
  readonly settings?: Partial<BotSettings>
  readonly receive?: Conversations['receive']
  readonly limitMs?: number
  readonly acknowledgeAfterMs?: number
  readonly maxTurns?: number
  readonly now?: () => number
}

/** The bot room with conversations that answer by a script. */
export function botWorld(options: WorldOptions = {}): BotWorld {
  const settings = { ...anonymous, ...options.settings }
  const turns: Turn[] = []
  const warnings: string[] = []
  const local: string[] = []
  const clock = { now: options.now ?? (() => 1_000) }
  const log = {
    debug() {},
    info() {},
    warn: (line: string, fields: object) => void warnings.push(`${line} ${JSON.stringify(fields)}`),
    error: (line: string, fields: object) =>
      void warnings.push(`${line} ${JSON.stringify(fields)}`),
  }
  const channel: LocalChannel = {
    serviceUrl: 'https://local.invalid/',
    send: async (conversationId, activity) => {
      local.push(`${conversationId}: ${'text' in activity ? String(activity.text) : ''}`)
      return { id: `local-${local.length}` }
    },
    update: async (conversationId, activityId) => {
      local.push(`${conversationId}: rewrote ${activityId}`)
      return { id: activityId }
    },
    remove: async (conversationId, activityId) => {
      local.push(`${conversationId}: removed ${activityId}`)
    },
  }
  const held = deferAdapter({ settings, local: channel, clock, limitMs: options.limitMs ?? 2_000 })
  const conversations: Conversations = {
    receive: async (turn) => {
      turns.push(turn)
      return options.receive === undefined
        ? [said({ text: `You said: ${turn.text}` })]
        : options.receive(turn)
    },
  }
  const { adapter } = held
  const { acknowledgeAfterMs = 5_000, maxTurns = 100 } = options
  const bot = createBot({ adapter, conversations, clock, log, acknowledgeAfterMs, maxTurns })
  return {
    bot,
    chats: createChatSender({ adapter, appId: settings.appId }),
    load: async () => held.load(),
    serviceAt: (serviceUrl) => adapter.serviceAt(serviceUrl),
    desks: createDeskChannel({
      adapter,
      appId: settings.appId,
      localServiceUrl: channel.serviceUrl,
    }),
    turns,
    warnings,
    local,
    post: (body, headers = {}) =>
      bot.messages({
        method: 'POST',
        path: '/api/messages',
        params: {},
        query: new URLSearchParams(),
        headers,
        body,
        source: '127.0.0.1',
      }),
    close: () => held.close(),
  }
}

/** A message as a channel sends it. */
export function message(over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: 'a-1',
    text: 'hello',
    channelId: 'emulator',
    serviceUrl: 'http://127.0.0.1:9',
    from: { id: 'user-1', name: 'Li Wei' },
    recipient: { id: 'bot-1', name: 'Latchkey' },
    conversation: { id: 'c-1' },
    locale: 'en-US',
    ...over,
  }
}

/** A message in a thread of a Teams channel, as Teams sends it. */
export function channelMessage(
  over: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return message({
    channelId: 'msteams',
    from: { id: '29:alice', name: 'Alice' },
    conversation: {
      id: '19:ops@thread.tacv2;messageid=100',
      conversationType: 'channel',
      isGroup: true,
      tenantId: 'tenant-one',
    },
    channelData: {
      teamsChannelId: '19:ops@thread.tacv2',
      channel: { id: '19:ops@thread.tacv2' },
      team: { id: '19:team@thread.tacv2' },
      tenant: { id: 'tenant-one' },
      eventType: 'left-behind',
    },
    ...over,
  })
}

/** A promise that somebody else keeps: a turn that lasts until the test lets it go. */
export function latch(): { readonly opened: Promise<void>; readonly open: () => void } {
  const resolvers: (() => void)[] = []
  const opened = new Promise<void>((resolve) => {
    resolvers.push(resolve)
  })
  return { opened, open: () => resolvers.forEach((resolve) => resolve()) }
}

/** Bots for the tests of a suite, and the service they post to, new for each test. Call it inside `describe`. */
export function connectedWorlds(): { world: typeof botWorld; readonly connector: Connector } {
  const worlds: BotWorld[] = []
  const connectors: Connector[] = []
  beforeEach(async () => {
    connectors.push(await startConnector())
  })
  afterEach(async () => {
    for (const each of worlds.splice(0)) each.close()
    await connectors.pop()?.close()
  })
  return {
    world(options) {
      const made = botWorld(options)
      worlds.push(made)
      return made
    },
    get connector() {
      const [connector] = connectors
      if (connector === undefined) throw new Error('only a test has a connector')
      return connector
    },
  }
}
