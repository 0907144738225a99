import type { FlowStart } from '../flow/assistant.ts'
import type { Closing } from '../flow/dialog.ts'
import type { FlowEvent } from '../flow/event.ts'
import { enter, step, type LiveFlow, type Stepped } from '../flow/step.ts'
import type { WorldEffect } from '../services/perform.ts'
import { callersWaiting, dialogOf, type Place } from './place.ts'
import type { TurnContext } from './turn-context.ts'

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
  { flow, given }: FlowStart,
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
async function perform(turn: TurnContext, stack: readonly LiveFlow[], effect: WorldEffect) {
  const { deps, work, row, record } = turn
  const [caller, asker] = [stack.at(-2)?.stored, stack.at(-1)?.stored]
  if (asker === undefined) throw new Error('only a flow has an effect')
  const startedAt = deps.clock.now()
  const answer = await deps.perform(
    {
      work,
      conversation: row.key,
      person: row.person,
      locale: row.locale,
      isSignedInChannel: row.isSignedInChannel,
      flow: asker.flow,
      run: asker.run,
      callerRun: caller?.run ?? null,
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
  record.effects.push(effect.type)
  const ms = deps.clock.now() - startedAt
  deps.log.debug('effect.done', { type: effect.type, answer: answer.type, ms })
  return answer
}

/** Does what a working flow asked for, and tells it the answer; calling a flow puts that on top. */
async function answerEffect(turn: TurnContext, { below, stepped }: Running): Promise<Running> {
  if (stepped.rest.kind !== 'working') throw new Error('only a working flow has an effect')
  const { effect } = stepped.rest
  const stack = [...below, stepped.flow]
  if (effect.type === 'flow.call') return push(turn, stack, effect)
  const answer = await perform(turn, stack, effect)
  return tellTop(stack, { ...answer, at: turn.work.now })
}

function closingOf({ row, work: { now } }: TurnContext, { flow, rest }: Stepped): Closing | null {
  const output = rest.kind === 'finished' ? rest.output : null
  return flow.dialog.closing?.(output, row.locale, now) ?? null
}

/**
 * Tells the flow that called a finished one what it came to.
 *
 * @param closings takes what the finished flow has to say to the person there
 * @returns null when nobody called it
 */
function giveBack(turn: TurnContext, { below, stepped }: Running, closings: string[]) {
  const caller = below.at(-1)
  if (caller === undefined || caller.prompt !== null || stepped.rest.kind !== 'finished')
    return null
  const closing = closingOf(turn, stepped)
  const retold = caller.dialog.retellsClosings === true ? closing?.text : undefined
  const handback = closing?.handback ?? retold
  if (handback !== undefined) closings.push(handback)
  const { output } = stepped.rest
  const at = turn.work.now
  return tellTop(below, { type: 'flow.returned', flow: stepped.flow.dialog.id, output, at })
}

/** The place after the last flow that was running has ended. */
function placeAfter({ below, stepped: { flow, rest } }: Running): Place {
  const output = rest.kind === 'finished' ? rest.output : null
  return { stack: below, ended: below.length > 0 ? null : { flow: flow.dialog.id, output } }
}

/** Runs until a flow asks, or until nothing is left to run. */
async function settle(turn: TurnContext, begun: Running): Promise<Moved> {
  const closings: string[] = []
  let running = begun
  for (let hop = 0; hop < mostHops; hop += 1) {
    const { below, stepped } = running
    if (stepped.rest.kind === 'asking') {
      const place = { stack: [...below, stepped.flow], ended: null }
      return { place, closings, isResumed: false, isTaken: begun.stepped.isTaken }
    }
    const isWorking = stepped.rest.kind === 'working'
    const next = isWorking ? await answerEffect(turn, running) : giveBack(turn, running, closings)
    if (next === null) {
      const text = closingOf(turn, stepped)?.text
      if (text !== undefined) closings.push(text)
      return { place: placeAfter(running), closings, isResumed: below.length > 0, isTaken: true }
    }
    running = next
  }
  throw new Error(`${begun.stepped.flow.dialog.id} came to no rest in ${mostHops} steps`)
}

/** Puts a flow on the stack and runs it to its first question. */
export async function start(turn: TurnContext, place: Place, entry: FlowStart): Promise<Moved> {
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
