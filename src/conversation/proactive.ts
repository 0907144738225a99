import type { CameBackFor } from '../flow/assistant.ts'
import type { OutsideEvent, SupportEvent, UserEvent } from '../flow/event.ts'
import type { FlowCall } from '../flow/flow-call.ts'
import type { Locale } from '../flow/locale.ts'
import type { PageView } from '../flow/page-view.ts'
import type { ChatEvent, Said } from '../flow/reply.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import { post } from '../services/outbox.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { emptyConversation } from './conversation.ts'
import { start, tell, type Moved } from './engine.ts'
import { keptStack, noMemory, readConversation, sealedMemory } from './memory.ts'
import { menuPlace, placeOf, type Place } from './place.ts'
import { askAgain, askNext, say, type Response } from './speech.ts'
import { beginTurn, textsOf, type TurnContext, type TurnDeps } from './turn-context.ts'

/**
 * What happens in a conversation without a message of its person: a page, the people of support and links lead it on,
 * and what is said of it is a proactive message, staged in the outbox of the same unit of work.
 */

/** The reference of a conversation that is a page's own: it shows where it is by itself, and nothing is sent there. */
const pageReference = ''

/** Stages words to a chat that did not ask; nothing for a page's own. */
export function postTo(
  { deps, work, row }: Pick<TurnContext, 'deps' | 'work' | 'row'>,
  said: readonly Said[],
): void {
  const { reference, locale } = row
  if (reference === pageReference || said.length === 0) return
  post(deps, work, { message: { kind: 'chat', reference, locale, said } })
}

/** An event from outside the chat, and the run of the flow it is for. */
export interface FlowTold {
  readonly conversation: string
  readonly event: OutsideEvent | UserEvent
  readonly run: string
  /** Keyed handle of the network that a page's form came from; none for what no person sent. */
  readonly source?: string | null
}

/** Tells a flow an event from outside the chat, if it still waits on top of its conversation; otherwise does nothing. */
export async function tellFlow(deps: TurnDeps, told: FlowTold, work: UnitOfWork): Promise<void> {
  const row = await work.get('conversations', told.conversation)
  if (row === null || row.stack.at(-1)?.run !== told.run) return
  // The link that leads here has a lifetime of its own, so the idle time of flows does not count.
  const { source = null } = told
  const turn = beginTurn(deps, work, { row, source, flowIdleMs: Number.POSITIVE_INFINITY })
  if (turn.place.stack.length === 0) return
  const move = await tell(turn, turn.place, told.event)
  if (!move.isTaken) return
  const said = say(turn, askNext(turn, move))
  // What comes of a change outside is said once it is known.
  if (move.place.parked === undefined) postTo(turn, [said])
}

/** A page that works on a flow of its own. */
export type PageOpening = FlowCall & {
  /** Its conversation's key. */
  readonly conversation: string
  readonly person: string
  readonly locale: Locale
}

/** Starts a flow in the conversation of a page, in place of what was under way there. @returns the flow's run */
export async function startPage(
  deps: TurnDeps,
  opening: PageOpening,
  work: UnitOfWork,
): Promise<string | null> {
  const { conversation, person, locale } = opening
  await work.get('conversations', conversation)
  const row = { ...emptyConversation(conversation, locale, work.now), person }
  const turn = beginTurn(deps, work, { row })
  const { place } = await start(turn, menuPlace, opening)
  const { stack, contexts } = keptStack(place.stack)
  const memory = sealedMemory({ ...noMemory, contexts }, deps.sealer)
  work.put('conversations', { ...turn.row, stack, memory, ended: place.ended })
  return stack.at(-1)?.run ?? null
}

/**
 * What a page shows of the flow that waits in its conversation, however long it was idle; null when none does.
 *
 * @throws Error for a flow that has nothing to show on a page
 */
export function pageViewOf(deps: TurnDeps, row: ConversationRow): PageView | null {
  const { place } = placeOf(deps, readConversation(row, deps.sealer), {
    now: 0,
    flowIdleMs: Number.POSITIVE_INFINITY,
  })
  const top = place.stack.at(-1)
  if (top === undefined) return null
  const { dialog, stored, prompt } = top
  const view = prompt === null ? undefined : dialog.pageView?.(prompt, stored.context)
  if (view === undefined) throw new Error(`${dialog.id} has nothing to show on a page`)
  return view
}

