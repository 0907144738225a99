import type { Assistant } from '../flow/assistant.ts'
import type { NextStep } from '../flow/dialog.ts'
import type { Locale } from '../flow/locale.ts'
import type { Choice, Said, Step, View } from '../flow/reply.ts'
import { phrasesOf } from '../text/flow-score.ts'
import type { Moved } from './engine.ts'
import { callersOf, dialogOf, waitingAt, type Place } from './place.ts'

/** What a view is made with besides the place. */
export interface Showing {
  readonly locale: Locale
  /** Epoch ms. */
  readonly now: number
  readonly page: Moved['page']
}

/** What waits at a place: a prompt of a flow, or the menu. */
export interface Waiting {
  readonly view: View
  readonly step: Omit<Step, 'question'>
  /** What can be started from here; empty while a flow waits. */
  readonly next: readonly NextStep[]
  /** Choices of the flows beneath that stay open; a part of the view's choices. */
  readonly detours: readonly Choice[]
}

/** The step of the menu, where no flow waits (design 4.5). */
export const menuStep: Step = { flow: 'menu', prompt: 'ask-what', stack: [], question: 0 }

/** More buttons than these are a form to read. */
const mostChoices = 6

function withoutRepeats<T extends Choice>(choices: readonly T[]): readonly T[] {
  const ids = choices.map(({ id }) => id)
  return choices.filter(({ id }, index) => ids.indexOf(id) === index).slice(0, mostChoices)
}

/** What can be started from the menu: what the last flow proposed, then every flow of the menu. */
function nextSteps(
  assistant: Assistant,
  place: Place,
  { locale, now }: Showing,
): readonly NextStep[] {
  const { ended } = place
  const closing =
    ended === null ? null : dialogOf(assistant, ended.flow).closing?.(ended.output, locale, now)
  const entries = assistant.menu.flatMap((flow): readonly NextStep[] => {
    const entry = dialogOf(assistant, flow).entry?.(locale)
    if (entry === undefined) return []
    const { label } = entry
    // Weighted keywords speak for a flow in a sentence; a button answers to whole phrases alone.
    const also = phrasesOf({ flow, ...entry })
    return [{ id: `start:${flow}`, label, also, flow, given: null }]
  })
  return withoutRepeats([...(closing?.next ?? []), ...entries])
}

function menuWaiting(assistant: Assistant, place: Place, showing: Showing): Waiting {
  const texts = assistant.texts[showing.locale]
  const next = nextSteps(assistant, place, showing)
  return {
    next,
    detours: [],
    step: menuStep,
    view: {
      notice: null,
      question: texts.menu,
      briefly: null,
      choices: next,
      form: null,
      link: null,
      expects: 'choice',
      help: texts.menuHelp,
      why: texts.menuWhy,
      status: texts.menuStatus,
    },
  }
}

/** What waits at this place, with everything that can be pressed or typed there. */
export function waitingView(assistant: Assistant, place: Place, showing: Showing): Waiting {
  const waiting = waitingAt(assistant, place)
  if (waiting === null) return menuWaiting(assistant, place, showing)
  const { dialog, stored, prompt } = waiting
  const view = dialog.view(prompt, { context: stored.context, ...showing })
  const detours = callersOf(assistant, place).flatMap(
    (caller) => dialogOf(assistant, caller.flow).detours?.(caller.context, showing.locale) ?? [],
  )
  return {
    next: [],
    detours,
    view: { ...view, choices: withoutRepeats([...view.choices, ...detours]) },
    step: { flow: dialog.id, prompt, stack: place.stack.map(({ flow }) => flow) },
  }
}

/** What is said besides the question. */
export interface Lead {
  /** Whole sentences, before the question. */
  readonly sentences: readonly string[]
  /** False when the sentences end the talk for now, so that the menu does not ask on. */
  readonly asks: boolean
  /** Whether the view's notice is news, because a step was taken just now. */
  readonly tellsNotice: boolean
  /** Buttons in the place of the question's own. */
  readonly choices?: readonly Choice[]
}

/** What is asked, after what was said before it. */
function questionOf(view: View, lead: Lead, hasLead: boolean): string {
  if (!lead.asks) return ''
  if (hasLead) return view.briefly ?? view.question
  // Where a person is being talked with, a step that says nothing of its own is no reason to interrupt.
  return view.isQuiet === true && lead.tellsNotice ? '' : view.question
}

/** Puts one message together: what happened, then one question with its buttons and card. */
export function speak(
  waiting: Waiting,
  lead: Lead,
  { locale, number }: { readonly locale: Locale; readonly number: number },
): Said {
  const { view, step } = waiting
  const notice = lead.tellsNotice && view.notice !== null ? [view.notice] : []
  const sentences = [...lead.sentences, ...notice]
  const parts = [sentences.join(' '), questionOf(view, lead, sentences.length > 0)]
  return {
    text: parts.filter((part) => part !== '').join('\n\n'),
    choices: lead.choices ?? view.choices,
    form: lead.choices === undefined ? view.form : null,
    link: view.link,
    step: { ...step, question: number },
    locale,
    ...(view.isVerbatim === true ? { isVerbatim: true } : {}),
  }
}
