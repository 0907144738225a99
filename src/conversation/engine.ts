import type { Assistant, FlowSettings } from '../flow/assistant.ts'
import type { Answer } from '../flow/answer.ts'
import type { Closing } from '../flow/dialog.ts'
import { inertText } from '../domain/inert-text.ts'
import type { TrailMark } from '../domain/trail.ts'
import type { Effect } from '../flow/effect.ts'
import type { FlowEvent } from '../flow/event.ts'
import type { FlowId } from '../flow/flow-id.ts'
import type { Locale } from '../flow/locale.ts'
import type { ChatEvent } from '../flow/reply.ts'
import { enter, promptWaiting, step, type Stepped } from '../flow/step.ts'
import type { StoredFlow } from '../flow/stored-flow.ts'
import type { Random } from '../ports/random.ts'
import type { Perform } from '../services/perform.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { callersOf, dialogOf, type Place } from './place.ts'

/** The turn that an event is part of. */
export interface TurnWork {
  readonly work: UnitOfWork
  readonly conversation: string
  readonly person: string
  readonly locale: Locale
  readonly isSignedInChannel: boolean
}

/** Where an event led. */
export interface Moved {
  readonly place: Place
  /** A page that was offered on the way; it is shown now and stored nowhere in clear. */
  readonly page: { readonly url: string; readonly words: string } | null
  /** What the flow that ended said in closing. */
  readonly closings: readonly string[]
  /** Whether a flow that had been paused waits again. */
  readonly isResumed: boolean
  /** False when the waiting flow knew nothing to do with the event. */
  readonly isTaken: boolean
  /** What was tried on the way. */
  readonly trail: readonly TrailMark[]
  /** That a person was asked for, to whoever follows Bot Framework's handoff protocol; or null. */
  readonly event: ChatEvent | null
}

export interface EngineDeps {
  readonly assistant: Assistant
  readonly settings: FlowSettings
  readonly perform: Perform
  readonly random: Random
}

/** Advances flows: the loop between the pure machines and the world. */
export interface Engine {
  /** Puts a flow on the stack and runs it to its first question. */
  start(
    turn: TurnWork,
    place: Place,
    entry: { readonly flow: FlowId; readonly given: unknown },
  ): Promise<Moved>
  /** Tells the waiting flow an event. */
  tell(turn: TurnWork, place: Place, event: FlowEvent): Promise<Moved>
  /** Takes a choice that a caller of the waiting flow left open: the flows above it end. */
  detour(turn: TurnWork, place: Place, choice: string): Promise<Moved>
}

/** The flow that is being advanced, and those beneath it. */
interface Running {
  readonly below: readonly StoredFlow[]
  readonly top: StoredFlow
  readonly stepped: Stepped
}

/** One advance from one question to the next. */
interface Advance {
  readonly deps: EngineDeps
  readonly turn: TurnWork
  page: Moved['page']
  /** What flows that went back to their callers had to say. */
  readonly handbacks: string[]
  readonly trail: TrailMark[]
  event: ChatEvent | null
}

/** More steps than any flow takes between two questions: a loop is a bug and must not hold the turn. */
const mostHops = 32

const runBytes = 12

function pushed(
  { deps, turn }: Advance,
  below: readonly StoredFlow[],
  { flow, given }: { readonly flow: FlowId; readonly given: unknown },
): Running {
  const dialog = dialogOf(deps.assistant, flow)
  const at = turn.work.now
  const stepped = enter(dialog, { at, ...deps.settings, given })
  const { value, context } = stepped
  const run = Buffer.from(deps.random.bytes(runBytes)).toString('base64url')
  const top = { flow, version: dialog.version, run, startedAt: at, value, context }
  return { below, top, stepped }
}

function told({ deps }: Advance, stack: readonly StoredFlow[], event: FlowEvent): Running {
  const stored = stack.at(-1)
  if (stored === undefined) throw new Error('no flow is under way to be told anything')
  const stepped = step(dialogOf(deps.assistant, stored.flow), stored, event)
  const top = { ...stored, value: stepped.value, context: stepped.context }
  return { below: stack.slice(0, -1), top, stepped }
}

/** The most of a person's words that goes along with a handoff. */
const mostTold = 2_000

/** Bot Framework's handoff protocol: that a person is wanted, why, and what was said about it. */
function handoffOf(
  { number, isNew }: Extract<Answer, { type: 'case.opened' }>,
  { from, problem }: Extract<Effect, { type: 'case.open' }>,
): ChatEvent | null {
  if (!isNew) return null
  // Whoever takes over reads it as the desk does: somebody else's words, in which nothing leads anywhere.
  const transcript = [{ by: 'user', text: inertText(problem, mostTold) }] as const
  return { name: 'handoff.initiate', value: { number, from }, transcript }
}

