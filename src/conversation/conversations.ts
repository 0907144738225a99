import { setTimeout as wait } from 'node:timers/promises'
import { ServiceError } from '../errors.ts'
import type { Said } from '../flow/reply.ts'
import type { Log } from '../ports/log.ts'
import type { Store } from '../ports/store.ts'
import { beginWork, type UnitOfWork } from '../services/unit-of-work.ts'
import { conversationKey } from './conversation.ts'
import { localeOf } from './locale.ts'
import { createKeyedLock } from './lock.ts'
import { runTurn, type TurnDeps } from './run-turn.ts'
import { menuStep } from './speech.ts'
import { tellFlow, type Told } from './tell-flow.ts'
import type { Conversations, Turn } from './turn.ts'

/** The middle of the program, for the doors and for what comes from outside the chat. */
export interface ConversationRoom extends Conversations {
  /**
   * Tells a conversation of something that happened outside it, in one unit of work with what `claim` stages.
   *
   * @param claim checks, inside the unit of work, that the event still counts; false stops everything
   * @returns false when the claim failed; the reply leaves through the outbox
   * @throws ServiceError when the store is out; nothing has happened then
   */
  readonly tell: (told: Told, claim: (work: UnitOfWork) => Promise<boolean>) => Promise<boolean>
}

export interface ConversationDeps extends TurnDeps {
  readonly store: Store
  readonly log: Log
  /** Called after each commit: something may be waiting in the outbox. */
  readonly onCommitted: () => void
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
      deps.onCommitted()
      return result
    }
    const pauseMs = Math.min(firstPauseMs * 2 ** attempt, longestPauseMs)
    await wait(deps.random.below(pauseMs + 1))
  }
  throw new ServiceError('ERR_STORE_BUSY', 'too many turns changed the same rows at once', {
    retryable: true,
  })
}

/** One message without buttons, at the menu or wherever the person's place was kept. */
function plainly(deps: ConversationDeps, turn: Turn, sentence: Sentence): Said {
  const locale = localeOf(turn, null, deps.defaultLocale)
  const text = sentence(deps.assistant.texts[locale])
  return { text, choices: [], form: null, link: null, step: menuStep, locale }
}

type Sentence = (texts: ConversationDeps['assistant']['texts']['en']) => string

/** Apologises: an outage and a bug look alike, and an operator finds either by the reference. */
function apology(deps: ConversationDeps, turn: Turn, error: unknown): Said {
  const reference = `RCV-${deps.random.below(1_000_000).toString().padStart(6, '0')}`
  const isOutage = error instanceof ServiceError
  deps.log.error(isOutage ? 'turn.outage' : 'turn.bug', {
    reference,
    code: isOutage ? error.code : 'BUG',
    error,
  })
  return plainly(deps, turn, (texts) => (isOutage ? texts.outage : texts.busy)({ reference }))
}

/** Makes the room in which all turns of all doors are run, one at a time in each conversation. */
export function createConversations(deps: ConversationDeps): ConversationRoom {
  const lock = createKeyedLock()
  return {
    async receive(turn) {
      if (!turn.isPrivate) return [plainly(deps, turn, ({ groupOnly }) => groupOnly)]
      const key = conversationKey(deps.sealer, turn.address)
      try {
        return await lock(key, async () =>
          committed(deps, async (work) => runTurn(deps, { key, turn }, work)),
        )
      } catch (error) {
        return [apology(deps, turn, error)]
      }
    },
    tell: async (told, claim) =>
      lock(told.conversation, async () =>
        committed(deps, async (work) => {
          if (!(await claim(work))) return false
          await tellFlow(deps, told, work)
          return true
        }),
      ),
  }
}
