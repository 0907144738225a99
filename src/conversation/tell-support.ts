import type { SupportEvent } from '../flow/event.ts'
import type { ChatEvent, Said } from '../flow/reply.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import { post } from '../services/outbox.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { arrivalAt } from './arrival.ts'
import { keep, turnWorkOf, utter } from './conversation.ts'
import type { Moved, TurnWork } from './engine.ts'
import { menuPlace, type Place } from './place.ts'
import { moved, saying, textsOf, type Responding, type Response } from './response.ts'
import type { TurnDeps } from './run-turn.ts'
import { waitingView } from './speech.ts'

const talk = 'talk-to-support'

/** What a talk that begins without the person is begun with. */
function entranceOf(event: SupportEvent): Readonly<Record<string, unknown>> {
  const agent = 'name' in event ? event.name : null
  const entrance = event.type === 'support.ended' ? 'ended' : 'held'
  return { entrance, number: event.number, agent }
}

/** What is told of a case beside the words, to whoever follows Bot Framework's handoff protocol. */
function handoffOf(event: SupportEvent): ChatEvent | null {
  const state =
    event.type === 'support.joined'
      ? 'accepted'
      : event.type === 'support.ended'
        ? 'completed'
        : null
  if (state === null) return null
  return { name: 'handoff.status', value: { state, number: event.number }, transcript: [] }
}

interface Telling {
  readonly deps: TurnDeps
  readonly turn: TurnWork
  readonly place: Place
  readonly event: SupportEvent
}

/** Begins a talk on top of what is under way, and tells it what happened. */
async function begun({ deps, turn, place, event }: Telling): Promise<Moved> {
  const entry = { flow: talk, given: entranceOf(event) } as const
  const started = await deps.engine.start(turn, place, entry)
  const told = await deps.engine.tell(turn, started.place, event)
  return told.isTaken ? told : started
}

/**
 * Tells the talk that is under way, or begins one. A talk in which the person is just writing something else to
 * support is told too; one that waits for a step it offered is not disturbed.
 */
async function led(telling: Telling): Promise<Moved> {
  const { deps, turn, place, event } = telling
  const top = place.stack.at(-1)
  if (top?.flow !== talk) return begun(telling)
  const told = await deps.engine.tell(turn, place, event)
  if (told.isTaken) return told
  return begun({ ...telling, place: { ...menuPlace, stack: place.stack.slice(0, -1) } })
}

/** Somebody who is in the middle of a step that was offered hears a person's words and goes on. */
function aside(responding: Responding, event: SupportEvent): Response | null {
  if (event.type !== 'support.said') return null
  const { name, text } = event
  return saying(responding, [textsOf(responding).supportSaid({ name, text })])
}

async function responseTo(telling: Telling, responding: Responding): Promise<Response | null> {
  const { place, event } = telling
  const isBeneath = place.stack.slice(0, -1).some(({ flow }) => flow === talk)
  if (isBeneath) return aside(responding, event)
  const isTalking = place.stack.at(-1)?.flow === talk
  // Whoever has gone back to the assistant need not hear that the person has gone as well.
  if (!isTalking && event.type === 'support.left') return null
  return moved(responding, await led(telling))
}

interface Happened {
  readonly conversation: string
  readonly event: SupportEvent
}

/** Leads the chat on by one event and keeps where it then is; null when there is nothing to be said about it. */
async function utterance(
  deps: TurnDeps,
  { conversation, event }: Happened,
  work: UnitOfWork,
): Promise<Said | null> {
  const row = await work.get('conversations', conversation)
  if (row === null) return null
  const { assistant, flowIdleMs } = deps
  const { now } = work
  const { place } = arrivalAt(assistant, row, { now, flowIdleMs })
  const turn = turnWorkOf(row, work, row)
  const waiting = waitingView(assistant, place, { locale: row.locale, now, page: null })
  const responding = { ...deps, turn, place, waiting, misses: 0, isFirst: false }
  const response = await responseTo({ deps, turn, place, event }, responding)
  if (response === null) return null
  const said = utter(responding, { ...response, event: handoffOf(event) }, row)
  // Being spoken to is not being there: the person's own last word is what tells whether they have gone.
  keep(work, { row, said, place: response.place, lastAt: row.lastAt, trail: response.trail })
  return said
}

/**
 * Tells a user's chat what the people of support did in a case, inside a unit of work; what is said of several events
 * is staged in the outbox as one delivery, so that it is read in the order in which it happened.
 *
 * @returns the conversation as it was, or null when there is none to tell: forgotten, or a page's own
 */
export async function tellSupport(
  deps: TurnDeps,
  {
    conversation,
    events,
  }: { readonly conversation: string; readonly events: readonly SupportEvent[] },
  work: UnitOfWork,
): Promise<ConversationRow | null> {
  const row = await work.get('conversations', conversation)
  if (row === null || row.reference === '') return null
  const said: Said[] = []
  for (const event of events) {
    const each = await utterance(deps, { conversation, event }, work)
    if (each !== null) said.push(each)
  }
  const { reference, locale } = row
  if (said.length > 0) post(deps, work, { message: { kind: 'chat', reference, locale, said } })
  return row
}
