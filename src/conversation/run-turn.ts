import type { FlowId } from '../flow/flow-call.ts'
import type { Locale } from '../flow/locale.ts'
import type { Said, Step } from '../flow/reply.ts'
import type { SituationId } from '../flow/situation.ts'
import { step } from '../flow/step.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import { expectTurn } from '../services/read-ahead.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { localeOf, newConversation, spokenIn } from './conversation.ts'
import { heardAs } from './heard.ts'
import { holdsSecret, intentOf, type Intent } from './intent.ts'
import { presentRow } from './memory.ts'
import {
  certainRepeat,
  editOf,
  fingerprint,
  keptSaid,
  likelyRepeat,
  remembered,
  replay,
  type Fingerprint,
} from './repeats.ts'
import { respond, welcome } from './respond.ts'
import { asksForSame, tellsWhatHappened } from './saying-again.ts'
import { askAgain, goToMenu, say, type Response } from './speech.ts'
import { accountStanding } from './standing.ts'
import { beginTurn, textsOf, type TurnContext, type TurnDeps } from './turn-context.ts'
import type { Turn } from './turn.ts'

/** What a delivery came to: what is said, and what the log tells of it. */
export interface TurnResult {
  readonly said: readonly Said[]
  /** `missed`: nothing could be made of it; `ignored`: it needs no answer, such as a repeat whose answer is not kept. */
  readonly outcome: 'answered' | 'missed' | 'repeated' | 'ignored' | 'outage' | 'bug'
  /** The question that waits afterwards; null when nothing was said. */
  readonly step: Step | null
  /** What the message was taken for; null when it was not read. */
  readonly intent: Intent | null
  /** The types of the effects that were performed. */
  readonly effects: readonly string[]
  /** The intent that the flow on top waits for, where the message came upon it; null otherwise. */
  readonly waitsFor: string | null
}

function repeated(said: readonly Said[]): TurnResult {
  const outcome = said.length === 0 ? 'ignored' : 'repeated'
  return {
    said,
    outcome,
    step: said.at(-1)?.step ?? null,
    intent: null,
    effects: [],
    waitsFor: null,
  }
}

/**
 * Whether the waiting question can do something with an intent. An answer is tried on the pure machine: that happens
 * only for words that were said twice within a minute.
 */
function leadsOn({ place, work }: TurnContext, intent: Intent): boolean {
  if (['stale', 'unclear', 'secret'].includes(intent.kind)) return false
  if (intent.kind === 'opening') return intent.opening.kind === 'flow'
  if (intent.kind !== 'answer') return true
  const top = place.stack.at(-1)
  if (top === undefined) return false
  const { rest } = step(top, { type: 'user.answered', text: intent.text, at: work.now })
  return rest.kind !== 'asking' || rest.prompt !== top.prompt
}

const toMenu: Intent = { kind: 'command', command: 'menu', argument: null }

/** Commands that end what is under way. */
const ending: readonly string[] = ['cancel', 'menu', 'start-over']

/** Commands that turn to something else, even while a directory has not told what came of a change. */
const leaving: readonly string[] = [...ending, 'person', 'sign-out']

/** Whether a message turns from a change that is still being made outside. */
function leaves(intent: Intent): boolean {
  return intent.kind === 'flow' || (intent.kind === 'command' && leaving.includes(intent.command))
}

/** The same turn at the menu: whatever waited on a directory is no longer waited for. */
function atMenu(turn: TurnContext): TurnContext {
  const { parked: _, ...row } = turn.row
  const { source, isFirst } = turn
  return beginTurn(turn.deps, turn.work, { row: { ...row, stack: [] }, source, isFirst })
}

async function responseOutside(turn: TurnContext, intent: Intent): Promise<Response> {
  const isSwitch = intent.kind === 'command' && intent.command === 'language'
  if (turn.place.parked !== undefined) return isSwitch ? respond(turn, intent) : askAgain(turn, [])
  const stops = intent.kind === 'command' && ending.includes(intent.command)
  const response = stops ? goToMenu(turn, []) : await respond(turn, intent)
  return { ...response, sentences: [textsOf(turn).outsideLeft, ...response.sentences] }
}

