import { crc32 } from 'node:zlib'
import type { FlowId } from '../flow/flow-call.ts'
import type { Locale } from '../flow/locale.ts'
import type { Choice, HeardAs, Said, View } from '../flow/reply.ts'
import type { SituationId } from '../flow/situation.ts'
import { resendWait } from '../flow/wording.ts'
import type { Moved } from './engine.ts'
import { stage, type Kept } from './conversation.ts'
import type { Memory } from './memory.ts'
import { menuPlace, type Place } from './place.ts'
import { stepChoice } from './step-choice.ts'
import { momentOf, textsOf, type TurnContext } from './turn-context.ts'
import { mostChoices, waitingView, type Waiting } from './waiting.ts'

/** What a turn came to: the place it led to, and what is said before the question that waits there. */
export interface Response {
  readonly place: Place
  /** Whole sentences, before the question. */
  readonly sentences: readonly string[]
  /** False when the sentences end the talk for now, so that the menu does not ask on. */
  readonly asks: boolean
  /** Whether the question is asked in all its words, whatever is said before it; left out for no. */
  readonly isWhole?: boolean
  /** Whether the view's notice is news, because a step was taken just now. */
  readonly tellsNotice: boolean
  /** The situation that is answered, or null. */
  readonly situation?: SituationId | null
  /** Whether the words are kept, so that a step offered with this need not ask for what is in them; left out for no. */
  readonly keepsWords?: boolean
  /** Buttons in the place of the question's own. */
  readonly choices?: readonly Choice[]
  /** The flows that a plain yes means, where not each flow among the buttons is asked about. */
  readonly asked?: readonly FlowId[]
  /** The language the person has chosen in this turn, or null. */
  readonly chosenLocale: Locale | null
  /** Whether a step was taken, so that cards of the question before are old. */
  readonly isMoved: boolean
  /** Whether nothing could be made of the message. */
  readonly isMiss: boolean
}

/** Says something and asks the waiting question again. */
export function askAgain({ place }: TurnContext, sentences: readonly string[]): Response {
  return {
    place,
    sentences,
    asks: true,
    tellsNotice: false,
    chosenLocale: null,
    isMoved: false,
    isMiss: false,
  }
}

/** Ends all that is under way and shows the menu. */
export function goToMenu(turn: TurnContext, sentences: readonly string[]): Response {
  return { ...askAgain(turn, sentences), place: menuPlace, isMoved: true }
}

/** Says what ended on the way of a move and asks the question that it led to. */
export function askNext(
  turn: TurnContext,
  move: Moved,
  sentences: readonly string[] = [],
): Response {
  const { place, closings, isResumed } = move
  const resumed = isResumed ? [textsOf(turn).resumed] : []
  return {
    ...askAgain(turn, [...sentences, ...closings, ...resumed]),
    place,
    asks: place.stack.length > 0 || closings.length === 0,
    tellsNotice: !isResumed,
    isMoved: true,
  }
}

/** The question as it is asked after what is said before it. */
function questionOf(view: View, response: Response, hasLead: boolean): string {
  if (!response.asks) return ''
  // Whoever comes back to a text that they are to agree to sees it again.
  const isBack = view.isVerbatim === true && response.isMoved && !response.tellsNotice
  if (hasLead && response.isWhole !== true && !isBack) return view.briefly ?? view.question
  // While support talks with the person, the question is not repeated after a step that has a notice to tell.
  return view.isQuiet === true && response.tellsNotice ? '' : view.question
}

/** What waits where a response led to; made anew only where it is not what waited before. */
function waitingAfter(turn: TurnContext, { place }: Response, locale: Locale): Waiting {
  const { deps, row, record } = turn
  const isSame = place === turn.place && locale === row.locale && record.page === null
  if (isSame) return turn.waiting
  return waitingView(deps.assistant, place, { locale, ...momentOf(turn), page: record.page })
}

/** Chinese sentences stand together without a space. */
const closedUp = (text: string): string => text.replaceAll(/(?<=[。！？]) (?=\S)/gu, '')

/** What is said before the question. */
const leadOf = ({ notice }: View, { sentences, tellsNotice }: Response): readonly string[] =>
  tellsNotice && notice !== null ? [...sentences, notice] : sentences

