import type { FlowId } from '../flow/flow-call.ts'
import type { Choice } from '../flow/reply.ts'
import type { SituationId } from '../flow/situation.ts'
import { dialogOf } from './place.ts'
import { askAgain, type Response } from './speech.ts'
import { textsOf, type TurnContext } from './turn-context.ts'

/** More buttons than these are a form to read. */
const mostChoices = 6

/** A flow as a button, wherever it is shown. */
export function stepChoice({ deps, row }: TurnContext, flow: FlowId): readonly Choice[] {
  const entry = dialogOf(deps.assistant, flow).entry?.(row.locale)
  return entry === undefined ? [] : [entry]
}

/**
 * Meets somebody in a situation and offers the steps that help. A flow that is under way goes on: its question is asked
 * again, and its own buttons stay beside the offered ones.
 */
export function meetSituation(turn: TurnContext, situation: SituationId): Response {
  const { situations, situationAgain, notUnderstoodPerson } = textsOf(turn)
  const isOutside = situation === 'outside'
  const again = isOutside ? notUnderstoodPerson : situationAgain
  const isMenu = turn.place.stack.length === 0
  const isAgain = turn.row.situation === situation
  const offered = turn.deps.assistant.situationSteps[situation]
    .filter((flow) => !turn.place.stack.some(({ dialog }) => dialog.id === flow))
    .flatMap((flow) => stepChoice(turn, flow))
  const own = isMenu ? [] : turn.waiting.view.choices
  return {
    ...askAgain(turn, [isAgain ? again : situations[situation]]),
    asks: !isMenu,
    choices: [...offered, ...own].slice(0, mostChoices),
    situation: isAgain ? null : situation,
    isMiss: isOutside,
  }
}

/** Says, in the language of the person, which two are spoken; a second time in the language of the turn. */
export function meetStranger(turn: TurnContext, language: string): Response {
  const { assistant } = turn.deps
  const { notUnderstoodPerson } = textsOf(turn)
  const words = assistant.strangers[language]
  const isAgain = turn.row.misses % 2 === 1
  const languages = Object.entries(assistant.languageNames).map(([locale, label]) => ({
    id: `language:${locale}`,
    label,
    also: [],
  }))
  return {
    ...askAgain(turn, [isAgain || words === undefined ? notUnderstoodPerson : words]),
    asks: turn.place.stack.length > 0,
    choices: [...languages, ...stepChoice(turn, assistant.support.flow)],
    isMiss: true,
  }
}
