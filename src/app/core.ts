import { assistant } from '../../dialogs/index.ts'
import { letterWriter } from '../../dialogs/messages/index.ts'
import { linkWords } from '../../dialogs/words/link-words.ts'
import { createConversations, type ConversationRoom } from '../conversation/conversations.ts'
import { createEngine } from '../conversation/engine.ts'
import type { FlowSettings } from '../flow/assistant.ts'
import type { Locale } from '../flow/locale.ts'
import type { ChatSender } from '../ports/chat-sender.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Messenger } from '../ports/messenger.ts'
import type { PageLinks } from '../ports/page-links.ts'
import type { Pages } from '../ports/pages.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Store } from '../ports/store.ts'
import { createCourier, type Courier } from '../services/courier.ts'
import { limitRules, type LimitPolicy } from '../services/limits.ts'
import { createPages } from '../pages/pages.ts'
import { createPageLinks } from '../services/page-links.ts'
import { createPerform } from '../services/perform.ts'
import type { CodePolicy } from '../services/turn-context.ts'
import { createUnderstanding } from '../text/understand.ts'
import { vocabulary } from './vocabulary.ts'

/** What the middle of the program is made from: everything outside it, and the numbers it keeps. */
export interface CoreDeps {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly sealer: Sealer
  readonly log: Log
  readonly messenger: Messenger
  readonly hasher: PasswordHasher & { readonly decoyHash: string }
  readonly chat: ChatSender
  readonly policy: CodePolicy & LimitPolicy & { readonly flowIdleMs: number }
  readonly settings: FlowSettings
  readonly publicUrl: string
  readonly checksHumans: boolean
  readonly providerName: string
  readonly defaultLocale: Locale
}

/** The program without its doors. */
export interface Core {
  readonly conversations: ConversationRoom
  readonly courier: Courier
  readonly pageLinks: PageLinks
  readonly pages: Pages
}

const understand = createUnderstanding(vocabulary)

/** Puts flows, services and the store together; doors, clocks and gateways come from outside. */
export function createCore(deps: CoreDeps): Core {
  const { policy } = deps
  const services = { ...deps, rules: limitRules(policy), linkWords }
  const engine = createEngine({ ...deps, assistant, perform: createPerform(services) })
  const courier = createCourier({ ...deps, write: letterWriter(deps.providerName) })
  const conversations = createConversations({
    ...deps,
    assistant,
    engine,
    understand,
    flowIdleMs: policy.flowIdleMs,
    onPosted: () => {
      courier.wake()
    },
  })
  const pageLinks = createPageLinks({ ...services, ...conversations })
  const { decoyHash } = deps.hasher
  const pages = createPages({ ...services, ...conversations, decoyHash })
  return { conversations, courier, pageLinks, pages }
}
