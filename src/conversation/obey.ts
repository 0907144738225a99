import type { Opening } from '../flow/assistant.ts'
import type { CommandId } from '../flow/command.ts'
import { startOf, type FlowCall, type FlowId } from '../flow/flow-call.ts'
import { localeFor } from '../flow/locale.ts'
import { endSession } from '../services/session.ts'
import { start, tell, type Moved } from './engine.ts'
import { callersWaiting, menuPlace, type Place } from './place.ts'
import { accountStanding } from './standing.ts'
import { stepChoice } from './step-choice.ts'
import { isUnable, waitingView } from './waiting.ts'
import { askAgain, askNext, goToMenu, type Response } from './speech.ts'
import { textsOf, type TurnContext } from './turn-context.ts'

const deepestStack = 5

/** Says that a flow cannot be had here, and offers a person where nothing else is under way. */
export function tellUnable(turn: TurnContext): Response {
  const again = askAgain(turn, [textsOf(turn).unable])
  if (turn.place.stack.length > 0) return again
  return { ...again, asks: false, choices: stepChoice(turn, turn.deps.assistant.support.flow) }
}

/**
 * Starts a flow on top of what is under way; one that is under way already is come back to.
 *
 * @param told the words it was asked for in, with what they tell besides; left out for a press of a button
 */
export async function startFlow(turn: TurnContext, flow: FlowId, told?: string): Promise<Response> {
  const { place, deps } = turn
  if (isUnable(deps.assistant, flow)) return tellUnable(turn)
  const under = place.stack.findLastIndex(({ dialog }) => dialog.id === flow)
  // What is in the words that told the situation just answered is not asked for again.
  const before = turn.memory.told
  if (under >= 0) return comeBackTo(turn, under, told ?? before)
  // A flow that was called stands for its outermost caller: that is what the person turns from.
  const from = (callersWaiting(place).at(-1) ?? place.stack.at(-1))?.dialog.id ?? null
  // So many flows put aside are given up: nobody knows any more what they were about.
  const base = place.stack.length > deepestStack ? menuPlace : place
  const entry = startOf(flow, { from })
  const opening = openingTold(turn, entry, [told ?? null, before])
  if (opening === null) return askNext(turn, await start(turn, base, entry))
  return askNext(turn, await openAt(turn, base, opening))
}

/** What words tell a flow: the first of them that tell it something. */
function openingTold(
  turn: TurnContext,
  entry: FlowCall,
  told: readonly (string | null)[],
): FlowOpening | null {
  for (const text of told) {
    const opening = openingIn(turn, entry.flow, text)
    if (opening !== null) return opening
  }
  return storyFor(turn, entry, told)
}

/** What is shorter tells no story; a Chinese sign says as much as three others. */
const shortestStory = 60