/** Does what a working flow asked for, and tells it the answer; calling a flow puts it on top. */
async function worked(advance: Advance, { below, top, stepped }: Running): Promise<Running> {
  if (stepped.rest.kind !== 'working') throw new Error('only a working flow has an effect')
  const { effect } = stepped.rest
  const stack = [...below, top]
  if (effect.type === 'flow.call') return pushed(advance, stack, effect)
  const { turn, deps } = advance
  const { flow, run } = top
  const callerRun = below.at(-1)?.run ?? null
  const mark = (each: TrailMark): void => {
    advance.trail.push(each)
  }
  const answer = await deps.perform({ ...turn, flow, run, callerRun, mark }, effect)
  if (answer.type === 'case.opened' && effect.type === 'case.open') {
    advance.event = handoffOf(answer, effect)
  }
  if (answer.type === 'page.offered') advance.page = { url: answer.url, words: answer.words }
  return told(advance, stack, { ...answer, at: turn.work.now })
}

/** Tells the flow that called a finished one what it came to; null when nobody called it. */
function returned(advance: Advance, { below, top }: Running, output: unknown): Running | null {
  const caller = below.at(-1)
  if (caller === undefined) return null
  const dialog = dialogOf(advance.deps.assistant, caller.flow)
  if (promptWaiting(dialog, caller) !== null) return null
  const at = advance.turn.work.now
  const closing = closingOf(advance, top, output)
  const handback = closing?.handback ?? (dialog.retellsClosings ? closing?.text : undefined)
  if (handback !== undefined) advance.handbacks.push(handback)
  return told(advance, below, { type: 'flow.returned', flow: top.flow, output, at })
}

function closingOf({ deps, turn }: Advance, top: StoredFlow, output: unknown): Closing | null {
  const { closing } = dialogOf(deps.assistant, top.flow)
  return closing?.(output, turn.locale, turn.work.now) ?? null
}

function closed(advance: Advance, { below, top }: Running, output: unknown): Moved {
  const { page, handbacks, trail, event } = advance
  const text = closingOf(advance, top, output)?.text
  const isResumed = below.length > 0
  return {
    place: { stack: below, ended: isResumed ? null : { flow: top.flow, output } },
    page,
    closings: text === undefined ? handbacks : [...handbacks, text],
    isResumed,
    isTaken: true,
    trail,
    event,
  }
}

/** Runs until a flow asks, or until nothing is left to run. */
async function settle(advance: Advance, begun: Running): Promise<Moved> {
  let running = begun
  for (let hop = 0; hop < mostHops; hop += 1) {
    const { below, top, stepped } = running
    const { rest } = stepped
    if (rest.kind === 'asking') {
      const place: Place = { stack: [...below, top], ended: null }
      const { taken: isTaken } = begun.stepped
      const { page, handbacks: closings, trail, event } = advance
      return { place, page, closings, isResumed: false, isTaken, trail, event }
    }
    const next =
      rest.kind === 'working'
        ? await worked(advance, running)
        : returned(advance, running, rest.output)
    if (next === null) {
      return closed(advance, running, rest.kind === 'finished' ? rest.output : null)
    }
    running = next
  }
  throw new Error(`${begun.top.flow} came to no rest in ${mostHops} steps`)
}

async function detoured(advance: Advance, place: Place, choice: string): Promise<Moved> {
  const event: FlowEvent = { type: 'user.chose', choice, at: advance.turn.work.now }
  for (const caller of callersOf(advance.deps.assistant, place)) {
    const stack = place.stack.slice(0, place.stack.indexOf(caller) + 1)
    const running = told(advance, stack, event)
    if (running.stepped.taken) return settle(advance, running)
  }
  return {
    place,
    page: null,
    closings: [],
    isResumed: false,
    isTaken: false,
    trail: [],
    event: null,
  }
}

/** Makes the engine over a set of dialogs and a way to perform their effects. */
export function createEngine(deps: EngineDeps): Engine {
  const begin = (turn: TurnWork): Advance => ({
    deps,
    turn,
    page: null,
    handbacks: [],
    trail: [],
    event: null,
  })
  return {
    async start(turn, place, entry) {
      const advance = begin(turn)
      return settle(advance, pushed(advance, place.stack, entry))
    },
    async tell(turn, place, event) {
      const advance = begin(turn)
      return settle(advance, told(advance, place.stack, event))
    },
    async detour(turn, place, choice) {
      return detoured(begin(turn), place, choice)
    },
  }
}
