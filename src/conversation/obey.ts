import type { CommandId } from '../flow/command.ts'
import type { FlowId } from '../flow/flow-id.ts'
import { localeFor } from '../flow/locale.ts'
import type { Choice } from '../flow/reply.ts'
import { endSession } from '../services/session.ts'
import type { Moved } from './engine.ts'
import { callersOf, menuPlace } from './place.ts'
import { moved, saying, textsOf, unmoved, type Responding, type Response } from './response.ts'

const deepestStack = 5

/** Starts a flow on top of what is under way; one that is under way already is only asked again. */
export async function startFlow(responding: Responding, flow: FlowId): Promise<Response> {
  const { assistant, engine, turn, place } = responding
  if (place.stack.some((stored) => stored.flow === flow)) return saying(responding, [])
  // Whoever turns from a step of a flow turns from that flow.
  const from = (callersOf(assistant, place).at(-1) ?? place.stack.at(-1))?.flow ?? null
  // Whoever has put aside this much has lost the thread; what is beneath is given up.
  const base = place.stack.length > deepestStack ? menuPlace : place
  return moved(responding, await engine.start(turn, base, { flow, given: { from } }))
}

/** Ends the session, and whatever was under way: the next person at this chat finds nothing of it. */
async function signOut(responding: Responding): Promise<Response> {
  const { work, conversation } = responding.turn
  const texts = textsOf(responding)
  if (!(await endSession(work, conversation))) return saying(responding, [texts.notSignedIn])
  const lead = { sentences: [texts.signedOut], asks: true, tellsNotice: false }
  return { ...unmoved, place: menuPlace, isMoved: true, lead }
}

function cancel(responding: Responding): Response {
  const texts = textsOf(responding)
  if (responding.place.stack.length === 0) return saying(responding, [texts.nothingToCancel])
  const lead = { sentences: [texts.cancelled], asks: true, tellsNotice: false }
  return { ...unmoved, place: menuPlace, isMoved: true, lead }
}

async function back(responding: Responding): Promise<Response> {
  const { turn, place, engine } = responding
  const texts = textsOf(responding)
  if (place.stack.length === 0) return saying(responding, [texts.nothingBefore])
  const move = await engine.tell(turn, place, { type: 'user.wentBack', at: turn.work.now })
  return move.isTaken ? moved(responding, move) : saying(responding, [texts.nothingBefore])
}

async function startOver(responding: Responding): Promise<Response> {
  const { turn, place, engine } = responding
  const outermost = place.stack[0]
  if (outermost === undefined) return saying(responding, [])
  const entry = { flow: outermost.flow, given: null }
  const move = await engine.start(turn, menuPlace, entry)
  return moved(responding, move, [textsOf(responding).startedOver])
}

function languageChoices({ assistant }: Responding): readonly Choice[] {
  return Object.entries(assistant.languageNames).map(([locale, name]) => ({
    id: `language:${locale}`,
    label: name,
    also: [],
  }))
}

function language(responding: Responding, argument: string | null): Response {
  const chosen = localeFor(argument)
  if (chosen === null) {
    const choices = languageChoices(responding)
    return saying(responding, [textsOf(responding).askLanguage], { asks: false, choices })
  }
  const said = responding.assistant.texts[chosen].languageChosen
  return { ...saying(responding, [said]), chosenLocale: chosen }
}

/** "status 1042" asks for a case; the plain word for where the person is. */
async function status(responding: Responding, argument: string | null): Promise<Response> {
  if (argument === null) return saying(responding, [responding.waiting.view.status])
  const { engine, turn, place } = responding
  const entry = { flow: 'my-case', given: { number: Number(argument) } } as const
  return moved(responding, await engine.start(turn, place, entry))
}

function toMenu(): Response {
  return {
    ...unmoved,
    place: menuPlace,
    isMoved: true,
    lead: { sentences: [], asks: true, tellsNotice: false },
  }
}

/** Does what a command says; each works wherever a question waits (design 4.5). */
export async function obey(
  responding: Responding,
  { command, argument }: { readonly command: CommandId; readonly argument: string | null },
): Promise<Response> {
  const { view } = responding.waiting
  switch (command) {
    case 'help':
      return saying(responding, [view.help])
    case 'status':
      return status(responding, argument)
    case 'why':
      return saying(responding, [view.why])
    case 'repeat':
      return saying(responding, [])
    case 'sign-out':
      return signOut(responding)
    case 'language':
      return language(responding, argument)
    case 'cancel':
    case 'back':
    case 'start-over':
    case 'person':
    case 'menu':
      return relocate(responding, command)
    default:
      return command satisfies never
  }
}

const talk = 'talk-to-support'

/** Whoever stops a step that a person offered them is with that person again; null where nobody waits beneath. */
async function backToTalk({ engine, turn, place }: Responding): Promise<Moved | null> {
  const beneath = place.stack.slice(0, -1).findLastIndex(({ flow }) => flow === talk)
  const stopped = place.stack[beneath + 1]
  if (beneath < 0 || stopped === undefined) return null
  const stack = place.stack.slice(0, beneath + 1)
  const { flow } = stopped
  const event = { type: 'flow.returned', flow, output: null, at: turn.work.now } as const
  const move = await engine.tell(turn, { stack, ended: null }, event)
  return move.isTaken ? move : null
}

type MovingCommand = Extract<CommandId, 'cancel' | 'back' | 'start-over' | 'person' | 'menu'>

async function relocate(responding: Responding, command: MovingCommand): Promise<Response> {
  const stops = command === 'cancel' || command === 'menu' || command === 'person'
  const talking = stops ? await backToTalk(responding) : null
  if (talking !== null) return moved(responding, talking)
  switch (command) {
    case 'cancel':
      return cancel(responding)
    case 'back':
      return back(responding)
    case 'start-over':
      return startOver(responding)
    case 'person':
      return startFlow(responding, 'talk-to-support')
    case 'menu':
      return toMenu()
    default:
      return command satisfies never
  }
}
