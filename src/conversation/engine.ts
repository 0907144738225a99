import type { Dialog } from '../flow/dialog.ts'
import type { Effect } from '../flow/effect.ts'
import { returned, type FlowCall } from '../flow/flow-call.ts'
import type { FlowEvent } from '../flow/event.ts'
import { enter, step, type LiveFlow, type Stepped } from '../flow/step.ts'
import type { WorldEffect } from '../services/perform.ts'
import { callersWaiting, dialogOf, type Place } from './place.ts'
import { momentOf, type TurnContext } from './turn-context.ts'

/** Where an event led the stack of flows. */
export interface Moved {
  readonly place: Place
  /** What the flows that ended said in closing. */
  readonly closings: readonly string[]
  /** Whether a flow that had been paused waits again. */
  readonly isResumed: boolean
  /** False when the waiting flow knew nothing to do with the event; nothing has happened then. */
  readonly isTaken: boolean
}

/** The flow that just took a step, and those beneath it. */
interface Running {
  readonly below: readonly LiveFlow[]
  readonly stepped: Stepped
}

/** More steps than any flow takes between two questions: a loop is a bug and must not hold the turn. */
const mostHops = 32

const runBytes = 12

function push(
  { deps, work }: TurnContext,
  below: readonly LiveFlow[],
  { flow, given }: FlowCall,
): Running {
  const input = { at: work.now, ...deps.settings, given }
  const run = Buffer.from(deps.random.bytes(runBytes)).toString('base64url')
  return { below, stepped: enter(dialogOf(deps.assistant, flow), input, run) }
}

function tellTop(stack: readonly LiveFlow[], event: FlowEvent): Running {
  const top = stack.at(-1)
  if (top === undefined) throw new Error('no flow is under way to be told anything')
  return { below: stack.slice(0, -1), stepped: step(top, event) }
}

/** Has an effect performed in the turn's unit of work, and keeps what it brings about in the turn's record. */
async function perform(
  turn: TurnContext,
  { below, stepped: { flow } }: Running,
  effect: WorldEffect,
) {
  const { deps, work, record } = turn
  const { key: conversation, person, locale, isSignedInChannel } = turn.row
  const startedAt = deps.clock.now()
  const answer = await deps.perform(
    {
      work,
      conversation,
      person,
      source: turn.source,
      locale,
      isSignedInChannel,
      flow: flow.dialog.id,
      run: flow.stored.run,
      callerRun: below.at(-1)?.stored.run ?? null,
      mark: (mark) => {
        record.trail.push(mark)
      },
      announce: (event) => {
        record.event = event
      },
    },
    effect,
  )
  if (answer.type === 'page.offered') record.page = { url: answer.url, words: answer.words }
  if ('resendAt' in answer) record.resendAt = answer.resendAt
  if (answer.type === 'case.opened') record.openedCase = answer.number
  record.effects.push(effect.type)
  const ms = deps.clock.now() - startedAt
  deps.log.debug('effect.done', { type: effect.type, answer: answer.type, ms })
  return answer
}

/** A flow that rests in its effect until an intent is concluded. */
interface Parked {
  readonly parked: string
}

/** Does what a working flow asked for, and tells it the answer; calling a flow puts that on top. */
async function answerEffect(
  turn: TurnContext,
  running: Running,
  effect: Effect,
): Promise<Running | Parked> {
  const stack = [...running.below, running.stepped.flow]
  if (effect.type === 'flow.call') return push(turn, stack, effect)
  const answer = await perform(turn, running, effect)
  if (answer.type === 'outside.asked') return { parked: answer.intent }
  return tellTop(stack, { ...answer, at: turn.work.now })
}

/** What is said of a flow that ended: its closing, or to a caller what it hands back or the caller wants retold. */
function closingOf(
  turn: TurnContext,
  { dialog, output }: { readonly dialog: Dialog; readonly output: unknown },
  caller: LiveFlow | undefined,
): string | undefined {
  const closing = dialog.closing?.(output, turn.row.locale, momentOf(turn))
  if (caller === undefined) return closing?.text
  return closing?.handback ?? (caller.dialog.retellsClosings ? closing?.text : undefined)
}

/** Runs until a flow asks, or until nothing is left to run. */
async function settle(turn: TurnContext, begun: Running): Promise<Moved> {
  const closings: string[] = []
  let running = begun
  for (let hop = 0; hop < mostHops; hop += 1) {
    const { below, stepped } = running
    const { flow, rest } = stepped
    if (rest.kind === 'asking') {
      const place = { stack: [...below, flow], ended: null }
      return { place, closings, isResumed: false, isTaken: begun.stepped.isTaken }
    }
    if (rest.kind === 'working') {
      const next = await answerEffect(turn, running, rest.effect)
      if ('parked' in next) {
        const place = { stack: [...below, flow], ended: null, parked: next.parked }
        return { place, closings, isResumed: false, isTaken: begun.stepped.isTaken }
      }
      running = next
      continue
    }
    const next = below.at(-1)
    const caller = next?.prompt === null ? next : undefined // otherwise the person had put it aside
    const closing = closingOf(turn, { dialog: flow.dialog, output: rest.output }, caller)
    if (closing !== undefined) closings.push(closing)
    const ended = { flow: flow.dialog.id, output: rest.output }
    if (caller === undefined) {
      const place = { stack: below, ended: next === undefined ? ended : null }
      return { place, closings, isResumed: next !== undefined, isTaken: true }
    }
    running = tellTop(below, { ...returned(ended.flow, ended.output), at: turn.work.now })
  }
  throw new Error(`${begun.stepped.flow.dialog.id} came to no rest in ${mostHops} steps`)
}

/** Puts a flow on the stack and runs it to its first question. */
export async function start(turn: TurnContext, place: Place, entry: FlowCall): Promise<Moved> {
  return settle(turn, push(turn, place.stack, entry))
}

/** Tells the waiting flow an event and runs it to its next question. */
export async function tell(turn: TurnContext, place: Place, event: FlowEvent): Promise<Moved> {
  return settle(turn, tellTop(place.stack, event))
}

/** Takes a choice that a caller of the waiting flow left open: the flows above it end. */
export async function detour(turn: TurnContext, choice: string): Promise<Moved> {
  const {
    place,
    work: { now: at },
  } = turn
  for (const caller of callersWaiting(place)) {
    const stack = place.stack.slice(0, place.stack.indexOf(caller) + 1)
    const running = tellTop(stack, { type: 'user.chose', choice, at })
    if (running.stepped.isTaken) return settle(turn, running)
  }
  return { place, closings: [], isResumed: false, isTaken: false }
}