/** What support did in a case, and the event activity that goes along with what is said of it. */
export interface SupportTold {
  readonly conversation: string
  readonly events: readonly { readonly event: SupportEvent; readonly activity: ChatEvent | null }[]
}

/** Starts a talk with support on top of a place, and tells it an event if there is one that it takes. */
async function startTalk(
  turn: TurnContext,
  place: Place,
  { call, event }: { readonly call: FlowCall; readonly event: SupportEvent | null },
): Promise<Moved> {
  const started = await start(turn, place, call)
  const told = event === null ? started : await tell(turn, started.place, event)
  return told.isTaken ? told : started
}

/** Tells the talk on top; where that knows nothing to do with the event, a new talk takes its place. */
async function tellTalk(turn: TurnContext, event: SupportEvent): Promise<Moved> {
  const { place, deps } = turn
  const told = await tell(turn, place, event)
  if (told.isTaken) return told
  const below = { stack: place.stack.slice(0, -1), ended: null }
  return startTalk(turn, below, { call: deps.assistant.support.startFor(event), event })
}

/** What is said of an event of support; null when it need not be. */
async function responseTo(turn: TurnContext, event: SupportEvent): Promise<Response | null> {
  const { flow: talk, startFor } = turn.deps.assistant.support
  const [top, ...beneath] = turn.place.stack.map(({ dialog }) => dialog.id).toReversed()
  if (beneath.includes(talk)) {
    // In the middle of a step that support offered, the person hears its words and goes on.
    if (event.type !== 'support.said') return null
    const { name, text } = event
    return askAgain(turn, [textsOf(turn).supportSaid({ name, text })])
  }
  if (top === talk) return askNext(turn, await tellTalk(turn, event))
  // The person has left the talk already; that support left it too is not said.
  if (event.type === 'support.left') return null
  return askNext(turn, await startTalk(turn, turn.place, { call: startFor(event), event }))
}

/**
 * Tells a user's chat what the people of support did in a case. What is said of several events is one delivery, so that
 * it is read in the order in which it happened.
 *
 * @returns the conversation as it was, or null when there is none to tell: forgotten, or a page's own
 */
export async function tellSupport(
  deps: TurnDeps,
  { conversation, events }: SupportTold,
  work: UnitOfWork,
): Promise<ConversationRow | null> {
  const before = await work.get('conversations', conversation)
  if (before === null || before.reference === pageReference) return null
  const said: Said[] = []
  let row = before
  for (const { event, activity } of events) {
    const turn = beginTurn(deps, work, { row })
    const response = await responseTo(turn, event)
    if (response === null) continue
    turn.record.event = activity
    // Only a message from the person resets the idle clock; one to them does not.
    said.push(say(turn, response, { kept: () => ({ row: { lastAt: turn.row.lastAt } }) }))
    row = (await work.get('conversations', conversation)) ?? row
  }
  postTo({ deps, work, row: before }, said)
  return before
}

/** Somebody who came by the link of a message, and the case they came for. */
export interface ComingBack extends CameBackFor {
  readonly conversation: string
  /** Who opened a way back that may be used now, by name (S91); null where none is open. */
  readonly grantedBy: string | null
}

/**
 * Takes a conversation up again for somebody who came by the link of a message. They need not be who was there before,
 * so all flows under way end, with what had been shown in them, and the talk with support begins anew. Nothing happens
 * in a conversation that is forgotten or a page's own.
 */
export async function comeBack(
  deps: TurnDeps,
  coming: ComingBack,
  work: UnitOfWork,
): Promise<void> {
  const row = await work.get('conversations', coming.conversation)
  if (row === null || row.reference === pageReference) return
  const nothing = { stack: [], ended: null, lastLogin: null, misses: 0 }
  const turn = beginTurn(deps, work, { row: { ...row, ...nothing } })
  const { number, isOpen, grantedBy: name } = coming
  const granted = { type: 'support.granted', number, at: work.now } as const
  const event = isOpen && name !== null ? { ...granted, name } : null
  const call = deps.assistant.support.startBack(coming)
  const move = await startTalk(turn, menuPlace, { call, event })
  const said = say(turn, askNext(turn, move, [textsOf(turn).cameBack]), {
    kept: () => ({ row: { situation: null }, memory: { told: null } }),
  })
  postTo(turn, [said])
}
