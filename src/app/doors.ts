import { join } from 'node:path'
import { assistantFor } from '../../dialogs/index.ts'
import { createBrowserTie } from '../browser-tie.ts'
import { createBot, type Bot } from '../bot/bot.ts'
import { createChatReturn } from '../bot/chat-return.ts'
import { deferAdapter } from '../bot/deferred-adapter.ts'
import { createDeskChannel } from '../bot/desk-channel.ts'
import { createChatSender } from '../bot/proactive.ts'
import type { Config } from '../config.ts'
import { canText, takesBotFramework } from '../config/notes.ts'
import type { Conversations } from '../conversation/turn.ts'
import { openingOf } from '../conversation/waiting.ts'
import { flowNames } from '../flow/dialog.ts'
import type { Locale } from '../flow/locale.ts'
import { isFromThisMachine } from '../this-machine.ts'
import { createFloodGuard, floodKey, siteKey } from '../http/source.ts'
import { inSite } from '../services/limits.ts'
import { usualLimits } from '../http/server.ts'
import type { ChatReturn } from '../ports/chat-return.ts'
import type { ChatSender } from '../ports/chat-sender.ts'
import type { DeskChannel } from '../ports/desk-channel.ts'
import type { Inbox } from '../ports/messenger.ts'
import type { PageLinks } from '../ports/page-links.ts'
import type { Pages } from '../ports/pages.ts'
import {
  jsonResponse,
  type ProblemPages,
  type WebHandler,
  type WebRoute,
} from '../ports/web-handler.ts'
import { createAssetRoutes } from '../web/assets.ts'
import { createChatPageRoutes } from '../web/chat-page.ts'
import { createCheckRoutes } from '../web/check-page.ts'
import { createDeskPageRoutes } from '../web/desk-page.ts'
import { createDevInboxRoutes } from '../web/dev-inbox.ts'
import { createHumanChallenge } from '../web/human-challenge.ts'
import { dressed } from '../web/layout.ts'
import { createProblemPages } from '../web/problem-page.ts'
import { createSlowCheck } from '../web/slow-check.ts'
import { createSecretPageRoutes } from '../web/secret-routes.ts'
import { createWebChat, type WebChat } from '../webchat/web-chat.ts'
import type { Foundation } from './foundation.ts'
import { readSite, siteRoutes } from './site.ts'
import { projectRoot } from '../root.ts'

/** The bot's adapter and the built-in chat; they are made before the conversations, which post through them. */
export interface ChatDoors {
  readonly webChat: WebChat
  readonly chat: ChatSender
  readonly chatReturn: ChatReturn
  readonly deskChannel: DeskChannel
  /** Starts the bot on these conversations; until then every delivery is answered `busy`. */
  open(conversations: Conversations): Bot
  /** Loads the SDK now, so that the first delivery need not wait for it. */
  load(): Promise<void>
  close(): void
}

const noBot = { appId: '', appPassword: '', appType: 'SingleTenant', tenantId: '' } as const

function botSettings(config: Config) {
  const { bot, cloud, isProduction, allowedServiceHosts, allowedTenants } = config
  const credentials = bot === null ? noBot : { ...bot, tenantId: bot.tenantId ?? '' }
  return {
    ...credentials,
    cloud,
    isProduction,
    allowedTenants,
    extraServiceHosts: allowedServiceHosts,
    openIdMetadataUrl: null,
  }
}

/** What the chat and the pages take from where a request comes from: its network, and the browser it is tied to. */
function requestOrigin({ sealer, keys, random, publicUrl }: Foundation) {
  return {
    /** What limits of persons hang on besides the person: a keyed hash of an address, or of a /64 and its /48 (attacks F7). */
    sourceHandle: (source: string) => {
      const network = sealer.handle('source', floodKey(source))
      const site = siteKey(source)
      return site === null ? network : inSite(network, sealer.handle('site', site))
    },
    tie: createBrowserTie({ key: keys.derive('browser-tie'), random, publicUrl }),
  }
}

/** Makes the adapter for every channel and the built-in chat. */
export function createChatDoors(foundation: Foundation): ChatDoors {
  const { config, clock, log, keys } = foundation
  let bot: Bot | null = null
  const webChat = createWebChat({
    ...foundation,
    log,
    isProduction: config.isProduction,
    hasDesk: config.hasDesk,
    maySitAtDesk: (request) => config.isDeskOpen || isFromThisMachine(request),
    tokenKey: keys.derive('web-chat-tokens'),
    tokenFlood: createFloodGuard(tokenFlood),
    ...requestOrigin(foundation),
    bot: {
      deliver: async (activity, source) => (bot === null ? 'busy' : bot.deliver(activity, source)),
      isAccepting: () => bot?.isAccepting() ?? false,
    },
  })
  const settings = botSettings(config)
  const held = deferAdapter({ settings, local: webChat.channel, clock })
  const sending = { adapter: held.adapter, appId: settings.appId }
  return {
    webChat,
    chat: createChatSender(sending),
    chatReturn: createChatReturn({
      local: { serviceUrl: webChat.channel.serviceUrl, reopen: webChat.reopen },
      appId: settings.appId,
    }),
    deskChannel: createDeskChannel({ ...sending, localServiceUrl: webChat.channel.serviceUrl }),
    open(conversations) {
      bot = createBot({ adapter: held.adapter, conversations, clock, log })
      return bot
    },
    load: async () => held.load(),
    close() {
      webChat.close()
      held.close()
    },
  }
}

