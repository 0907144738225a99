import type { FlowId } from '../flow/flow-call.ts'
import type { Choice } from '../flow/reply.ts'
import { situations, type SituationId } from '../flow/situation.ts'
import { stepChoice } from './step-choice.ts'
import { askAgain, type Response } from './speech.ts'
import { textsOf, type TurnContext } from './turn-context.ts'
import { mostChoices } from './waiting.ts'

/** Buttons that an answer to a situation makes needless: the situation's own, and a person, who is offered as a flow. */
const isSaidAlready: ReadonlySet<string> = new Set([
  'command:person',
  ...situations.map((situation) => `situation:${situation}`),
])

/** Sending another code to a phone that is gone helps nobody. */
const isVain = (situation: SituationId, id: string): boolean =>
  situation === 'lost-phone' && id === 'resend'

/** The question's own buttons, and behind them what is offered besides; the last of it always has room. */
export function besides(own: readonly Choice[], offered: readonly Choice[]): readonly Choice[] {
  const [person, ...steps] = offered.toReversed()
  const last = person === undefined ? [] : [person]
  return [
    ...own.slice(0, mostChoices - last.length - Math.min(steps.length, 1)),
    ...steps.toReversed(),
  ]
    .slice(0, mostChoices - last.length)
    .concat(last)
}

/** Where a code waits, another phone or number is one that the code does not reach. */
const situationHere = ({ waiting }: TurnContext, told: SituationId): SituationId =>
  told === 'change-number' && waiting.step.prompt === 'ask-code' ? 'lost-phone' : told

/** What is said to the same situation told again at once. */
function saidAgain(turn: TurnContext, situation: SituationId): string {
  const { situationsMet, situationAgain, notUnderstoodPerson } = textsOf(turn)
  if (situation === 'outside') return notUnderstoodPerson
  return (situation === 'crisis' ? situationsMet.crisis : undefined) ?? situationAgain
}

/** The steps that help in a situation, behind one that a value in the words may be meant for; none that is under way. */
function stepsIn(turn: TurnContext, situation: SituationId, first?: FlowId): readonly Choice[] {
  const steps = turn.deps.assistant.situationSteps[situation]
  return [...(first === undefined ? [] : [first]), ...steps]
    .filter((flow) => !turn.place.stack.some(({ dialog }) => dialog.id === flow))
    .flatMap((flow) => stepChoice(turn, flow))
}

/** What is said to words at the menu that mean nothing but come behind a situation; null where none was told. */
export function besideSituation(turn: TurnContext): Response | null {
  const { situation, misses } = turn.row
  const isTold = situation != null && situation !== 'outside' && situation !== 'crisis'
  if (!isTold || misses > 0 || turn.place.stack.length > 0) return null
  return {
    ...askAgain(turn, [textsOf(turn).notUnderstoodBeside]),
    asks: false,
    choices: stepsIn(turn, situation),
    isMiss: true,
  }
}

/**
 * Meets somebody in a situation and offers the steps that help. A flow that is under way goes on: its question is asked
 * again, and its own buttons stay beside the offered ones.
 *
 * @param offers a flow that a value among the words may be meant for
 */
export function meetSituation(turn: TurnContext, told: SituationId, offers?: FlowId): Response {
  const { situations: answers, situationsMet } = textsOf(turn)
  const situation = situationHere(turn, told)
  const isOutside = situation === 'outside'
  const isMenu = turn.place.stack.length === 0
  const isAgain = turn.row.situation === situation
  const isCrisis = situation === 'crisis'
  const isMet = turn.row.met?.includes(situation) === true && !isCrisis
  const without = isMet ? situationsMet[situation] : undefined
  const offered = stepsIn(turn, situation, offers)
  const own = isMenu
    ? []
    : turn.waiting.view.choices.filter(({ id }) => !isSaidAlready.has(id) && !isVain(situation, id))
  return {
    ...askAgain(turn, [isAgain ? saidAgain(turn, situation) : (without ?? answers[situation])]),
    // Nothing of an account is asked of somebody in despair.
    asks: !isMenu && !isCrisis,
    choices: isMenu ? offered : besides(own, offered),
    situation: isAgain ? null : situation,
    keepsWords: offers !== undefined,
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