/** Puts a response into one message: what happened, then one question with its buttons and card. */
function utter(turn: TurnContext, response: Response): Said {
  const locale = response.chosenLocale ?? turn.row.locale
  const { view, step } = waitingAfter(turn, response, locale)
  const sentences = leadOf(view, response)
  const lead = sentences.join(' ')
  const parts = [
    view.isVerbatim === true ? lead : closedUp(lead),
    questionOf(view, response, sentences.length > 0),
  ]
  return {
    text: parts.filter((part) => part !== '').join('\n\n'),
    choices: response.choices ?? view.choices,
    form: response.choices === undefined ? view.form : null,
    link: view.link,
    step: { ...step, question: turn.row.question + (response.isMoved ? 1 : 0) },
    locale,
    ...alongside(turn, view, response),
  }
}

/** What goes along with a message where there is some of it. */
function alongside(
  { record, work: { now } }: TurnContext,
  { isVerbatim = false, resendAt: toldAt = null }: View,
  { tellsNotice }: Response,
): Pick<Said, 'isVerbatim' | 'event' | 'resendInSeconds' | 'isTooEarly'> {
  const { event } = record
  // With the message that was just sent as well as with the one that says that it is too early for another.
  const resendAt = tellsNotice ? (toldAt ?? record.resendAt) : null
  return {
    ...(isVerbatim ? { isVerbatim } : {}),
    ...(event === null ? {} : { event }),
    // A moment would differ between two people who are told the same.
    ...(resendAt === null ? {} : { resendInSeconds: resendWait(resendAt - now) / 1_000 }),
    ...(resendAt === null || toldAt === null ? {} : { isTooEarly: true }),
  }
}

/** How often the same was said before in a row; 0 for something new, and for nothing. */
function echoOf({ memory: { echo } }: TurnContext, text: string): NonNullable<Memory['echo']> {
  const of = crc32(text)
  return { of, times: text !== '' && echo?.of === of ? echo.times + 1 : 0 }
}

/**
 * A message that was said just before, in other words: help first, then other steps, and in the end a person.
 *
 * @param lead what has to be said all the same, such as that a password was thrown away; empty for nothing
 */
function inOtherWords(
  turn: TurnContext,
  said: Said,
  { times, view, lead }: { readonly times: number; readonly view: View; readonly lead: string },
): Said {
  const { sameAgain } = turn.deps.assistant.texts[said.locale]
  const ladder = [view.help, ...sameAgain].filter((each) => !said.text.includes(each))
  // After the last it goes on alternating, so that no message is said twice running.
  const last = ladder.length - 1
  const rung = times <= last ? times - 1 : last - (times % 2 === ladder.length % 2 ? 0 : 1)
  const sentences = [lead, ladder[rung] ?? ''].filter((sentence) => sentence !== '').join(' ')
  const text = [closedUp(sentences), view.briefly ?? view.question].join('\n\n').trim()
  const person = rung < last ? [] : stepChoice(turn, turn.deps.assistant.support.flow)
  const own = said.choices.filter(({ id }) => id !== 'command:person').slice(0, mostChoices - 1)
  return person.length === 0 ? { ...said, text } : { ...said, text, choices: [...own, ...person] }
}

/**
 * Says a response: puts it into words and stages the conversation where it led to.
 *
 * @param how.kept what else is kept of it, given the message
 * @param how.heard what typed words were taken for
 * @param how.mayRepeat whether the same may be said twice running: it was asked for, or nobody asked
 * @param how.keepsLead whether what is said before the question is said again where the whole would be the same
 */
export function say(
  turn: TurnContext,
  response: Response,
  {
    kept = () => ({}),
    heard = null,
    mayRepeat = true,
    keepsLead = false,
  }: {
    readonly kept?: (said: Said) => Kept
    readonly heard?: HeardAs | null
    readonly mayRepeat?: boolean
    readonly keepsLead?: boolean
  } = {},
): Said {
  const uttered = utter(turn, response)
  const echo = echoOf(turn, uttered.text)
  const isSame = !mayRepeat && echo.times > 0
  const { view } = waitingAfter(turn, response, uttered.locale)
  const lead = keepsLead ? leadOf(view, response).join(' ') : ''
  const told = isSame ? inOtherWords(turn, uttered, { times: echo.times, view, lead }) : uttered
  const said = { ...told, ...(heard === null ? {} : { heard }) }
  const { locale, step } = said
  const { row, memory } = kept(said)
  stage(turn, response.place, {
    row: { locale, question: step.question, ...row },
    memory: { echo, ...memory },
  })
  return said
}
