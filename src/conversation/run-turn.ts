import type { Assistant, FlowSettings } from '../flow/assistant.ts'
import type { Locale } from '../flow/locale.ts'
import type { Said } from '../flow/reply.ts'
import { step } from '../flow/step.ts'
import type { Clock } from '../ports/clock.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import { expectTurn } from '../services/read-ahead.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import type { Heard, Understood } from '../text/meaning.ts'
import { arrivalAt, type Arrival } from './arrival.ts'
import { keep, newConversation, turnWorkOf, utter } from './conversation.ts'
import type { Engine } from './engine.ts'
import { intentOf, type Intent } from './intent.ts'
import { localeOf } from './locale.ts'
import { waitingAt, type Place } from './place.ts'
import {
  answeredTurn,
  certainRepeat,
  fingerprint,
  type Fingerprint,
  likelyRepeat,
  remembered,
  replay,
} from './repeats.ts'
import { respond, welcome } from './respond.ts'
import type { Responding, Response } from './response.ts'
import { waitingView } from './speech.ts'
import type { Turn } from './turn.ts'

export interface TurnDeps {
  readonly assistant: Assistant
  readonly engine: Engine
  readonly understand: (heard: Heard) => Understood
  readonly settings: FlowSettings
  readonly sealer: Sealer
  readonly random: Random
  readonly clock: Clock
  readonly defaultLocale: Locale
  readonly providerName: string
  readonly flowIdleMs: number
}

/** One delivery in the conversation it came to. */
interface Delivery {
  readonly turn: Turn
  readonly row: ConversationRow
  readonly isFirst: boolean
}

type Arrived = Responding & Pick<Arrival, 'lost'>

function arrive(deps: TurnDeps, { turn, row, isFirst }: Delivery, work: UnitOfWork): Arrived {
  const { assistant, flowIdleMs } = deps
  const locale = localeOf(turn, isFirst ? null : row, deps.defaultLocale)
  const arrival = arrivalAt(assistant, row, { now: work.now, flowIdleMs })
  return {
    ...deps,
    ...arrival,
    isFirst,
    misses: row.misses,
    turn: turnWorkOf(row, work, { locale, isSignedInChannel: turn.isSignedInChannel }),
    waiting: waitingView(assistant, arrival.place, { locale, now: work.now, page: null }),
  }
}

/** Whether the waiting question can do something with an intent, tried on the pure machine. */
function leadsOn({ assistant, place, turn }: Arrived, intent: Intent): boolean {
  if (['stale', 'unclear', 'secret'].includes(intent.kind)) return false
  if (intent.kind === 'opening') return intent.opening.kind === 'flow'
  return intent.kind !== 'answer' || takesAnswer(assistant, place, intent.text, turn.work.now)
}

function takesAnswer(assistant: Assistant, place: Place, ...[text, at]: [string, number]): boolean {
  const waiting = waitingAt(assistant, place)
  if (waiting === null) return false
  const event = { type: 'user.answered', text, at } as const
  const { rest } = step(waiting.dialog, waiting.stored, event)
  return rest.kind !== 'asking' || rest.prompt !== waiting.prompt
}

/** What was lost is said first; words that were meant for a lost flow are not taken for anything else. */
async function responseTo(arrived: Arrived, turn: Turn, intent: Intent): Promise<Response> {
  if (turn.kind === 'joined') return welcome(arrived)
  if (arrived.lost === null) return respond(arrived, intent)
  const toMenu: Intent = { kind: 'command', command: 'menu', argument: null }
  const response = await respond(arrived, leadsOn(arrived, intent) ? intent : toMenu)
  const sentence = arrived.assistant.texts[arrived.turn.locale][arrived.lost]
  const { lead } = response
  return { ...response, isMoved: true, lead: { ...lead, sentences: [sentence, ...lead.sentences] } }
}

/** A turn that was responded to. */
interface Responded {
  readonly arrived: Arrived
  readonly response: Response
  readonly row: ConversationRow
  readonly turn: Turn
  readonly print: Fingerprint
}

/** Puts a response into words and stages the conversation as it then is. */
function concluded(
  deps: TurnDeps,
  { arrived, response, row, turn, print }: Responded,
  work: UnitOfWork,
): readonly Said[] {
  const said = utter(arrived, response, row)
  // Whoever talks with a person is not answered by the assistant, which has nothing of its own to say.
  const told = said.text === '' ? [] : [said]
  const answered = answeredTurn(deps, { turn, print, question: row.question, said: told })
  const { reference, isSignedInChannel } = turn
  keep(work, {
    said,
    place: response.place,
    trail: response.trail,
    row: {
      ...row,
      ...remembered(row, answered),
      chosenLocale: response.chosenLocale ?? row.chosenLocale,
      misses: response.isMiss ? row.misses + 1 : 0,
      reference,
      isSignedInChannel,
    },
  })
  return told
}

/**
 * Runs one turn inside a unit of work that somebody else commits: repeats are answered from their record, everything
 * else once, and the conversation is staged as it then is.
 *
 * @returns what is to be said once the work is committed
 */
export async function runTurn(
  deps: TurnDeps,
  { key, turn }: { readonly key: string; readonly turn: Turn },
  work: UnitOfWork,
): Promise<readonly Said[]> {
  await expectTurn(work, key, turn.text)
  const stored = await work.get('conversations', key)
  const print = fingerprint(deps.sealer, turn)
  const repeat = stored === null ? null : certainRepeat(stored, turn, print)
  if (repeat !== null) return replay(deps, repeat)
  if (stored !== null && turn.kind === 'joined') return []
  const row = stored ?? newConversation(deps, key, turn)
  const arrived = arrive(deps, { turn, row, isFirst: stored === null }, work)
  const intent = intentOf(turn, { waiting: arrived.waiting, question: row.question }, deps)
  const again = likelyRepeat(row, turn, print)
  if (again !== null && !leadsOn(arrived, intent)) return replay(deps, again)
  const response = await responseTo(arrived, turn, intent)
  return concluded(deps, { arrived, response, row, turn, print }, work)
}
