import type { FlowSettings, Opening } from '../flow/assistant.ts'
import { commandIds, type CommandId, type SmalltalkTopic, type Stance } from '../flow/command.ts'
import type { FlowId } from '../flow/flow-call.ts'
import { situations, type SituationId } from '../flow/situation.ts'
import { withCallingCode } from '../domain/mobile.ts'
import { looksLikePassword } from '../domain/typed-secret.ts'
import { readAccountId, valueRules, valuesIn } from '../domain/value-in-text.ts'
import { isOutside, type Meant, type Understood } from '../text/meaning.ts'
import type { Concern } from '../flow/concern.ts'
import { caseConcernIn, concernIn, plainConcerns, vagueConcernIn } from './concern.ts'
import { answerToOffer, asideAmongWords, secondReading, takesYes } from './second-reading.ts'
import type { View } from '../flow/reply.ts'
import { withoutTail } from '../domain/plain-text.ts'
import type { TurnContext, TurnDeps } from './turn-context.ts'
import type { Waiting } from './waiting.ts'
import type { Submission, Turn } from './turn.ts'

/** What a turn wants here, before anything is done. */
export type Intent =
  | { readonly kind: 'command'; readonly command: CommandId; readonly argument: string | null }
  | { readonly kind: 'choice'; readonly id: string }
  /** `text`: the words it was asked for in, where a flow waits and they may tell more; left out for none. */
  | { readonly kind: 'flow'; readonly flow: FlowId; readonly text?: string }
  | { readonly kind: 'opening'; readonly opening: Opening }
  | { readonly kind: 'unclear'; readonly candidates: readonly Meant[] }
  | { readonly kind: 'smalltalk'; readonly topic: SmalltalkTopic }
  /** `offers`: a flow that a value in the words may be meant for. */
  | { readonly kind: 'situation'; readonly situation: SituationId; readonly offers?: FlowId }
  /** What is no answer to the waiting question, which has something to say to it. */
  | { readonly kind: 'concern'; readonly concern: Concern }
  /** Words to a question that are no answer to it. */
  | { readonly kind: 'stance'; readonly stance: Stance; readonly text: string }
  /** A plain no to the steps that were offered last. */
  | { readonly kind: 'declined' }
  /** A language that is not spoken here. */
  | { readonly kind: 'foreign'; readonly language: string }
  | { readonly kind: 'answer'; readonly text: string }
  /** What looks like a password; it is kept out of everything (attacks H1). */
  | { readonly kind: 'secret' }
  /** A card of an earlier question. */
  | { readonly kind: 'stale' }
  /** An attachment, an edit, an empty message. */
  | { readonly kind: 'nothing' }

/** The value of a card, as if it had been typed: the picked calling code goes in front of the number. */
function typedFields({ fields }: Submission): string {
  const value = fields['value'] ?? ''
  const country = fields['country']
  return country === undefined || country === '' ? value : withCallingCode(country, value)
}

/** A button may stand for a command or a situation, wherever it was pressed or its label typed. */
function ofChoice(id: string): Intent {
  const situation = situations.find((each) => id === `situation:${each}`)
  if (situation !== undefined) return { kind: 'situation', situation }
  const command = commandIds.find((each) => id === `command:${each}`)
  return command === undefined
    ? { kind: 'choice', id }
    : { kind: 'command', command, argument: null }
}

function ofSubmission(submission: Submission, { deps, waiting, row }: TurnContext): Intent {
  if (submission.question !== row.question) return { kind: 'stale' }
  const { choice } = submission
  if (choice === null) {
    const text = typedFields(submission)
    return text.trim() === '' ? { kind: 'nothing' } : { kind: 'answer', text }
  }
  const language = /^language:(.+)$/.exec(choice)?.[1]
  if (language !== undefined) return { kind: 'command', command: 'language', argument: language }
  const isOffered = waiting.view.choices.some(({ id }) => id === choice)
  if (isOffered) return ofChoice(choice)
  // A step that a situation offered, wherever it was; only flows that words start as well.
  const step = [...deps.assistant.dialogs.values()].find(({ id }) => choice === `start:${id}`)
  return step?.entry == null ? { kind: 'stale' } : { kind: 'flow', flow: step.id }
}

/** What may be said beside a value without being meant instead of it. */
const vague: ReadonlySet<string> = new Set(['choice', 'unclear', 'smalltalk', 'stance'])