/** Responds; where a flow was lost that is said first, and words that were meant for it are taken for nothing else. */
async function responseTo(turn: TurnContext, { kind }: Turn, intent: Intent): Promise<Response> {
  if (kind === 'joined') return welcome(turn)
  if (turn.lost === null) return respond(turn, intent)
  const response = await respond(turn, leadsOn(turn, intent) ? intent : toMenu)
  const sentences = [textsOf(turn)[turn.lost], ...accountStanding(turn), ...response.sentences]
  return { ...response, isMoved: true, sentences }
}

const nothingOffered: readonly FlowId[] = []

/** The flows that were asked about, or else those among the buttons that took the place of the question's own. */
function offeredBy({ deps }: TurnContext, { choices, asked }: Response): readonly FlowId[] {
  if (choices === undefined) return nothingOffered
  const flows = [...deps.assistant.dialogs.keys()]
  return asked ?? choices.flatMap(({ id }) => flows.find((flow) => id === `start:${flow}`) ?? [])
}

/** What is sent of a message: while a person of support is talked with, the assistant may have nothing to say. */
const spoken = (said: Said): readonly Said[] => (said.text === '' ? [] : [said])

/** What a message tells of the chat besides its words. */
function toldBy(message: Turn, locale: Locale): Partial<ConversationRow> {
  const { reference, isSignedInChannel, timeZone = null, text } = message
  const zone = timeZone === null ? {} : { timeZone }
  return { locale, reference, isSignedInChannel, ...zone, ...spokenIn(text, locale) }
}

/** A delivery as what it says; null for an edit that says nothing here any more. */
const asSaid = (deps: TurnDeps, stored: ConversationRow | null, delivered: Turn): Turn | null =>
  delivered.kind === 'edited' ? editOf(deps, stored, delivered) : delivered

/** What a repeat is answered with, and a greeting by somebody who is here already; null for a new turn. */
function saidBefore(
  deps: TurnDeps,
  stored: ConversationRow | null,
  { message, print }: { readonly message: Turn; readonly print: Fingerprint },
): readonly Said[] | null {
  if (stored === null) return null
  const repeat = certainRepeat(deps, stored, { turn: message, print })
  if (repeat !== null) return replay(deps, stored, repeat)
  return message.kind === 'joined' ? [] : null
}

/** Whether the same question waits after a response as before it. */
function staysAt({ waiting: { step: before } }: TurnContext, { place }: Response): boolean {
  const top = place.stack.at(-1)
  const isMenu = top === undefined
  return isMenu
    ? before.stack.length === 0
    : top.dialog.id === before.flow && top.prompt === before.prompt
}

/** The case that words may be about after a turn; nothing where none was opened or taken back in it. */
function caseKept({
  effects,
  openedCase,
}: TurnContext['record']): Pick<ConversationRow, 'hasCase' | 'lastCase'> {
  const last = effects.findLast((effect) => effect === 'case.open' || effect === 'case.withdraw')
  if (last === undefined) return {}
  return { hasCase: last === 'case.open', ...(openedCase === null ? {} : { lastCase: openedCase }) }
}

const metBy = ({ met = [] }: ConversationRow, situation: SituationId): SituationId[] => [
  ...new Set([...met, situation]),
]

/** Commands that only ask something. */
const asking: readonly string[] = ['help', 'why', 'repeat', 'status']

/** Whoever greets begins anew, and whoever says goodbye has done. */
const parting: readonly string[] = ['greeting', 'goodbye']

/** Words that were met and changed nothing. */
const isAside = (intent: Intent): boolean =>
  intent.kind === 'declined' ||
  (intent.kind === 'smalltalk' && !parting.includes(intent.topic)) ||
  (intent.kind === 'command' && asking.includes(intent.command))

/** What somebody said, and what it was taken for. */
interface SaidHere {
  readonly text: string
  readonly intent: Intent
}

/**
 * The situation that was told and its words; what is not understood, and what only asks or says thanks, takes nothing from
 * what was told before it.
 */
function toldOf(
  { row, memory }: TurnContext,
  { situation = null, isMiss, keepsWords }: Response,
  { text, intent }: SaidHere,
): { readonly row: Partial<ConversationRow>; readonly told: string | null } {
  const isNew = situation !== null && (situation !== 'outside' || row.situation == null)
  if (isNew) return { row: { situation, met: metBy(row, situation) }, told: text }
  if (keepsWords === true) return { row: { situation: null }, told: text }
  if (isMiss || isAside(intent)) return { row: {}, told: memory.told }
  return { row: { situation: null }, told: null }
}

