import { commandIds } from '../flow/command.ts'
import type { FlowEvent } from '../flow/event.ts'
import { list } from '../flow/wording.ts'
import type { Meant } from '../text/meaning.ts'
import type { Intent } from './intent.ts'
import { obey, startFlow } from './obey.ts'
import { dialogOf, menuPlace } from './place.ts'
import { moved, saying, textsOf, type Responding, type Response } from './response.ts'

function greeting(responding: Responding): string {
  return textsOf(responding).greeting({ provider: responding.providerName })
}

/** What is said to somebody who has just come, or who only said hello. */
export function welcome(responding: Responding): Response {
  const isMenu = responding.place.stack.length === 0
  if (responding.isFirst) return saying(responding, [greeting(responding)], { asks: !isMenu })
  return saying(responding, [textsOf(responding).greetingBack])
}

function notUnderstood(responding: Responding): Response {
  const { notUnderstood: first, notUnderstoodMore, notUnderstoodPerson } = textsOf(responding)
  if (responding.isFirst) return { ...welcome(responding), isMiss: true }
  const ladder = [first, notUnderstoodMore, notUnderstoodPerson]
  // After the third it goes on alternating, so that no sentence is said twice running.
  const rung = responding.misses < ladder.length ? responding.misses : 1 + (responding.misses % 2)
  return { ...saying(responding, [ladder[rung] ?? first]), isMiss: true }
}

async function tell(responding: Responding, event: FlowEvent): Promise<Response> {
  const move = await responding.engine.tell(responding.turn, responding.place, event)
  return move.isTaken ? moved(responding, move) : notUnderstood(responding)
}

const commandChoice = /^command:(.+)$/

async function choose(responding: Responding, id: string): Promise<Response> {
  const { engine, turn, place, waiting } = responding
  const command = commandIds.find((each) => each === commandChoice.exec(id)?.[1])
  if (command !== undefined) return obey(responding, { command, argument: null })
  const next = waiting.next.find((step) => step.id === id)
  if (next !== undefined) {
    return moved(responding, await engine.start(turn, menuPlace, next))
  }
  const at = turn.work.now
  if (!waiting.detours.some((detour) => detour.id === id)) {
    return tell(responding, { type: 'user.chose', choice: id, at })
  }
  const move = await engine.detour(turn, place, id)
  return move.isTaken ? moved(responding, move) : notUnderstood(responding)
}

async function open(responding: Responding, intent: Extract<Intent, { kind: 'opening' }>) {
  const { opening } = intent
  const { engine, turn } = responding
  if (opening.kind === 'code') return saying(responding, [textsOf(responding).codeWithoutFlow])
  let move = await engine.start(turn, menuPlace, opening)
  for (const event of opening.replay) {
    move = await engine.tell(turn, move.place, { ...event, at: turn.work.now })
  }
  return moved(responding, move)
}

function labelOf(responding: Responding, meant: Meant): string | null {
  const { assistant, waiting, turn } = responding
  switch (meant.kind) {
    case 'choice':
      return waiting.view.choices.find(({ id }) => id === meant.id)?.label ?? null
    case 'flow':
      return dialogOf(assistant, meant.flow).entry?.(turn.locale).label ?? null
    case 'command':
      return null
    default:
      return meant satisfies never
  }
}

function ask(responding: Responding, candidates: readonly Meant[]): Response {
  const labels = candidates.flatMap((meant) => labelOf(responding, meant) ?? [])
  if (labels.length === 0) return notUnderstood(responding)
  const named = list(labels, responding.turn.locale, 'disjunction')
  const sentence = textsOf(responding).didYouMean({ labels: named })
  return { ...saying(responding, [sentence]), isMiss: true }
}

function chat(responding: Responding, topic: 'greeting' | 'thanks' | 'bot'): Response {
  const { thanks, bot } = textsOf(responding)
  if (topic === 'greeting') return welcome(responding)
  return saying(responding, [topic === 'thanks' ? thanks : bot])
}

async function answer(responding: Responding, text: string): Promise<Response> {
  if (responding.place.stack.length === 0) return notUnderstood(responding)
  return tell(responding, { type: 'user.answered', text, at: responding.turn.work.now })
}

/** Does what a turn wants. */
export async function respond(responding: Responding, intent: Intent): Promise<Response> {
  const texts = textsOf(responding)
  switch (intent.kind) {
    case 'command':
      return obey(responding, intent)
    case 'choice':
      return choose(responding, intent.id)
    case 'flow':
      return startFlow(responding, intent.flow)
    case 'opening':
      return open(responding, intent)
    case 'unclear':
      return ask(responding, intent.candidates)
    case 'smalltalk':
      return chat(responding, intent.topic)
    case 'answer':
      return answer(responding, intent.text)
    case 'secret':
      return saying(responding, [texts.secretTyped])
    case 'stale':
      return saying(responding, [texts.stale])
    case 'nothing':
      return responding.isFirst ? welcome(responding) : saying(responding, [texts.attachment])
    default:
      return intent satisfies never
  }
}
