import { setTimeout as wait } from 'node:timers/promises'
import { ServiceError } from '../errors.ts'
import type { SupportEvent } from '../flow/event.ts'
import type { Locale } from '../flow/locale.ts'
import type { Said } from '../flow/reply.ts'
import type { Log } from '../ports/log.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import type { Store } from '../ports/store.ts'
import { beginWork, type UnitOfWork } from '../services/unit-of-work.ts'
import { arrivalAt } from './arrival.ts'
import { comeBack, type ComingBack } from './come-back.ts'
import { conversationKey } from './conversation.ts'
import type { Moved } from './engine.ts'
import { localeOf } from './locale.ts'
import { createKeyedLock } from './lock.ts'
import { runTurn, type TurnDeps } from './run-turn.ts'
import { menuStep, waitingView } from './speech.ts'
import { startPage, tellFlow, type PageOpening, type Told } from './tell-flow.ts'
import { tellSupport } from './tell-support.ts'
import type { Conversations, Turn } from './turn.ts'

/** The middle of the program, for the doors and for what comes from outside the chat. */
export interface ConversationRoom extends Conversations {
  /**
   * Runs work of a page in a conversation's turn: one at a time there, against fresh state, committed once.
   *
   * @throws ServiceError when the store is out; nothing has happened then
   */
  readonly within: <T>(conversation: string, run: (work: UnitOfWork) => Promise<T>) => Promise<T>
  /** Tells a waiting flow, inside such work; see tell-flow.ts. */
  readonly tellFlow: (told: Told, work: UnitOfWork) => Promise<Moved | null>
  /** Tells a user's chat what the people of support did, inside such work; see tell-support.ts. */
  readonly tellSupport: (
    told: { readonly conversation: string; readonly events: readonly SupportEvent[] },
    work: UnitOfWork,
  ) => Promise<ConversationRow | null>
  /** Takes a conversation up again for whoever came by a message's link, inside such work; see come-back.ts. */
  readonly comeBack: (coming: ComingBack, work: UnitOfWork) => Promise<void>
  /** Starts a page's own flow, inside such work. */
  readonly startPage: (opening: PageOpening, work: UnitOfWork) => Promise<Moved>
}

export interface ConversationDeps extends TurnDeps {
  readonly store: Store
  readonly log: Log
  /** Called after a commit that put something into the outbox. */
  readonly onPosted: () => void
}

/** A turn is run again so often when others were faster; then the store counts as too busy. */
const mostAttempts = 12
const firstPauseMs = 1
const longestPauseMs = 64

/** Runs work against fresh state until its commit is not overtaken. */
async function committed<T>(
  deps: ConversationDeps,
  run: (work: UnitOfWork) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const work = beginWork(deps.store, deps.clock.now())
    const result = await run(work)
    const { outcome } = await work.commit()
    if (outcome === 'committed') {
      if (work.hasPosted()) deps.onPosted()
      return result
    }
    const pauseMs = Math.min(firstPauseMs * 2 ** attempt, longestPauseMs)
    await wait(deps.random.below(pauseMs + 1))
  }
  throw new ServiceError('ERR_STORE_BUSY', 'too many turns changed the same rows at once', {
    retryable: true,
  })
}

/** One message without buttons, at the menu or where the person is. */
function plainly(
  deps: ConversationDeps,
  { locale, step = menuStep }: { readonly locale: Locale; readonly step?: Said['step'] },
  sentence: Sentence,
): Said {
  const text = sentence(deps.assistant.texts[locale])
  return { text, choices: [], form: null, link: null, step, locale }
}

/** Where the person was and still is, as far as that can be told while something is wrong. */
async function keptPlace(deps: ConversationDeps, turn: Turn) {
  try {
    const key = conversationKey(deps.sealer, turn.address)
    const row = (await deps.store.get('conversations', key))?.row ?? null
    const locale = localeOf(turn, row, deps.defaultLocale)
    const now = deps.clock.now()
    const { place } = arrivalAt(deps.assistant, row, { now, flowIdleMs: deps.flowIdleMs })
    const { step } = waitingView(deps.assistant, place, { locale, now, page: null })
    return { locale, step: { ...step, question: row?.question ?? 0 } }
  } catch {
    return { locale: localeOf(turn, null, deps.defaultLocale) } // the store is what is wrong
  }
}

type Sentence = (texts: ConversationDeps['assistant']['texts']['en']) => string

/** Apologises: an outage and a bug look alike, and an operator finds either by the reference. */
async function apology(deps: ConversationDeps, turn: Turn, error: unknown): Promise<Said> {
  const reference = `RCV-${deps.random.below(1_000_000).toString().padStart(6, '0')}`
  const isOutage = error instanceof ServiceError
  deps.log.error(isOutage ? 'turn.outage' : 'turn.bug', {
    reference,
    code: isOutage ? error.code : 'BUG',
    error,
  })
  const place = await keptPlace(deps, turn)
  return plainly(deps, place, (texts) => (isOutage ? texts.outage : texts.busy)({ reference }))
}

/** Makes the room in which all turns of all doors are run, one at a time in each conversation. */
export function createConversations(deps: ConversationDeps): ConversationRoom {
  const lock = createKeyedLock()
  return {
    async receive(turn) {
      const key = conversationKey(deps.sealer, turn.address)
      try {
        return await lock(key, async () =>
          committed(deps, async (work) => runTurn(deps, { key, turn }, work)),
        )
      } catch (error) {
        return [await apology(deps, turn, error)]
      }
    },
    within: async (conversation, run) => lock(conversation, async () => committed(deps, run)),
    tellFlow: async (told, work) => tellFlow(deps, told, work),
    tellSupport: async (told, work) => tellSupport(deps, told, work),
    comeBack: async (coming, work) => comeBack(deps, coming, work),
    startPage: async (opening, work) => startPage(deps, opening, work),
  }
}
