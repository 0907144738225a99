import { valueRules, valuesIn } from '../domain/value-in-text.ts'
import {
  caseConcerns,
  concerns,
  type Answers,
  type CaseConcern,
  type Concern,
  type Cue,
} from '../flow/concern.ts'
import { folded } from '../text/fold.ts'
import { textsOf, type TurnContext } from './turn-context.ts'

/** What is longer tells a story. */
const longestConcern = 160

/** Where free words are the answer, only a short question is none. */
const longestAmongWords = 60

/** Concerns that are told in words which may as well be a part of another wish. */
const vague: ReadonlySet<Concern> = new Set(['forgot', 'lacks', 'explains'])

/** Concerns that outrank every other reading of a text but a label. */
export const plainConcerns: readonly Concern[] = concerns.filter((concern) => !vague.has(concern))

/** A text as cues are looked for in it: folded, with a space for every run of signs and at both ends. */
const plain = (text: string): string =>
  ` ${folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

/** Whether the parts of a cue stand in a plain text, one behind the other; Latin parts as whole words. */
function stands(text: string, cue: Cue): boolean {
  let from = 0
  for (const part of cue) {
    const sought = /^[a-z0-9]/.test(part) ? ` ${part} ` : part
    const at = text.indexOf(sought, from)
    if (at < 0) return false
    // The space behind a word is the one before the next.
    from = at + part.length
  }
  return true
}

/** What every question of a flow has to say, where it says nothing better. */
function answersOf(turn: TurnContext): Answers {
  const { view, step } = turn.waiting
  const { answers = {}, expects, isQuiet = false, help } = view
  if (step.stack.length === 0 || isQuiet) return {}
  if (expects === 'words') return answers
  const { cost, trust, privacy } = textsOf(turn)
  const trusted = { trust: trust({ provider: turn.deps.providerName }) }
  const { lacks = expects === 'value' ? help : undefined } = answers
  const without = lacks === undefined ? {} : { lacks, forgot: lacks }
  const { reader = privacy } = answers
  return { explains: help, reader, privacy: reader, cost, ...trusted, ...without, ...answers }
}

/** What the waiting question has to say to a concern; null for nothing. */
export const metBy = (turn: TurnContext, concern: keyof Answers): Answers[typeof concern] | null =>
  answersOf(turn)[concern] ?? null

/** Whether a text is one of the waiting choices, by its label or another of its phrases. */
const isChoice = (said: string, { waiting: { view } }: TurnContext): boolean =>
  view.choices.some(({ label, also }) => [label, ...also].some((each) => plain(each) === said))

/** A value where one is asked for says more than the words around it. */
function isValue(text: string, { waiting: { view }, deps }: TurnContext): boolean {
  return view.expects === 'value' && valuesIn(text, valueRules(deps.settings)).length > 0
}

/** What is said about the open case of this conversation when nothing else is under way; null for anything else. */
export function caseConcernIn(turn: TurnContext, text: string): CaseConcern | null {
  const isMenu = turn.waiting.step.stack.length === 0
  if (!isMenu || text.length > longestConcern || turn.row.hasCase !== true) return null
  const said = plain(text)
  const { cues } = turn.deps.assistant
  return caseConcerns.find((concern) => cues[concern].some((cue) => stands(said, cue))) ?? null
}

/**
 * The concern that a text tells at the waiting question, of those the question has something to say to; null for none,
 * and for words that hold a value or are a choice.
 *
 * @param among what is looked for; all without it
 */
export function concernIn(
  turn: TurnContext,
  text: string,
  among: readonly Concern[] = concerns,
): Concern | null {
  const longest = turn.waiting.view.expects === 'words' ? longestAmongWords : longestConcern
  if (text.length > longest) return null
  const answers = answersOf(turn)
  const said = plain(text)
  const { cues } = turn.deps.assistant
  const found = among.find(
    (concern) => answers[concern] !== undefined && cues[concern].some((cue) => stands(said, cue)),
  )
  return found === undefined || isChoice(said, turn) || isValue(text, turn) ? null : found
}
