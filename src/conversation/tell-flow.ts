import type { OutsideEvent, UserEvent } from '../flow/event.ts'
import type { FlowId } from '../flow/flow-id.ts'
import type { Locale } from '../flow/locale.ts'
import { post } from '../services/outbox.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { arrivalAt } from './arrival.ts'
import { emptyConversation, keep, turnWorkOf, utter } from './conversation.ts'
import type { Moved } from './engine.ts'
import { moved } from './response.ts'
import type { TurnDeps } from './run-turn.ts'
import { menuPlace } from './place.ts'
import { waitingView } from './speech.ts'

/** An event from outside, and the run of the flow it is for. */
export interface Told {
  readonly conversation: string
  readonly event: OutsideEvent | UserEvent
  readonly run: string
}

/**
 * Tells the flow that waits for it of an event from outside the chat; its reply is staged in the outbox, unless the
 * conversation is a page's own, which shows where it is by itself. Somebody who has moved on is not disturbed.
 *
 * @returns where it led, or null when nobody waits for it any more
 */
export async function tellFlow(
  deps: TurnDeps,
  told: Told,
  work: UnitOfWork,
): Promise<Moved | null> {
  const { assistant, engine } = deps
  const { now } = work
  const row = await work.get('conversations', told.conversation)
  if (row === null || row.stack.at(-1)?.run !== told.run) return null
  // The link has a lifetime of its own; the idle time is for those who have left.
  const { place } = arrivalAt(assistant, row, { now, flowIdleMs: Number.POSITIVE_INFINITY })
  if (place.stack.length === 0) return null
  const turn = turnWorkOf(row, work, row)
  const move = await engine.tell(turn, place, told.event)
  if (!move.isTaken) return null
  const waiting = waitingView(assistant, place, { locale: row.locale, now, page: null })
  const responding = { ...deps, turn, place, waiting, misses: 0, isFirst: false }
  const response = moved(responding, move)
  const said = utter(responding, response, row)
  keep(work, { row, said, place: response.place, trail: response.trail })
  const { reference, locale } = row
  if (reference !== pageReference) {
    post(deps, work, { message: { kind: 'chat', reference, locale, said: [said] } })
  }
  return move
}

/** The reference of a conversation that is a page's own: nothing is ever said there unasked. */
const pageReference = ''

/** A page that works on a flow of its own. */
export interface PageOpening {
  /** Its conversation's key. */
  readonly conversation: string
  readonly flow: FlowId
  readonly person: string
  readonly locale: Locale
  readonly given: unknown
}

/** Starts a flow in the conversation of a page; what was under way there is replaced. */
export async function startPage(
  deps: TurnDeps,
  opening: PageOpening,
  work: UnitOfWork,
): Promise<Moved> {
  const { conversation, flow, person, locale, given } = opening
  const turn = { work, conversation, person, locale, isSignedInChannel: false }
  const move = await deps.engine.start(turn, menuPlace, { flow, given })
  await work.get('conversations', conversation)
  work.put('conversations', {
    ...emptyConversation(conversation, locale, work.now),
    person,
    reference: pageReference,
    stack: move.place.stack,
    ended: move.place.ended,
  })
  return move
}
