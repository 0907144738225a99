import { valueRules, valuesIn } from '../domain/value-in-text.ts'
import { questionTopics } from '../flow/command.ts'
import type { FlowId } from '../flow/flow-call.ts'
import type { Choice } from '../flow/reply.ts'
import { isOutside, words, type Meant, type Understood } from '../text/meaning.ts'
import { callersWaiting, dialogOf } from './place.ts'
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

/** The flows among what a text may mean. */
export const flowsOf = (meant: readonly Meant[]): readonly FlowId[] =>
  meant.flatMap((each) => (each.kind === 'flow' ? [each.flow] : []))

function flowsIn(understood: Understood): readonly FlowId[] {
  if (understood.kind === 'unclear') return flowsOf(understood.candidates)
  return understood.kind === 'flow' ? [understood.flow] : []
}

/** Asks about flows that are not under way already, at most three; null for none. */
function unclear({ place }: TurnContext, flows: readonly FlowId[]): Understood | null {
  // One that was put aside may be wished for again.
  const active = [...place.stack.slice(-1), ...callersWaiting(place)]
  const others = [...new Set(flows)].filter(
    (flow) => !active.some(({ dialog }) => dialog.id === flow),
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
  const told = read.find((each) => each.kind === 'situation' && !isOutside(each))
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

/** Whether a plain yes does something at the question of a flow. */
export const takesYes = ({ waiting: { view, step }, deps }: TurnContext): boolean =>
  step.stack.length > 0 &&
  view.choices.some(({ also, label }) =>
    [label.toLowerCase(), ...also].some((each) => deps.assistant.yesItself.includes(each)),
  )

/**
 * Words that say nothing, or ask for time, where a flow has something to say to them itself: that nothing is done yet,
 * or what is waited for; null where it has not.
 */
function idleReading(turn: TurnContext, text: string, understood: Understood): Understood | null {
  if (understood.kind !== 'smalltalk' || turn.waiting.step.stack.length === 0) return null
  const { topic } = understood
  const { view, step } = turn.waiting
  if (topic === 'wait') {
    const isCode = step.prompt === 'ask-code' && turn.deps.assistant.tellsOfWaiting(text)
    if (isCode) return noCode
    return takesYes(turn) ? words : null
  }
  return topic === 'filler' && view.expects === 'choice' ? words : null
}

/**
 * What can still be made of words that mean nothing as a whole at the question they answer. It begins nothing: a wish
 * is asked about, a situation answered.
 */
export function secondReading(turn: TurnContext, text: string, understood: Understood): Understood {
  const { view, step } = turn.waiting
  const idle = idleReading(turn, text, understood)
  if (idle !== null) return idle
  if (understood.kind !== 'words' && !isOutside(understood)) return understood
  if (step.stack.length === 0) return wishInStory(turn, text) ?? understood
  return (view.expects === 'value' ? wishForValue(turn, text) : null) ?? understood
}

/** A question about the assistant itself is no longer than this; what is longer tells something. */
const longestQuestion = 60

/** How a question is put; "somebody phoned me and said he was you" may as well be the problem that is told. */
const asked =
  /[?？吗么谁]|多久|^\s{0,9}(?:is|are|am|can|do|does|did|will|how|who|what|when|where|which|why)\b/iu

/** What names a flow and nothing else is no longer than this. */
const longestName = 30

/** The bare name of a flow that is not under way, which is asked about first; whoever says it again means it. */
function flowNamed(turn: TurnContext, text: string, understood: Understood): Understood | null {
  const { waiting, row } = turn
  const isNamed = understood.kind === 'flow' && text.trim().length <= longestName
  if (!isNamed || !asksForStory(turn) || waiting.step.stack.includes(understood.flow)) return null
  if (row.offered?.includes(understood.flow) === true) return understood
  return { kind: 'unclear', candidates: [understood] }
}

/**
 * What is no answer where free words are one: a question about the assistant itself, despair, and where a story is
 * asked for also friendliness and the bare name of a flow. To a person of support it is all passed on.
 */
export function asideAmongWords(turn: TurnContext, text: string): Understood | null {
  const { expects, isQuiet } = turn.waiting.view
  if (expects !== 'words' || isQuiet === true) return null
  const understood = turn.deps.understand({ text, choices: [], expects: 'value' })
  // Somebody in despair is met before anything is written down for later.
  if (understood.kind === 'situation' && understood.situation === 'crisis') return understood
  if (text.length > longestQuestion) return null
  return isAside(understood, turn, text) ? understood : flowNamed(turn, text, understood)
}

const asksForStory = ({ waiting: { view } }: TurnContext): boolean =>
  view.answers?.writing !== undefined

/** Longer words about the assistant may as well be what is told. */
const longestFriendliness = 30

function isAside(understood: Understood, turn: TurnContext, text: string): boolean {
  if (understood.kind !== 'smalltalk') return false
  if (questionTopics.some((topic) => topic === understood.topic)) return asked.test(text)
  return asksForStory(turn) && text.length <= longestFriendliness
}

/** What is no longer than this tells no situation beside its no. */
const longestNo = 12

/** Words behind a comma. */
const secondClause = /[,，、;；.。!！]\s*\p{L}/u

/** Whether words say nothing of their own beside a no: "no, I forgot my account" does. */
function isBareNo(text: string, understood: Understood): boolean {
  const isOne = !secondClause.test(text)
  switch (understood.kind) {
    case 'command':
      return isOne && (understood.command === 'menu' || understood.command === 'cancel')
    case 'choice':
    case 'flow':
    case 'unclear':
      return false
    case 'foreign':
    case 'situation':
      return isOne && text.trim().length <= longestNo
    case 'smalltalk':
    case 'stance':
    case 'words':
      return true
    default:
      return understood satisfies never
  }
}

/** A plain yes or no to the steps that the last message offered; null for any other words. */
function consentIn({ deps }: TurnContext, text: string): 'yes' | 'no' | null {
  const { anyOfThese, noneOfThese } = deps.assistant
  const read = (choices: readonly Choice[]): Understood =>
    deps.understand({ text, choices, expects: 'choice', isShown: false })
  const understood = read([
    { id: 'yes', label: '', also: anyOfThese },
    { id: 'no', label: '', also: noneOfThese },
  ])
  if (understood.kind !== 'choice') return null
  if (understood.id === 'yes') return 'yes'
  return isBareNo(text, read([])) ? 'no' : null
}

/** Whether the waiting question takes a plain yes or no itself, or any words at all. */
const isOwnAnswer = (turn: TurnContext): boolean =>
  turn.waiting.view.expects === 'words' || takesYes(turn)

/**
 * What a plain yes or no says to the steps that the last message offered: the only one is meant, which of several is asked,
 * or none of them.
 *
 * @returns null where nothing was offered, and for any other words
 */
export function answerToOffer(
  turn: TurnContext,
  text: string,
): Understood | { readonly kind: 'declined' } | null {
  const [flow, ...others] = turn.row.offered ?? []
  if (flow === undefined || isOwnAnswer(turn)) return null
  const consent = consentIn(turn, text)
  if (consent === 'no') return { kind: 'declined' }
  if (consent === null) return null
  if (others.length > 0) return unclear(turn, [flow, ...others])
  // At the menu a yes is among the words of the only step.
  const isEntered = dialogOf(turn.deps.assistant, flow).entry?.(turn.row.locale) != null
  return turn.waiting.step.stack.length > 0 && isEntered ? { kind: 'flow', flow } : null
}
