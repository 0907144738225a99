import type { SmalltalkTopic } from '../flow/command.ts'
import type { Answers } from '../flow/concern.ts'
import type { FlowEvent } from '../flow/event.ts'
import type { Choice } from '../flow/reply.ts'
import { list } from '../flow/wording.ts'
import type { Meant } from '../text/meaning.ts'
import { metBy } from './concern.ts'
import { detour, start, tell } from './engine.ts'
import type { Intent } from './intent.ts'
import { obey, openAt, startFlow, tellUnable } from './obey.ts'
import { dialogOf, menuPlace } from './place.ts'
import { flowsOf, takesYes } from './second-reading.ts'
import { besides, besideSituation, meetSituation, meetStranger } from './situations.ts'
import { stepChoice } from './step-choice.ts'
import { askAgain, askNext, type Response } from './speech.ts'
import { textsOf, type TurnContext } from './turn-context.ts'
import { isUnable } from './waiting.ts'

/** What is said to somebody who has just come, or who only said hello. */
export function welcome(turn: TurnContext): Response {
  const { greeting, greetingBack } = textsOf(turn)
  if (!turn.isFirst) return askAgain(turn, [greetingBack])
  const { providerName: provider, assistantName: name } = turn.deps
  const isMenu = turn.place.stack.length === 0
  return { ...askAgain(turn, [greeting({ name, provider })]), asks: !isMenu }
}

/** What is said to friendliness and to a question about the assistant itself, in what is true at the waiting question. */
function aside(turn: TurnContext, topic: Exclude<SmalltalkTopic, 'greeting'>): readonly string[] {
  const texts = textsOf(turn)
  const { status } = turn.waiting.view
  switch (topic) {
    case 'trust':
      return [texts.trust({ provider: turn.deps.providerName })]
    case 'duration':
      return [texts.duration, status]
    case 'bot':
    case 'privacy':
    case 'access':
    case 'hours':
    case 'goodbye':
    case 'upset':
    case 'filler':
    case 'wait':
    case 'cost':
    case 'thanks':
      return [texts[topic]]
    default:
      return topic satisfies never
  }
}

/** That nothing is done yet, where a yes would do something. */
const notDoneYet = (turn: TurnContext): readonly string[] =>
  takesYes(turn) ? [textsOf(turn).notDoneYet] : []

/** What is asked at the menu would keep somebody who says goodbye, or hurry somebody who fetches a thing. */
const asksNothing: ReadonlySet<SmalltalkTopic> = new Set(['goodbye', 'wait'])

function befriend(turn: TurnContext, topic: SmalltalkTopic): Response {
  const isMenu = turn.place.stack.length === 0
  if (topic === 'greeting' || (topic === 'filler' && turn.isFirst)) return welcome(turn)
  const response = askAgain(turn, [...aside(turn, topic), ...notDoneYet(turn)])
  return isMenu && asksNothing.has(topic) ? { ...response, asks: false } : response
}

function notUnderstood(turn: TurnContext): Response {
  const texts = textsOf(turn)
  const { notUnderstood: first, notUnderstoodMore, notUnderstoodPerson } = texts
  if (turn.isFirst && turn.place.stack.length === 0) {
    const sentence = texts.greetingNotUnderstood({
      name: turn.deps.assistantName,
      provider: turn.deps.providerName,
    })
    return { ...askAgain(turn, [sentence]), asks: false, isMiss: true }
  }
  const beside = besideSituation(turn)
  if (beside !== null) return beside
  const { misses } = turn.row
  const ladder = [first, notUnderstoodMore, notUnderstoodPerson]
  // After the third it goes on alternating, so that no sentence is said twice running.
  const rung = misses < ladder.length ? misses : 1 + (misses % 2)
  return { ...askAgain(turn, [ladder[rung] ?? first]), isMiss: true }
}

async function tellFlow(turn: TurnContext, event: FlowEvent): Promise<Response> {
  const move = await tell(turn, turn.place, event)
  return move.isTaken ? askNext(turn, move) : notUnderstood(turn)
}