/** Whether words mean something only beside a value: also the name of the flow that is under way ("my ID is li.wei"). */
function isVague(understood: Understood, { step }: Waiting): boolean {
  return vague.has(understood.kind) || (understood.kind === 'flow' && understood.flow === step.flow)
}

/** Whether a text holds a value that a question could ask for. */
const holdsValue = (text: string, settings: FlowSettings): boolean =>
  valuesIn(text, valueRules(settings)).length > 0

/** Whether a text has the value that the waiting question may be answered with, whatever its words could mean too. */
function answersHere(
  text: string,
  { understood, waiting }: { readonly understood: Understood; readonly waiting: Waiting },
  { settings }: TurnDeps,
): boolean {
  if (holdsValue(text, settings)) return true
  // An account ID may look like a misspelt word.
  const isAsked = understood.kind === 'unclear' && waiting.step.prompt === 'ask-account-id'
  return isAsked && readAccountId(text, settings.accountIds, 'asked').outcome === 'one'
}

/** The flow that a meaning starts from the menu, or null. */
function flowOf(meant: Meant, next: Waiting['next']): FlowId | null {
  if (meant.kind === 'flow') return meant.flow
  return next.find(({ id }) => id === (meant.kind === 'choice' ? meant.id : null))?.flow ?? null
}

/** The flow that an unclear text may have meant, if it is the only one: with the value for it, it is meant. */
function onlyFlow(understood: Understood, next: Waiting['next']): FlowId | null {
  if (understood.kind !== 'unclear') return null
  const [meant, ...others] = understood.candidates
  return meant !== undefined && others.length === 0 ? flowOf(meant, next) : null
}

/** What a sentence at the menu tells besides its wish. */
function toldAtMenu(
  understood: Understood,
  { text, next }: { readonly text: string } & Pick<Waiting, 'next'>,
  { assistant, settings }: TurnDeps,
): Opening | null {
  if (understood.kind === 'words' || understood.kind === 'unclear' || isOutside(understood)) {
    return holdsValue(text, settings)
      ? assistant.openingOf(onlyFlow(understood, next), text, settings)
      : null
  }
  if (understood.kind === 'flow') return assistant.openingOf(understood.flow, text, settings)
  if (understood.kind !== 'choice') return null
  const step = next.find(({ id }) => id === understood.id)
  // What the last flow proposed knows what it is given.
  return step?.given === null ? assistant.openingOf(step.flow, text, settings) : null
}

/** What is outside is said to be so ("my server … is down"); looking for the account by a value in it is only offered. */
const besideOutside = (told: Opening): Intent =>
  told.kind === 'flow' && (told.given !== null || told.flow === 'retrieve-account')
    ? { kind: 'situation', situation: 'outside', offers: told.flow }
    : { kind: 'opening', opening: told }

function ofOffer(turn: TurnContext, text: string): Intent | null {
  const answer = answerToOffer(turn, text)
  return answer === null || answer.kind === 'declined' ? answer : ofUnderstood(answer, text)
}

/** What outranks every reading of the words themselves: a value at the menu, the open case, a question to us, a yes. */
function before(text: string, turn: TurnContext): Intent | null {
  const { waiting, deps } = turn
  const isMenu = waiting.step.stack.length === 0
  const opening = isMenu ? deps.assistant.recognise(text, deps.settings) : null
  if (opening !== null) return { kind: 'opening', opening }
  const ofCase = caseConcernIn(turn, text)
  if (ofCase !== null) return { kind: 'opening', opening: deps.assistant.aboutCase(ofCase, text) }
  const concern = concernIn(turn, text, plainConcerns)
  if (concern !== null) return { kind: 'concern', concern }
  // What is added to a text that is to be agreed to asks for nothing else.
  if (waiting.view.isVerbatim === true && takesYes(turn) && deps.assistant.adds(text))
    return { kind: 'answer', text }
  const aside = asideAmongWords(turn, text)
  if (aside !== null) return ofUnderstood(aside, text)
  return ofOffer(turn, text)
}

const asksWhatWordsMean = (turn: TurnContext, text: string, understood: Understood): boolean =>
  (understood.kind === 'stance' && understood.stance === 'explains') ||
  concernIn(turn, text, ['explains']) !== null

/**
 * A question where it is shown how things stand is answered by showing it again, with what its words mean if that is
 * asked; a change that it names is asked about.
 */
