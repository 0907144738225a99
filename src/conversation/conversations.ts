import { ServiceError } from '../errors.ts'
import type { PageView } from '../flow/page-view.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import type { IntentRow } from '../ports/records/intent.ts'
import type { Store } from '../ports/store.ts'
import { commitWithRetry } from '../services/commit-retry.ts'
import type { Carrying } from '../services/outside.ts'
import { createKeyedLock, type KeyedLock } from '../services/keyed-lock.ts'
import { beginWork, type UnitOfWork } from '../services/unit-of-work.ts'
import { conversationKey, localeOf } from './conversation.ts'
import { nameOf } from './intent.ts'
import { settleOutside, type ConcludeDeps } from './outside.ts'
import {
  comeBack,
  pageViewOf,
  startPage,
  tellFlow,
  tellSupport,
  type ComingBack,
  type FlowTold,
  type PageOpening,
  type SupportTold,
} from './proactive.ts'
import { runTurn, type TurnResult } from './run-turn.ts'
import { beginTurn, type TurnDeps } from './turn-context.ts'
import type { Conversations, Turn } from './turn.ts'
import { menuStep } from './waiting.ts'

/** The middle of the program, for the doors and for what comes from outside the chat; see proactive.ts. */
export interface ConversationRoom extends Conversations {
  /**
   * Runs work of a page in a conversation's turn: one at a time there, against fresh state, committed once. What it asks
   * of a directory is carried out and concluded before it answers; what came of it is in the store then.
   *
   * @param passwordKey the key of a password on its way to a directory, as the page's browser sent it
   * @throws ServiceError when the store is out; nothing has happened then
   */
  readonly within: <T>(
    conversation: string,
    run: (work: UnitOfWork) => Promise<T>,
    passwordKey?: string | null,
  ) => Promise<T>
  /** Tries again what the flow in a conversation waits for outside, if it does; see {@link ConversationRoom.within}. */
  readonly retryOutside: (conversation: string, passwordKey: string | null) => Promise<void>
  /** Takes up the intents of a directory that are due; answers how many. */
  readonly attendOutside: () => Promise<number>
  readonly tellFlow: (told: FlowTold, work: UnitOfWork) => Promise<void>
  readonly tellSupport: (told: SupportTold, work: UnitOfWork) => Promise<ConversationRow | null>
  readonly comeBack: (coming: ComingBack, work: UnitOfWork) => Promise<void>
  readonly startPage: (opening: PageOpening, work: UnitOfWork) => Promise<string | null>
  readonly pageView: (row: ConversationRow) => PageView | null
}

export interface ConversationDeps extends TurnDeps {
  readonly store: Store
  /** Called after a commit that put something into the outbox. */
  readonly onPosted: () => void
  /** Told of a conversation whose change outside was concluded while nobody waited for the reply. */
  readonly onConcluded?: (conversation: string) => Promise<void>
}

const retried = { attempts: 12, busy: 'too many turns changed the same rows at once' }

/** Runs work against fresh state until its commit is not overtaken; with its result, what it asks of a directory. */
async function committed<T>(
  deps: ConversationDeps,
  run: (work: UnitOfWork) => Promise<T>,
): Promise<{ readonly result: T; readonly asked: readonly IntentRow[] }> {
  return commitWithRetry({ ...retried, random: deps.random }, async () => {
    const work = beginWork(deps.store, deps.clock.now())
    const result = await run(work)
    const commit = await work.commit()
    if (commit.outcome === 'committed' && work.hasPosted()) deps.onPosted()
    return { commit, result: { result, asked: work.asks() } }
  })
}

/** One message and the conversation it came to. */
interface Delivery {
  readonly key: string
  readonly message: Turn
}

/** Where the person was and still is, as far as that can be told while something is wrong. */
async function keptStep(deps: ConversationDeps, { key, message }: Delivery) {
  try {
    const work = beginWork(deps.store, deps.clock.now())
    const row = await work.get('conversations', key)
    const locale = localeOf(message, row, deps.defaultLocale)
    if (row === null) return { locale, step: menuStep }
    const { step } = beginTurn(deps, work, { row: { ...row, locale } }).waiting
    return { locale, step: { ...step, question: row.question } }
  } catch {
    return { locale: localeOf(message, null, deps.defaultLocale), step: menuStep } // the store is out
  }
}

/** Apologises: an outage and a bug look alike, and an operator finds either by the reference. */
async function apologise(
  deps: ConversationDeps,
  delivery: Delivery,
  error: unknown,
): Promise<TurnResult> {
  const reference = `RCV-${deps.random.below(1_000_000).toString().padStart(6, '0')}`
  const isOutage = error instanceof ServiceError
  const outcome = isOutage ? 'outage' : 'bug'
  deps.log.error(`turn.${outcome}`, { reference, code: isOutage ? error.code : 'BUG', error })
  const { locale, step } = await keptStep(deps, delivery)
  const { outage, busy } = deps.assistant.texts[locale]
  const text = (isOutage ? outage : busy)({ reference })
  const said = { text, choices: [], form: null, link: null, step, locale }
  return { said: [said], outcome, step, intent: null, effects: [], waitsFor: null }
}

