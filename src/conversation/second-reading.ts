import { valueRules, valuesIn } from '../domain/value-in-text.ts'
import type { FlowId } from '../flow/flow-call.ts'
import type { Meant, Understood } from '../text/meaning.ts'
import { dialogOf } from './place.ts'
import type { TurnContext } from './turn-context.ts'

/** A story is read sentence by sentence, and no more of them than these. */
const mostSentences = 12

/** Sentences with something to read in them. */
const sentencesOf = (text: string): readonly string[] =>
  text
    .slice(0, 2_000)
    .split(/[.!?。！？\n]/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 3)
    .slice(0, mostSentences)

const flowsIn = (understood: Understood): readonly FlowId[] => {
  const meant: readonly Meant[] =
    understood.kind === 'unclear'
      ? understood.candidates
      : understood.kind === 'flow'
        ? [understood]
        : []
  return meant.flatMap((each) => (each.kind === 'flow' ? [each.flow] : []))
}

/** Asks about flows that are not under way already, at most three; null for none. */
function unclear({ place }: TurnContext, flows: readonly FlowId[]): Understood | null {
  const others = [...new Set(flows)].filter(
    (flow) => !place.stack.some(({ dialog }) => dialog.id === flow),
  )
  const candidates = others.slice(0, 3).map((flow) => ({ kind: 'flow', flow }) as const)
  return candidates.length === 0 ? null : { kind: 'unclear', candidates }
}

/** A story whose words together point nowhere: one of its sentences may tell the wish, which is asked about. */
function wishInStory(turn: TurnContext, text: string): Understood | null {
  const sentences = sentencesOf(text)
  if (sentences.length < 2) return null
  const { understand } = turn.deps
  const read = sentences.map((each) => understand({ text: each, choices: [], expects: 'choice' }))
  const sure = read.filter(({ kind }) => kind === 'flow')
  const asked = unclear(turn, (sure.length > 0 ? sure : read).flatMap(flowsIn))
  const told = read.find((each) => each.kind === 'situation' && each.situation !== 'outside')
  return asked ?? told ?? null
}

const noCode: Understood = { kind: 'situation', situation: 'no-code' }

/** Digits and signs alone tell nothing, and are what most people type where a value is asked for. */
const mayHoldWords = (text: string): boolean => /\p{L}{2}/u.test(text)

/** Words under a question for a value that hold none: they may tell of a wish, or of waiting for the code. */
function wishForValue(turn: TurnContext, text: string): Understood | null {
  if (!mayHoldWords(text)) return null
  const { deps } = turn
  if (valuesIn(text, valueRules(deps.settings)).length > 0) return null
  if (turn.waiting.step.prompt === 'ask-code' && deps.assistant.tellsOfWaiting(text)) return noCode
  // A situation is surer than this, and was read before.
  return unclear(turn, flowsIn(deps.understand({ text, choices: [], expects: 'choice' })))
}

/** A plain yes where the last message offered more than one step: which of them is meant is asked. */
function yesToSeveral(turn: TurnContext, text: string): Understood | null {
  const { deps, row } = turn
  const { offered = [] } = row
  if (offered.length < 2) return null
  const yes = { id: 'yes', label: '', also: deps.assistant.yesItself }
  const understood = deps.understand({ text, choices: [yes], expects: 'choice' })
  return understood.kind === 'choice' ? unclear(turn, offered) : null
}

/**
 * What can still be made of words that mean nothing as a whole at the question they answer. It begins nothing: a wish
 * is asked about, a situation answered.
 */
export function secondReading(turn: TurnContext, text: string, understood: Understood): Understood {
  const { view, step } = turn.waiting
  const isOutside = understood.kind === 'situation' && understood.situation === 'outside'
  if (understood.kind !== 'words' && !isOutside) return understood
  if (step.stack.length === 0)
    return yesToSeveral(turn, text) ?? wishInStory(turn, text) ?? understood
  return (view.expects === 'value' ? wishForValue(turn, text) : null) ?? understood
}

/** The one flow that was asked about while another waits, where a plain yes takes it; null for any other words. */
export function agreedTo({ deps, row, waiting }: TurnContext, text: string): FlowId | null {
  const [flow, ...others] = row.offered ?? []
  const { view, step } = waiting
  if (flow === undefined || others.length > 0 || step.stack.length === 0) return null
  if (view.expects === 'words') return null
  const entry = dialogOf(deps.assistant, flow).entry?.(row.locale)
  const { yesItself } = deps.assistant
  const takesYes = view.choices.some(({ also, label }) =>
    [label.toLowerCase(), ...also].some((each) => yesItself.includes(each)),
  )
  if (entry == null || takesYes) return null
  const choice = { id: `start:${flow}`, label: entry.label, also: yesItself }
  const understood = deps.understand({ text, choices: [choice], expects: 'choice' })
  return understood.kind === 'choice' ? flow : null
}
