import type { OutsideEvent } from '../flow/event.ts'
import { post } from '../services/outbox.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { arrivalAt } from './arrival.ts'
import { keep, turnWorkOf, utter } from './conversation.ts'
import { moved } from './response.ts'
import type { TurnDeps } from './run-turn.ts'
import { waitingView } from './speech.ts'

/** An event from outside, and the run of the flow it is for. */
export interface Told {
  readonly conversation: string
  readonly event: OutsideEvent
  readonly run: string
}

/**
 * Tells the flow that waits for it of an event from outside the chat; its reply is staged in the outbox. Somebody
 * who has moved on meanwhile is not disturbed.
 */
export async function tellFlow(deps: TurnDeps, told: Told, work: UnitOfWork): Promise<void> {
  const { assistant, engine } = deps
  const { now } = work
  const row = await work.get('conversations', told.conversation)
  if (row === null || row.stack.at(-1)?.run !== told.run) return
  // The link has a lifetime of its own; the idle time is for those who have left.
  const { place } = arrivalAt(assistant, row, { now, flowIdleMs: Number.POSITIVE_INFINITY })
  if (place.stack.length === 0) return
  const turn = turnWorkOf(row, work, row)
  const move = await engine.tell(turn, place, told.event)
  if (!move.isTaken) return
  const waiting = waitingView(assistant, place, { locale: row.locale, now, page: null })
  const responding = { ...deps, turn, place, waiting, misses: 0, isFirst: false }
  const response = moved(responding, move)
  const said = utter(responding, response, row)
  keep(work, { row, said, place: response.place })
  const { reference, locale } = row
  post(deps, work, { message: { kind: 'chat', reference, locale, said: [said] } })
}
