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
import type { Understood } from '../text/meaning.ts'
import { takesYes } from './second-reading.ts'
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

/** Whether the parts of a cue stand in a plain text, one behind the other. */
function stands(text: string, cue: Cue): boolean {
  let from = 0
  for (const part of cue) {
    const at = text.indexOf(part, from)
    if (at < 0) return false
    // The space behind a word is the one before the next.
    from = at + part.trimEnd().length
  }
  return true
}

/** What every question has to say that takes a value, or a choice, where it says nothing better. */
function defaultsOf(turn: TurnContext, { lacks, reader }: Answers): Answers {
  const { expects, help, why } = turn.waiting.view
  const { cost, trust, privacy } = textsOf(turn)
  const missing = lacks ?? (expects === 'value' ? help : undefined)
  const read = reader ?? privacy
  return {
    // Where a yes does something, its own flow says that nothing is done yet.
    ...(takesYes(turn) ? {} : { explains: help }),
    ...(missing === undefined ? {} : { lacks: missing, forgot: missing }),
    purpose: why,
    reader: read,
    privacy: read,
    trust: trust({ provider: turn.deps.providerName }),
    cost,
  }
}

const nothing: Answers = {}

/** What the waiting question has to say; nothing at the menu, and where a person of support is talked with. */
function answersOf(turn: TurnContext): Answers {
  const { view, step } = turn.waiting
  const { answers = {}, expects, isQuiet = false } = view
  if (step.stack.length === 0 || isQuiet) return nothing
  return expects === 'words' ? answers : { ...defaultsOf(turn, answers), ...answers }
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
  if (text.length > longest || !/\p{L}/u.test(text)) return null
  const answers = answersOf(turn)
  if (answers === nothing) return null
  const said = plain(text)
  const { cues } = turn.deps.assistant
  const found = among.find(
    (concern) => answers[concern] !== undefined && cues[concern].some((cue) => stands(said, cue)),
  )
  return found === undefined || isChoice(said, turn) || isValue(text, turn) ? null : found
}

/** Whether words were only guessed at, so that a concern in them is likelier. */
function isGuess(understood: Understood, { waiting: { step } }: TurnContext): boolean {
  const { kind } = understood
  if (kind === 'flow') return step.stack.includes(understood.flow)
  if (kind === 'situation') return understood.situation === 'outside'
  if (kind === 'stance') return understood.stance !== 'stops'
  return kind === 'words' || kind === 'unclear'
}

/** A concern in words of which nothing better was made than a guess, or the flow that is under way; null for none. */
export function vagueConcernIn(
  turn: TurnContext,
  text: string,
  understood: Understood,
): Concern | null {
  if (!isGuess(understood, turn)) return null
  const concern = concernIn(turn, text)
  if (concern !== null || understood.kind !== 'words') return concern
  return isQuestion(turn, text) ? 'explains' : null
}

/** A question in the place of a value, which is none however it is read. */
function isQuestion(turn: TurnContext, text: string): boolean {
  if (turn.waiting.view.expects !== 'value' || /\p{N}{3}/u.test(text)) return false
  return turn.deps.assistant.asksSomething(text) && !isValue(text, turn)
}