async function choose(turn: TurnContext, id: string): Promise<Response> {
  const { waiting, work } = turn
  const next = waiting.next.find((each) => each.id === id)
  if (next !== undefined) {
    // What the last flow proposed knows what it is given.
    if (next.given !== null) return askNext(turn, await start(turn, menuPlace, next))
    return startFlow({ ...turn, place: menuPlace }, next.flow)
  }
  if (!waiting.detours.some((each) => each.id === id)) {
    return tellFlow(turn, { type: 'user.chose', choice: id, at: work.now })
  }
  const move = await detour(turn, id)
  return move.isTaken ? askNext(turn, move) : notUnderstood(turn)
}

async function open(turn: TurnContext, { opening }: Extract<Intent, { kind: 'opening' }>) {
  if (opening.kind === 'code') return askAgain(turn, [textsOf(turn).codeWithoutFlow])
  if (opening.kind === 'address') {
    const choices = opening.steps.flatMap((flow) => stepChoice(turn, flow))
    const again = askAgain(turn, [textsOf(turn).addressAlone(opening)])
    return { ...again, asks: false, choices, keepsWords: true }
  }
  if (isUnable(turn.deps.assistant, opening.flow)) return tellUnable(turn)
  return askNext(turn, await openAt(turn, menuPlace, opening))
}

function labelOf({ deps, waiting, row }: TurnContext, meant: Meant): string | null {
  switch (meant.kind) {
    case 'choice':
      return waiting.view.choices.find(({ id }) => id === meant.id)?.label ?? null
    case 'flow':
      return dialogOf(deps.assistant, meant.flow).entry?.(row.locale).label ?? null
    case 'command':
      return null
    default:
      return meant satisfies never
  }
}

/** What a question back offers, as buttons. */
function choicesOf(turn: TurnContext, meant: Meant): readonly Choice[] {
  if (meant.kind === 'flow') return stepChoice(turn, meant.flow)
  const { choices } = turn.waiting.view
  return meant.kind === 'choice' ? choices.filter(({ id }) => id === meant.id) : []
}

/** At the menu a question back has a way to a person beside it, which a plain yes does not mean. */
function askedAtMenu(
  turn: TurnContext,
  candidates: readonly Meant[],
  choices: readonly Choice[],
): Pick<Response, 'asks' | 'choices' | 'asked'> {
  const asked = flowsOf(candidates)
  const { flow: talk } = turn.deps.assistant.support
  const person = asked.includes(talk) ? [] : stepChoice(turn, talk)
  return { asks: false, choices: [...choices, ...person], asked }
}

function askBack(turn: TurnContext, candidates: readonly Meant[]): Response {
  const labels = candidates.flatMap((meant) => labelOf(turn, meant) ?? [])
  if (labels.length === 0) return notUnderstood(turn)
  const { quoted, didYouMean, whichOfThese } = textsOf(turn)
  const named = list(labels.map(quoted), turn.row.locale, 'disjunction')
  const choices = candidates.flatMap((meant) => choicesOf(turn, meant))
  const { choices: own } = turn.waiting.view
  const others = choices.filter(({ id }) => !own.some((each) => each.id === id))
  const { offered = [] } = turn.row
  const isAsked =
    candidates.length > 1 &&
    candidates.every((meant) => meant.kind === 'flow' && offered.includes(meant.flow))
  const shown = others.length === 0 ? {} : { choices: besides(own, others) }
  return {
    ...askAgain(turn, [isAsked ? whichOfThese({ labels: named }) : didYouMean({ labels: named })]),
    ...(turn.place.stack.length === 0 ? askedAtMenu(turn, candidates, choices) : shown),
    // Whoever asked about what is shown here has it before them.
    ...(turn.waiting.view.isOverview === true ? { isWhole: true } : {}),
    isMiss: true,
  }
}

async function answer(turn: TurnContext, text: string): Promise<Response> {
  if (turn.place.stack.length === 0) return notUnderstood(turn)
  return tellFlow(turn, { type: 'user.answered', text, at: turn.work.now })
}