/** As much of a conversation's key as tells it from others in a log. */
const keyLength = 12

/** One line about a turn, with neither words nor identifiers. */
function logTurn(deps: ConversationDeps, { key, message }: Delivery, result: TurnResult): void {
  const { step, intent, effects, outcome } = result
  deps.log.info('turn.done', {
    conversation: key.slice(0, keyLength),
    flow: step?.flow ?? null,
    prompt: step?.prompt ?? null,
    intent: intent?.kind ?? null,
    about: intent === null ? null : nameOf(intent),
    effects,
    outcome,
    ms: deps.clock.now() - message.receivedAt,
  })
}

/** The intents that a delivery made, or found waiting where it came. */
async function intentsFor(
  { store }: ConversationDeps,
  asked: readonly IntentRow[],
  waitsFor: string | null,
): Promise<readonly IntentRow[]> {
  if (asked.length > 0 || waitsFor === null) return asked
  const found = await store.get('intents', waitsFor)
  return found === null ? [] : [found.row]
}

/** What concluding is run with; null where accounts live in the store. */
function concluding(deps: ConversationDeps): ConcludeDeps | null {
  const { outside } = deps
  return outside === null ? null : { ...deps, outside, commit: async (run) => committed(deps, run) }
}

/** Runs one delivery; what it asks of a directory is concluded before it is answered, where that can be. */
async function deliver(deps: ConversationDeps, delivery: Delivery): Promise<TurnResult> {
  const { result, asked } = await committed(deps, (work) => runTurn(deps, delivery, work))
  const conclude = concluding(deps)
  const rows = conclude === null ? [] : await intentsFor(deps, asked, result.waitsFor)
  if (conclude === null || rows.length === 0) return result
  const how = { isRepeat: asked.length === 0, passwordKey: null, telling: 'replies' } as const
  const said = await settleOutside(conclude, rows, how)
  return said === null ? result : { ...result, said: [said], step: said.step }
}

/** How many intents are taken up at once. */
const batch = 50
const leaseMs = 60_000

/** Work that may ask a directory: it is concluded in the same turn where that can be, and later otherwise. */
function outsideRoom(
  deps: ConversationDeps,
  lock: KeyedLock,
): Pick<ConversationRoom, 'within' | 'retryOutside' | 'attendOutside'> {
  const { onConcluded } = deps
  const conclude = concluding(deps)
  const settle = async (rows: readonly IntentRow[], carrying: Carrying): Promise<void> => {
    if (conclude === null) return
    await settleOutside(conclude, rows, { ...carrying, telling: 'posts' })
  }
  return {
    within: async (conversation, run, passwordKey = null) =>
      lock.run(conversation, async () => {
        const { result, asked } = await committed(deps, run)
        await settle(asked, { isRepeat: false, passwordKey })
        return result
      }),
    retryOutside: async (conversation, passwordKey) =>
      lock.run(conversation, async () => {
        const chat = await deps.store.get('conversations', conversation)
        const rows = await intentsFor(deps, [], chat?.row.parked ?? null)
        await settle(rows, { isRepeat: true, passwordKey })
      }),
    async attendOutside() {
      const now = deps.clock.now()
      const due = { now, leaseUntil: now + leaseMs, limit: batch }
      const rows = conclude === null ? [] : await deps.store.claim('intents', due)
      const carrying = { isRepeat: true, passwordKey: null }
      for (const { row } of rows) {
        const { conversation } = row.asked
        await lock.run(conversation, async () => settle([row], carrying))
        await onConcluded?.(conversation)
      }
      return rows.length
    },
  }
}

/** Makes the room in which all turns of all doors are run, one at a time in each conversation. */
export function createConversations(deps: ConversationDeps): ConversationRoom {
  const lock = createKeyedLock()
  return {
    async receive(message) {
      const delivery = { key: conversationKey(deps.sealer, message.address), message }
      const result = await lock
        .run(delivery.key, () => deliver(deps, delivery))
        .catch((error: unknown) => apologise(deps, delivery, error))
      logTurn(deps, delivery, result)
      return result.said
    },
    ...outsideRoom(deps, lock),
    tellFlow: async (told, work) => tellFlow(deps, told, work),
    tellSupport: async (told, work) => tellSupport(deps, told, work),
    comeBack: async (coming, work) => comeBack(deps, coming, work),
    startPage: async (opening, work) => startPage(deps, opening, work),
    pageView: (row) => pageViewOf(deps, row),
  }
}