function askedOfOverview(turn: TurnContext, text: string, understood: Understood): Intent | null {
  const {
    waiting: { view, step },
    deps,
  } = turn
  if (view.isOverview !== true || !deps.assistant.asksSomething(text)) return null
  if (asksWhatWordsMean(turn, text, understood)) return { kind: 'concern', concern: 'explains' }
  switch (understood.kind) {
    case 'words':
    case 'stance':
      return shownAgain
    case 'flow':
      return understood.flow === step.flow
        ? shownAgain
        : { kind: 'unclear', candidates: [understood] }
    case 'choice':
      return isNameOf(text, view, understood.id)
        ? null
        : { kind: 'unclear', candidates: [understood] }
    case 'command':
    case 'foreign':
    case 'situation':
    case 'smalltalk':
    case 'unclear':
      return null
    default:
      return understood satisfies never
  }
}

const shownAgain: Intent = { kind: 'command', command: 'repeat', argument: null }

/** Whether a text is what a choice is called, and no sentence around it. */
function isNameOf(text: string, { choices }: View, id: string): boolean {
  const named = withoutTail(text.trim().toLowerCase(), '?？')
  const choice = choices.find((each) => each.id === id)
  return [choice?.label, ...(choice?.also ?? [])].some((phrase) => phrase?.toLowerCase() === named)
}

function ofText(text: string, turn: TurnContext): Intent {
  if (text.trim() === '') return { kind: 'nothing' }
  const first = before(text, turn)
  if (first !== null) return first
  const { waiting, deps } = turn
  const { choices, expects } = waiting.view
  const understood = secondReading(
    turn,
    text,
    deps.understand({ text, choices, expects, isShown: !turn.isFirst }),
  )
  const asked = askedOfOverview(turn, text, understood)
  if (asked !== null) return asked
  if (waiting.step.stack.length === 0) {
    const told = toldAtMenu(understood, { text, next: waiting.next }, deps)
    if (told !== null)
      return isOutside(understood) ? besideOutside(told) : { kind: 'opening', opening: told }
  } else if (isVague(understood, waiting) && answersHere(text, { understood, waiting }, deps)) {
    // A value says more than the words around it (features 4.16).
    return { kind: 'answer', text }
  }
  const told = vagueConcernIn(turn, text, understood)
  return told === null ? ofUnderstood(understood, text) : { kind: 'concern', concern: told }
}

function ofUnderstood(understood: Understood, text: string): Intent {
  if (understood.kind === 'words') return { kind: 'answer', text }
  if (understood.kind === 'flow' || understood.kind === 'stance') return { ...understood, text }
  // Whoever asks for a person may have told what for.
  if (understood.kind === 'command' && understood.command === 'person') {
    return { ...understood, argument: text }
  }
  return understood.kind === 'choice' ? ofChoice(understood.id) : understood
}

type Typed = Pick<Turn, 'submission' | 'text'>

/** Whether somebody typed a password, into the chat or into a card. */
export function holdsSecret({ text, submission }: Typed): boolean {
  const texts = [text, submission?.fields['value'] ?? '']
  return texts.some((each) => each !== '' && looksLikePassword(each).found)
}

/**
 * Reads what a message wants at the question that waits; pure.
 *
 * @param isSecret what {@link holdsSecret} says of it
 */
export function intentOf(
  message: Typed & Pick<Turn, 'kind' | 'localeTag'>,
  isSecret: boolean,
  turn: TurnContext,
): Intent {
  if (message.kind === 'noticed') return { kind: 'nothing' }
  if (message.kind === 'switched') {
    return { kind: 'command', command: 'language', argument: message.localeTag }
  }
  if (isSecret) return { kind: 'secret' }
  return message.submission === null
    ? ofText(message.text, turn)
    : ofSubmission(message.submission, turn)
}

/** Which command, choice, flow or topic an intent names, for the log; null for one that names none. */
export function nameOf(intent: Intent): string | null {
  switch (intent.kind) {
    case 'command':
      return intent.command
    case 'choice':
      return intent.id
    case 'flow':
      return intent.flow
    case 'smalltalk':
      return intent.topic
    case 'situation':
      return intent.situation
    case 'concern':
      return intent.concern
    case 'stance':
      return intent.stance
    case 'foreign':
      return intent.language
    case 'opening':
      return intent.opening.kind === 'flow' ? intent.opening.flow : intent.opening.kind
    case 'answer':
    case 'declined':
    case 'nothing':
    case 'secret':
    case 'stale':
    case 'unclear':
      return null
    default:
      return intent satisfies never
  }
}
