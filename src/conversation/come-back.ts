import { post } from '../services/outbox.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { keep, turnWorkOf, utter } from './conversation.ts'
import type { Moved, TurnWork } from './engine.ts'
import { menuPlace } from './place.ts'
import { moved, textsOf } from './response.ts'
import type { TurnDeps } from './run-turn.ts'
import { waitingView } from './speech.ts'

/** Somebody who came by the link of a message, and the case they came for. */
export interface ComingBack {
  readonly conversation: string
  readonly number: number
  /** Whether people still work on the case; otherwise it was solved, and its rating is asked for. */
  readonly isOpen: boolean
  readonly agent: string | null
  /** Who opened a way back that may be used now, by name (S91); null where none is open. */
  readonly grantedBy: string | null
}

async function led(deps: TurnDeps, coming: ComingBack, turn: TurnWork): Promise<Moved> {
  const { number, agent, isOpen, grantedBy: name } = coming
  const given = isOpen ? null : { entrance: 'ended', number, agent }
  const started = await deps.engine.start(turn, menuPlace, { flow: 'talk-to-support', given })
  if (!isOpen || name === null) return started
  const event = { type: 'support.granted', name, number, at: turn.work.now } as const
  const told = await deps.engine.tell(turn, started.place, event)
  return told.isTaken ? { ...told, trail: [...started.trail, ...told.trail] } : started
}

/**
 * Takes a conversation up again for whoever came by the link of a message. They need not be who was there before, so
 * every flow that was under way ends, with whatever had been shown in it; the talk with support begins anew.
 * Nothing happens in a conversation that is forgotten, or a page's own.
 */
export async function comeBack(
  deps: TurnDeps,
  coming: ComingBack,
  work: UnitOfWork,
): Promise<void> {
  const row = await work.get('conversations', coming.conversation)
  if (row === null || row.reference === '') return
  const turn = turnWorkOf(row, work, row)
  const { assistant } = deps
  const view = { locale: row.locale, now: work.now, page: null }
  const waiting = waitingView(assistant, menuPlace, view)
  const responding = { ...deps, turn, place: menuPlace, waiting, misses: 0, isFirst: false }
  const move = await led(deps, coming, turn)
  const response = moved(responding, move, [textsOf(responding).cameBack])
  const said = utter(responding, response, row)
  keep(work, {
    row: { ...row, lastLogin: null, misses: 0 },
    said,
    place: response.place,
    trail: response.trail,
  })
  const { reference, locale } = row
  post(deps, work, { message: { kind: 'chat', reference, locale, said: [said] } })
}
