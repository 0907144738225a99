import type { BrowserTie } from '../browser-tie.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Store } from '../ports/store.ts'
import type { WebRequest, WebRoute, WebUpgrade } from '../ports/web-handler.ts'
import type { ChatForms } from '../ports/chat-form.ts'
import type { LocalReturn } from '../ports/chat-return.ts'
import type { LocalChannel } from '../ports/local-channel.ts'
import { createChatLock } from './chat-lock.ts'
import { createChatLog } from './chat-log.ts'
import { createChatTokens } from './chat-tokens.ts'
import { createDelivery, type ChatBot } from './delivery.ts'
import { createDirectLine } from './direct-line.ts'
import { createChatForms } from './form-chat.ts'
import { createOwnChannel } from './own-channel.ts'
import { createStreams } from './streams.ts'
import { createStreamUpgrade } from './stream-upgrade.ts'
import { shutOut } from './token-endpoints.ts'

/** What the built-in chat uses. */
export interface WebChatDeps {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  readonly random: Random
  readonly bot: ChatBot
  readonly log: Log
  /** Signs tokens; at least 32 bytes, kept across restarts. */
  readonly tokenKey: Uint8Array
  readonly publicUrl: string
  readonly isProduction: boolean
  /** Whether other instances serve the same chats from the same store; false when left out. */
  readonly isShared?: boolean
  /** Whether agent windows may join the desk; never in production, and false when left out. */
  readonly hasDesk?: boolean
  /** Whether whoever asks may join the desk; left out, everybody who has a desk. */
  readonly maySitAtDesk?: (request: WebRequest) => boolean
  /** The keyed handle that limits of persons hang on, for the source of a request; left out, they hang on none. */
  readonly sourceHandle?: (source: string) => string
  /** Ties new chats to the browser that asks; left out, they are tied to none. */
  readonly tie?: BrowserTie
  /** For a source that asks for a new chat: null, or the seconds until it may ask again. */
  readonly tokenFlood: (source: string) => Promise<number | null>
  /** Milliseconds a page waits at most for its message's turn; a slower turn goes on behind it. */
  readonly acknowledgeAfterMs?: number
}

/** The built-in chat: Direct Line 3.0 under `/directline` for our own page, and the channel that the bot posts to. */
export interface WebChat {
  readonly routes: readonly WebRoute[]
  readonly upgrade: WebUpgrade
  readonly channel: LocalChannel
  /** The same chats for pages that run no script. */
  readonly forms: ChatForms
  /** Opens a chat again for somebody who followed a link. */
  readonly reopen: LocalReturn['reopen']
  /** Resolves when no message of a page waits for its turn. */
  idle(): Promise<void>
  /** Closes the open streams. */
  close(): void
}

/** Makes the built-in chat; nothing runs until a request comes. */
export function createWebChat(deps: WebChatDeps): WebChat {
  const log = createChatLog(deps)
  const hasDesk = deps.hasDesk === true && !deps.isProduction
  const tokens = createChatTokens({ ...deps, key: deps.tokenKey, hasDesk })
  const lock = createChatLock(deps)
  const streams = createStreams({
    log,
    onError: () => deps.log.warn('a chat could not be read', {}),
    isShared: deps.isShared ?? false,
  })
  const delivery = createDelivery({
    bot: deps.bot,
    chatLog: log,
    log: deps.log,
    acknowledgeAfterMs: deps.acknowledgeAfterMs ?? 5_000,
  })
  return {
    routes: createDirectLine({ ...deps, hasDesk, chatLog: log, tokens, lock, streams, delivery }),
    forms: createChatForms({ ...deps, chatLog: log, tokens, lock, streams, delivery }),
    upgrade: createStreamUpgrade({ ...deps, tokens, lock, streams }),
    channel: createOwnChannel(log, streams),
    async reopen({ conversationId, userId: user, locale }) {
      const generation = await shutOut({ lock, streams }, conversationId)
      const pass = { conversation: conversationId, user, locale, desk: null, generation }
      return { conversationId, token: tokens.issue(pass), userId: user }
    },
    idle: () => delivery.idle(),
    close: () => streams.close(),
  }
}