/** New chats that one source may open. */
const tokenFlood = { requests: 60, seconds: 60 }

/** What the chat page shows before there is a chat. */
function openingParts({ config, publicUrl, clock }: Foundation) {
  const { defaultLocale, providerName: provider, site } = config
  const assistant = assistantFor({ canText: canText(config) })
  return {
    publicUrl,
    defaultLocale,
    flowNames: (locale: Locale) => flowNames(assistant.dialogs, locale),
    opening: (locale: Locale) =>
      openingOf(assistant, { locale, name: site.name, provider, now: clock.now() }),
  }
}

/** Human checks without a script that one source may begin: each is a wait, and a program bears many waits at once. */
const slowCheckFlood = { requests: 3, seconds: 600 }

function checkRoutes(foundation: Foundation, links: PageLinks): readonly WebRoute[] {
  const { clock, config } = foundation
  return createCheckRoutes({
    links,
    challenge: createHumanChallenge(foundation),
    slow: createSlowCheck(foundation),
    slowFlood: createFloodGuard(slowCheckFlood),
    clock,
    defaultLocale: config.defaultLocale,
    ...requestOrigin(foundation),
  })
}

/** What is for trying out and asks nobody who they are: there is no such address for another machine. */
function hereAlone(handler: WebHandler): WebHandler {
  return async (request) =>
    isFromThisMachine(request) ? handler(request) : jsonResponse(404, { error: 'not found' })
}

const allHere = (routes: readonly WebRoute[]): readonly WebRoute[] =>
  routes.map((route) => ({ ...route, handler: hereAlone(route.handler) }))

/** Pages for trying out: the agent window and the inbox of the mock gateway. */
function tryingRoutes(foundation: Foundation, inbox: Inbox | null): readonly WebRoute[] {
  const { config, publicUrl, clock } = foundation
  const { defaultLocale, hasDesk, isDeskOpen, timeZone } = config
  const desk = createDeskPageRoutes({ publicUrl, defaultLocale, hasDesk })
  return [
    ...(isDeskOpen ? desk : allHere(desk)),
    ...(inbox === null
      ? []
      : allHere(createDevInboxRoutes({ inbox, clock, timeZone, defaultLocale }))),
  ]
}

/** Every page and file that is served besides the channels, and the pages of what is not. */
export async function pageRoutes(
  foundation: Foundation,
  parts: {
    readonly links: PageLinks
    readonly pages: Pages
    readonly inbox: Inbox | null
    readonly webChat: WebChat
  },
): Promise<{ readonly routes: readonly WebRoute[]; readonly problemPages: ProblemPages }> {
  const { config, publicUrl, clock } = foundation
  const { defaultLocale, timeZone } = config
  const { forms } = parts.webChat
  const site = await readSite(foundation)
  const { embedOrigins } = site
  const pages = [
    ...createChatPageRoutes({ ...openingParts(foundation), embedOrigins, forms }),
    ...tryingRoutes(foundation, parts.inbox),
    ...checkRoutes(foundation, parts.links),
    ...createSecretPageRoutes({
      pages: parts.pages,
      publicUrl,
      clock,
      defaultLocale,
      providerName: config.providerName,
      timeZone,
      ...requestOrigin(foundation),
    }),
    ...(await siteRoutes(foundation, site)),
  ]
  const routes = [
    ...(await createAssetRoutes(join(projectRoot(), 'public'))),
    ...site.logo,
    ...dressed(pages, site.look),
    ...parts.webChat.routes,
  ]
  return { routes, problemPages: createProblemPages({ ...site, defaultLocale }) }
}

/** `POST /api/messages` of a server that is no bot of Microsoft's: there is nothing at this address. */
const shutDoor: WebHandler = async () =>
  jsonResponse(404, { error: 'this server takes no Bot Framework messages' })

/** What answers `POST /api/messages`: the bot, or nobody in a production without a registration with Microsoft. */
export function messagesDoor({ config }: Foundation, bot: Bot): WebHandler {
  return takesBotFramework(config) ? bot.messages : shutDoor
}

/** The settings of the HTTP server. */
export function httpSettings({ config, publicUrl, port }: Foundation) {
  const { host, isProduction, metricsToken, trustedProxies: trustedHops } = config
  return { ...usualLimits, host, port, publicUrl, isProduction, metricsToken, trustedHops }
}