/** Meets what is no answer to the waiting question with what that has to say to it; null for nothing. */
async function meet(turn: TurnContext, concern: keyof Answers): Promise<Response | null> {
  const met = metBy(turn, concern)
  if (met === null || met === undefined) return null
  const isOwn = turn.waiting.view.answers?.[concern] !== undefined
  if (typeof met === 'string') return askAgain(turn, isOwn ? [met] : [met, ...notDoneYet(turn)])
  if ('whole' in met) return { ...askAgain(turn, [met.whole]), isWhole: true }
  if ('situation' in met) return meetSituation(turn, met.situation)
  if ('text' in met) {
    const offered = met.offers.flatMap((flow) => stepChoice(turn, flow))
    const own = turn.waiting.view.choices.filter(({ id }) => id !== 'command:person')
    return { ...askAgain(turn, [met.text]), choices: besides(own, offered) }
  }
  const isOffered = turn.waiting.view.choices.some(({ id }) => id === met.choice)
  return isOffered ? choose(turn, met.choice) : askAgain(turn, [turn.waiting.view.help])
}

/** Without the code there is mostly no phone; elsewhere the question itself knows what to do without an answer. */
async function lacking(turn: TurnContext, text: string): Promise<Response> {
  const isCode = turn.waiting.step.prompt === 'ask-code'
  return isCode ? meetSituation(turn, 'lost-phone') : answer(turn, text)
}

/** What is said to words that are no answer to the question: what the question has to say to them. */
async function meetStance(
  turn: TurnContext,
  { stance, text }: Extract<Intent, { kind: 'stance' }>,
): Promise<Response> {
  switch (stance) {
    case 'lacks':
      return (await meet(turn, 'forgot')) ?? lacking(turn, text)
    case 'explains':
      return (await meet(turn, 'explains')) ?? obey(turn, { command: 'help', argument: null })
    case 'stops': {
      // At a question of consent it is a no.
      const isRefusal = turn.waiting.view.choices.some(({ id }) => id === 'no')
      return isRefusal ? choose(turn, 'no') : obey(turn, { command: 'cancel', argument: null })
    }
    default:
      return stance satisfies never
  }
}

/** After a no to what was offered: on with the flow that waits, or the rest of the menu, a person among it. */
function decline(turn: TurnContext): Response {
  const { noneOfThese, goesOn } = textsOf(turn)
  if (turn.place.stack.length > 0) return askAgain(turn, [goesOn])
  const { offered = [] } = turn.row
  const { flow: talk } = turn.deps.assistant.support
  const gone = [...offered, talk].map((flow) => `start:${flow}`)
  const rest = turn.waiting.view.choices.filter(({ id }) => !gone.includes(id))
  const choices = [...rest, ...stepChoice(turn, talk)]
  return { ...askAgain(turn, [noneOfThese]), asks: false, choices, asked: [] }
}

/** Does what a message wants. */
export async function respond(turn: TurnContext, intent: Intent): Promise<Response> {
  const texts = textsOf(turn)
  switch (intent.kind) {
    case 'command':
      return obey(turn, intent)
    case 'choice':
      return choose(turn, intent.id)
    case 'flow':
      return startFlow(turn, intent.flow, intent.text)
    case 'opening':
      return open(turn, intent)
    case 'unclear':
      return askBack(turn, intent.candidates)
    case 'smalltalk':
      return (await meet(turn, intent.topic)) ?? befriend(turn, intent.topic)
    case 'concern':
      return (await meet(turn, intent.concern)) ?? notUnderstood(turn)
    case 'situation':
      return (
        (await meet(turn, intent.situation)) ?? meetSituation(turn, intent.situation, intent.offers)
      )
    case 'stance':
      return meetStance(turn, intent)
    case 'foreign':
      return meetStranger(turn, intent.language)
    case 'answer':
      return answer(turn, intent.text)
    case 'secret':
      return askAgain(turn, [texts.secretTyped])
    case 'stale':
      return askAgain(turn, [texts.stale])
    case 'nothing':
      return turn.isFirst ? welcome(turn) : askAgain(turn, [texts.attachment])
    case 'declined':
      return decline(turn)
    default:
      return intent satisfies never
  }
}