const isStory = (text: string | null): text is string =>
  text !== null && text.length + 2 * (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= shortestStory

/** A story that was told already is not asked for again by the people of support, but shown before it goes to them. */
function storyFor(
  { deps }: TurnContext,
  entry: FlowCall,
  told: readonly (string | null)[],
): FlowOpening | null {
  const text = entry.flow === deps.assistant.support.flow ? told.find(isStory) : undefined
  if (text === undefined) return null
  return { ...entry, kind: 'flow', replay: [{ type: 'user.answered', text }] }
}

/** Whether the flow above another is one that people turn to by themselves, so that they may turn back from it. */
const isTurnedTo = ({ deps, place }: TurnContext, under: number): boolean =>
  deps.assistant.menu.some((flow) => flow === place.stack[under + 1]?.dialog.id)

/**
 * Comes back to a flow that is under way: the flows above it end, and it goes on where it was put aside. The one that
 * waits is only asked again.
 *
 * @param under its index on the stack
 */
async function comeBackTo(
  turn: TurnContext,
  under: number,
  told: string | null,
): Promise<Response> {
  const { stack } = turn.place
  const flow = stack[under]
  // What it called goes on as its own part.
  const asking = stack.findIndex(({ prompt }, index) => index >= under && prompt !== null)
  if (flow === undefined || under === stack.length - 1) return askAgain(turn, [])
  if (asking === stack.length - 1) {
    const back = isTurnedTo(turn, under) ? await returnTo(turn, under) : null
    return back === null ? askAgain(turn, []) : askNext(turn, back)
  }
  const opening = openingIn(turn, flow.dialog.id, told)
  if (opening !== null) {
    const below = { stack: stack.slice(0, under), ended: null }
    return askNext(turn, await openAt(turn, below, opening))
  }
  const place = { stack: stack.slice(0, asking + 1), ended: null }
  return askNext(turn, { place, closings: [], isResumed: true, isTaken: true })
}

type FlowOpening = Extract<Opening, { kind: 'flow' }>

/** What words told of a flow besides the wish for it; null for nothing. */
function openingIn({ deps }: TurnContext, flow: FlowId, told: string | null): FlowOpening | null {
  if (told === null) return null
  const opening = deps.assistant.openingOf(flow, told, deps.settings)
  return opening?.kind === 'flow' && opening.flow === flow ? opening : null
}

/** Whether what is typed at a place goes to a person of support. */
function isTalk({ deps, row, work }: TurnContext, place: Place): boolean {
  if (place.stack.at(-1)?.prompt == null) return false
  const { locale, timeZone = deps.timeZone } = row
  const showing = { locale, now: work.now, timeZone, page: null }
  return waitingView(deps.assistant, place, showing).view.isQuiet === true
}

/** Starts a flow and tells it what is known already, as long as it is there to be told. */
export async function openAt(turn: TurnContext, base: Place, opening: FlowOpening): Promise<Moved> {
  let move = await start(turn, base, opening)
  for (const event of opening.replay) {
    // Words that were meant for the assistant go to no person of support unasked.
    if (isTalk(turn, move.place) || move.place.stack.length <= base.stack.length) break
    const told = await tell(turn, move.place, { ...event, at: turn.work.now })
    // What comes behind a press that is not offered belongs to what it would have led to.
    if (!told.isTaken) break
    move = told
  }
  return move
}

/** Ends the session and all that is under way, so that the next person at this chat finds nothing of it. */
async function signOut(turn: TurnContext): Promise<Response> {
  const { signedOut, notSignedIn } = textsOf(turn)
  const wasSignedIn = await endSession(turn.work, turn.row.key)
  return wasSignedIn ? goToMenu(turn, [signedOut]) : askAgain(turn, [notSignedIn])
}

function cancel(turn: TurnContext): Response {
  const { cancelled, nothingToCancel } = textsOf(turn)
  const isMenu = turn.place.stack.length === 0
  return isMenu
    ? askAgain(turn, [nothingToCancel])
    : goToMenu(turn, [cancelled, ...accountStanding(turn)])
}

async function goBack(turn: TurnContext): Promise<Response> {
  const { place, work } = turn
  const isMenu = place.stack.length === 0
  const move = isMenu ? null : await tell(turn, place, { type: 'user.wentBack', at: work.now })
  return move?.isTaken === true
    ? askNext(turn, move)
    : askAgain(turn, [textsOf(turn).nothingBefore])
}

async function startOver(turn: TurnContext): Promise<Response> {
  const outermost = turn.place.stack[0]
  if (outermost === undefined) return askAgain(turn, [])
  const move = await start(turn, menuPlace, startOf(outermost.dialog.id))
  return askNext(turn, move, [textsOf(turn).startedOver])
}

function chooseLanguage(turn: TurnContext, argument: string | null): Response {
  const { languageNames, texts } = turn.deps.assistant
  const chosen = localeFor(argument)
  if (chosen !== null) {
    return { ...askAgain(turn, [texts[chosen].languageChosen]), chosenLocale: chosen }
  }
  const choices = Object.entries(languageNames).map(([locale, name]) => ({
    id: `language:${locale}`,
    label: name,
    also: [],
  }))
  return { ...askAgain(turn, [textsOf(turn).askLanguage]), asks: false, choices }
}

/** Where the person is; at the menu their own case, when there is one. */
async function tellPlace(turn: TurnContext): Promise<Response> {
  const nowhere = askAgain(turn, [turn.waiting.view.status])
  // Whoever took their case back knows; it is told where they ask for it by name.
  if (turn.place.stack.length > 0 || turn.row.hasCase === false) return nowhere
  const move = await start(turn, menuPlace, turn.deps.assistant.caseStatus(null))
  return move.place.stack.length === 0 ? nowhere : askNext(turn, move)
}

/** "status 1042" asks for a case; the plain word for where the person is. */
async function tellStatus(turn: TurnContext, argument: string | null): Promise<Response> {
  if (argument === null) return tellPlace(turn)
  const entry = turn.deps.assistant.caseStatus(Number(argument))
  return askNext(turn, await start(turn, turn.place, entry))
}

/** What each command does; all work wherever a question waits (design 4.5). */
const orders: {
  readonly [C in CommandId]: (
    turn: TurnContext,
    argument: string | null,
  ) => Response | Promise<Response>
} = {
  help: (turn) => askAgain(turn, [turn.waiting.view.help]),
  status: tellStatus,
  why: (turn) => askAgain(turn, [turn.waiting.view.why]),
  repeat: (turn) => askAgain(turn, []),
  'sign-out': signOut,
  language: chooseLanguage,
  cancel,
  back: goBack,
  'start-over': startOver,
  person: async (turn, words) =>
    startFlow(turn, turn.deps.assistant.support.flow, words ?? undefined),
  menu: (turn) => goToMenu(turn, []),
}

/** Commands that stop what is under way, be it only a step that a person of support offered. */
const stopping: ReadonlySet<CommandId> = new Set(['cancel', 'menu', 'person'])

/**
 * Ends the flows above one and tells it, as if the flow it called had returned with nothing.
 *
 * @returns null when it does not wait for that flow
 */
async function returnTo(turn: TurnContext, under: number): Promise<Moved | null> {
  const { place, work } = turn
  const stopped = place.stack[under + 1]
  if (stopped === undefined) return null
  const stack = place.stack.slice(0, under + 1)
  const returned = { type: 'flow.returned', flow: stopped.dialog.id, output: null } as const
  const below = { stack, ended: null }
  const move = await tell(turn, below, { ...returned, at: work.now })
  return move.isTaken ? move : null
}

/** Goes back to a talk with support beneath; null when there is none, or when it does not wait for what is above. */
async function returnToTalk(turn: TurnContext): Promise<Moved | null> {
  const { flow: talk } = turn.deps.assistant.support
  const beneath = turn.place.stack.slice(0, -1).findLastIndex(({ dialog }) => dialog.id === talk)
  return beneath < 0 ? null : returnTo(turn, beneath)
}

/** Does what a command says. */
export async function obey(
  turn: TurnContext,
  { command, argument }: { readonly command: CommandId; readonly argument: string | null },
): Promise<Response> {
  const talking = stopping.has(command) ? await returnToTalk(turn) : null
  return talking === null ? orders[command](turn, argument) : askNext(turn, talking)
}
