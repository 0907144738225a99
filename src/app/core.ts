import { machine as caseMachine } from '../../dialogs/case/machine.ts'
import { desk as deskFace } from '../../dialogs/desk/index.ts'
import { assistantFor } from '../../dialogs/index.ts'
import { letterWriter } from '../../dialogs/messages/index.ts'
import { linkWords } from '../../dialogs/words/shared.ts'
import { createConversations, type ConversationRoom } from '../conversation/conversations.ts'
import type { OutsideDeps } from '../conversation/turn-context.ts'
import type { Conversations } from '../conversation/turn.ts'
import type { BusinessHours } from '../domain/business-hours.ts'
import { countryOf } from '../domain/mobile.ts'
import type { FlowSettings, Offers } from '../flow/assistant.ts'
import { caseStepper } from '../flow/case.ts'
import type { Locale } from '../flow/locale.ts'
import type { ChatReturn } from '../ports/chat-return.ts'
import type { ChatSender } from '../ports/chat-sender.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskChannel } from '../ports/desk-channel.ts'
import type { Directory } from '../ports/directory.ts'
import type { Log } from '../ports/log.ts'
import type { Messenger } from '../ports/messenger.ts'
import type { PageLinks } from '../ports/page-links.ts'
import type { Pages } from '../ports/pages.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Store } from '../ports/store.ts'
import { budgetsFor, budgetsOf, type BudgetPolicy } from '../services/budgets.ts'
import { createCourier, type Courier } from '../services/courier.ts'
import { limitRules, type LimitPolicy } from '../services/limits.ts'
import type { PageDeps } from '../pages/page.ts'
import { createPages } from '../pages/pages.ts'
import { tellResetEnded } from '../pages/reset-page.ts'
import { createPageLinks } from '../services/page-links.ts'
import { offersOf } from '../services/offers.ts'
import { carryOut } from '../services/outside.ts'
import { createConclude, createPerform } from '../services/perform.ts'
import type { CodePolicy } from '../services/use-case.ts'
import { attendCases } from '../triage/clock.ts'
import { createDesk } from '../triage/desk.ts'
import type { DeskDeps } from '../triage/ordering.ts'
import { syncDesk } from '../triage/sync.ts'
import { createUnderstanding } from '../text/understand.ts'
import { loadIntentModel } from './intent-model.ts'
import { vocabulary } from './vocabulary.ts'

/** What the middle of the program is made from: everything outside it, and the numbers it keeps. */
export interface CoreDeps {
  /** Reads accounts where they live. */
  readonly store: Store
  /** Where accounts live outside of the store; the store is their home when null or left out. */
  readonly directory?: Directory | null
  readonly clock: Clock
  readonly random: Random
  readonly sealer: Sealer
  readonly log: Log
  readonly messenger: Messenger
  readonly hasher: PasswordHasher & { readonly decoyHash: string }
  readonly chat: ChatSender
  readonly chatReturn: ChatReturn
  readonly deskChannel: DeskChannel
  /** Joins a conversation as a triage channel; null where none can join. */
  readonly triageKey: string | null
  readonly supportHours: BusinessHours
  readonly policy: CodePolicy & LimitPolicy & { readonly flowIdleMs: number }
  /** How much there is of what strangers can cause; what the program ships with when left out. */
  readonly budgets?: BudgetPolicy
  /** ISO 3166 regions that texts go to; every country when null or left out. */
  readonly allowedCountries?: readonly string[] | null
  readonly settings: FlowSettings
  readonly publicUrl: string
  readonly checksHumans: boolean
  readonly providerName: string
  readonly assistantName: string
  /** IANA name: of times in texts and mails, and for persons whose own is not known. */
  readonly timeZone: string
  readonly defaultLocale: Locale
}

/** The program without its doors. */
export interface Core {
  readonly conversations: ConversationRoom
  /** Every delivery: of people in private, and of the people of support where several read along. */
  readonly turns: Conversations
  readonly desk: DeskDeps
  readonly attendCases: () => Promise<number>
  /** Takes up changes outside that were not concluded; answers how many. */
  readonly attendOutside: () => Promise<number>
  readonly courier: Courier
  readonly pageLinks: PageLinks
  readonly pages: Pages
}

const model = loadIntentModel()
let made: ReturnType<typeof createUnderstanding> | null = null

/** Cuts every phrase of the vocabulary when the first text is read, or when it is called before: 45 ms. */
export function understanding(): ReturnType<typeof createUnderstanding> {
  made ??= createUnderstanding(vocabulary, model)
  return made
}

const stepCase = caseStepper(caseMachine)

function servicesOf(deps: CoreDeps) {
  const { defaultRegion: region, accountIds, canText } = deps.settings
  const { policy, allowedCountries = null, directory = null } = deps
  const { budgets = budgetsFor(policy.sendsPerNumberPerHour) } = deps
  return {
    ...deps,
    rules: limitRules(policy),
    budgets: budgetsOf(budgets),
    canText,
    directory,
    canTextTo: (number: string) =>
      allowedCountries === null || allowedCountries.includes(countryOf(number) ?? ''),
    linkWords,
    stepCase,
    redactRules: { region, accountIds },
  }
}

/** How changes are made where accounts live, and concluded here; null where that is the store. */
function outsideOf(services: ReturnType<typeof servicesOf>): OutsideDeps | null {
  const { directory, sealer, random } = services
  if (directory === null) return null
  return {
    carryOut: async (row, how) => carryOut({ directory, sealer, random }, row, how),
    conclude: createConclude(services),
  }
}

/** What the directory of the accounts cannot do, as it says by now; null where they live in the store. */
function offersIn({ directory }: ReturnType<typeof servicesOf>): (() => Offers) | null {
  return directory === null ? null : () => offersOf(directory.abilities)
}

/** What happens in private stays there; whatever several people read is the desk's. */
function turnsOf(conversations: ConversationRoom, desk: Conversations): Conversations {
  return {
    receive: (turn) => (turn.group === null ? conversations : desk).receive(turn),
  }
}

/** Puts flows, services and the store together; doors, clocks and gateways come from outside. */
export function createCore(deps: CoreDeps): Core {
  const services = servicesOf(deps)
  const assistant = assistantFor(deps.settings, offersIn(services))
  const desks: { held: DeskDeps | null } = { held: null }
  const desk = (): DeskDeps => {
    if (desks.held === null) throw new Error('the desk is asked for before it is made')
    return desks.held
  }
  const { decoyHash } = deps.hasher
  const courier = createCourier({
    ...deps,
    write: letterWriter(deps.providerName, deps.timeZone, deps.publicUrl),
    tellDesk: async (told) => syncDesk(desk(), told),
  })
  const conversations = createConversations({
    ...deps,
    assistant,
    perform: createPerform(services),
    outside: outsideOf(services),
    understand: (heard) => understanding()(heard),
    flowIdleMs: deps.policy.flowIdleMs,
    onPosted: () => courier.wake(),
    onConcluded: async (conversation) => tellResetEnded(pageDeps(), conversation),
  })
  const pageDeps = (): PageDeps => ({ ...services, ...conversations, decoyHash })
  const { deskChannel: channel } = deps
  desks.held = { ...services, ...conversations, channel, face: deskFace, assistant }
  const pageLinks = createPageLinks({ ...services, ...conversations })
  const pages = createPages(pageDeps())
  return {
    conversations,
    turns: turnsOf(conversations, createDesk(desk())),
    desk: desk(),
    attendCases: async () => attendCases(desk()),
    attendOutside: conversations.attendOutside,
    courier,
    pageLinks,
    pages,
  }
}
