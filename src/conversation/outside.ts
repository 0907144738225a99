import { hourMs } from '../domain/durations.ts'
import type { Answer } from '../flow/answer.ts'
import type { Said } from '../flow/reply.ts'
import type { IntentRow } from '../ports/records/intent.ts'
import type { Store } from '../ports/store.ts'
import { triedInVain, type Carrying, type Outcome } from '../services/outside.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { tell } from './engine.ts'
import { postTo } from './proactive.ts'
import { keptSaid } from './repeats.ts'
import { askAgain, askNext, say } from './speech.ts'
import { beginTurn, type OutsideDeps, type TurnContext, type TurnDeps } from './turn-context.ts'

/**
 * Changes outside: a turn commits what it wants as intents, the directory is asked without any unit of work, and what
 * came of it is committed and told by another one. Whoever finds an intent that was not concluded does the same again.
 */

/** What concluding intents is run with. */
export interface ConcludeDeps extends TurnDeps {
  readonly outside: OutsideDeps
  readonly store: Pick<Store, 'get'>
  /** Runs work against fresh state until it is committed; answers its result and the intents it staged. */
  readonly commit: <T>(
    run: (work: UnitOfWork) => Promise<T>,
  ) => Promise<{ readonly result: T; readonly asked: readonly IntentRow[] }>
}

/** How the outcome reaches the chat that asked: as the reply that it waits for, or by itself. */
type Telling = 'replies' | 'posts'

/** After so long nobody waits any more, and what was not learnt is told as not known. */
const givenUpMs = 24 * hourMs

/** Who asked, as far as the effects of the conclusion need to know; the trail gets the mark. */
function askingOf(turn: TurnContext, { asked }: IntentRow) {
  const { work, row, record } = turn
  return {
    work,
    ...asked,
    source: null,
    isSignedInChannel: row.isSignedInChannel,
    mark: (mark: TurnContext['record']['trail'][number]) => {
      record.trail.push(mark)
    },
    announce: () => {},
  }
}

/** Leads the flow that waited on, and says where it led. */
async function goOn(turn: TurnContext, answer: Answer, telling: Telling): Promise<Said> {
  const move = await tell(turn, turn.place, { ...answer, at: turn.work.now })
  // Whoever repeats what asked for it is told the outcome.
  const kept = (said: Said) => (telling === 'replies' ? { memory: { said: keptSaid([said]) } } : {})
  const said = say(turn, askNext(turn, move), { kept })
  if (telling === 'posts' && move.place.parked === undefined) postTo(turn, [said])
  return said
}

/** Stages what came of an intent; null when it was concluded already, or nobody waits for it in a chat. */
async function concludeOne(
  deps: ConcludeDeps,
  {
    id,
    outcome,
    telling,
  }: { readonly id: string; readonly outcome: Outcome; readonly telling: Telling },
  work: UnitOfWork,
): Promise<Said | null> {
  const row = await work.get('intents', id)
  if (row === null) return null
  const chat = await work.get('conversations', row.asked.conversation)
  if (chat === null) {
    const nobody = { source: null, isSignedInChannel: false, mark() {}, announce() {} }
    await deps.outside.conclude({ work, ...row.asked, ...nobody }, { row, outcome })
    return null
  }
  const turn = beginTurn(deps, work, { row: chat, flowIdleMs: Number.POSITIVE_INFINITY })
  const answer = await deps.outside.conclude(askingOf(turn, row), { row, outcome })
  const isWaiting = answer !== null && turn.place.parked === id
  return isWaiting ? goOn(turn, answer, telling) : null
}

/** Says once, where nobody waits for a reply, that the outcome is not known yet. */
function tellPending(deps: ConcludeDeps, row: IntentRow) {
  return async (work: UnitOfWork): Promise<void> => {
    const chat = await work.get('conversations', row.asked.conversation)
    if (chat === null || chat.parked !== row.id) return
    const turn = beginTurn(deps, work, { row: chat, flowIdleMs: Number.POSITIVE_INFINITY })
    postTo(turn, [
      say(turn, askAgain(turn, []), { kept: () => ({ row: { lastAt: chat.lastAt } }) }),
    ])
  }
}

/** Keeps for later an intent whose outcome was not learnt. */
async function putOff(deps: ConcludeDeps, row: IntentRow, telling: Telling): Promise<void> {
  const tellsNow = telling === 'posts' && row.attempts === 0
  await deps.commit(async (work) => {
    const kept = await work.get('intents', row.id)
    if (kept === null) return
    work.put('intents', triedInVain(kept, work.now))
    if (tellsNow) await tellPending(deps, row)(work)
  })
}

/**
 * Carries intents out and concludes them, and those that follow from them. What is not learnt waits for the sweeper, or
 * for the person to say something.
 *
 * @returns what is said of it; null while that is not known, and where nobody waits for it
 */
export async function settleOutside(
  deps: ConcludeDeps,
  asked: readonly IntentRow[],
  how: Carrying & { readonly telling: Telling },
): Promise<Said | null> {
  let said: Said | null = null
  let { isRepeat } = how
  for (let rows = asked; rows.length > 0; isRepeat = false) {
    const next: IntentRow[] = []
    for (const { id } of rows) {
      // As it is by now: its owner may have ended it, and somebody else may have concluded it.
      const row = (await deps.store.get('intents', id))?.row
      if (row === undefined) continue
      const outcome = await deps.outside.carryOut(row, { ...how, isRepeat })
      const isOver = deps.clock.now() >= row.askedAt + givenUpMs
      if (outcome.outcome === 'unknown' && !isOver) {
        await putOff(deps, row, how.telling)
        continue
      }
      const concluded = await deps.commit(async (work) =>
        concludeOne(deps, { id: row.id, outcome, telling: how.telling }, work),
      )
      said = concluded.result ?? said
      next.push(...concluded.asked)
    }
    rows = next
  }
  return said
}