/** What is remembered of a response for the next turn. */
function keptOf(turn: TurnContext, response: Response, here: SaidHere) {
  const { isMiss, chosenLocale } = response
  const { row: situation, told } = toldOf(turn, response, here)
  const row: Partial<ConversationRow> = {
    chosenLocale: chosenLocale ?? turn.row.chosenLocale,
    misses: isMiss ? turn.row.misses + 1 : 0,
    ...situation,
    offered: offeredBy(turn, response),
    stayed: staysAt(turn, response),
    ...caseKept(turn.record),
  }
  return { row, told }
}

/** What a delivery is known by, before anything is made of it. */
interface Arrival {
  readonly key: string
  readonly message: Turn
  readonly isSecret: boolean
  readonly print: Fingerprint
}

/** The turn of a delivery that is no certain repeat, and what it means there. */
function begin(
  deps: TurnDeps,
  { message, isSecret, row: known }: Arrival & { readonly row: ConversationRow },
  { work, isFirst }: { readonly work: UnitOfWork; readonly isFirst: boolean },
) {
  const { source } = message
  const locale = localeOf(message, isFirst ? null : known, deps.defaultLocale)
  const row = { ...known, ...toldBy(message, locale) }
  const found = beginTurn(deps, work, { row, source, isFirst })
  const intent = intentOf(message, isSecret, found)
  const isOutside = found.place.parked !== undefined
  return { turn: isOutside && leaves(intent) ? atMenu(found) : found, intent, isOutside }
}

/** Responds to a delivery, and stages the conversation as it then is. */
async function take(
  deps: TurnDeps,
  arrival: Arrival & { readonly row: ConversationRow },
  { turn, intent, isOutside }: ReturnType<typeof begin>,
): Promise<TurnResult> {
  const { row, message, print } = arrival
  const response = isOutside
    ? await responseOutside(turn, intent)
    : await responseTo(turn, message, intent)
  const { isMiss } = response
  const said = say(turn, response, {
    heard: heardAs(message, intent, isMiss),
    mayRepeat: asksForSame(intent) || response.isWhole === true,
    keepsLead: tellsWhatHappened(intent) || turn.record.effects.length > 0,
    kept(each) {
      const { row: next, told } = keptOf(turn, response, { text: message.text, intent })
      return {
        row: { ...next, ...remembered(deps, row, { receivedAt: message.receivedAt, print }) },
        memory: { told, heard: print.heard, said: keptSaid(spoken(each)) },
      }
    },
  })
  const outcome = isMiss ? 'missed' : 'answered'
  const { effects } = turn.record
  const waitsFor = isOutside ? (turn.place.parked ?? null) : null
  return { said: spoken(said), outcome, step: said.step, intent, effects, waitsFor }
}

/**
 * Runs one turn inside a unit of work that somebody else commits: repeats are answered from their record, everything
 * else once, and the conversation is staged as it then is.
 */
export async function runTurn(
  deps: TurnDeps,
  { key, message: delivered }: { readonly key: string; readonly message: Turn },
  work: UnitOfWork,
): Promise<TurnResult> {
  await expectTurn(work, key, { text: delivered.text, ids: deps.settings.accountIds })
  const found = await work.get('conversations', key)
  const stored = found === null ? null : presentRow(found, deps.sealer)
  const message = asSaid(deps, stored, delivered)
  if (message === null) return repeated([])
  const isSecret = holdsSecret(message)
  const print = fingerprint(deps.sealer, message, isSecret)
  const repeat = saidBefore(deps, stored, { message, print })
  if (repeat !== null) return repeated(repeat)

  const row = stored ?? newConversation(deps, key, message)
  const arrival = { key, message, isSecret, print, row }
  const begun = begin(deps, arrival, { work, isFirst: stored === null })
  const again = likelyRepeat(begun.turn, message, print)
  if (again !== null && !leadsOn(begun.turn, begun.intent))
    return repeated(replay(deps, row, again))
  return take(deps, arrival, begun)
}
