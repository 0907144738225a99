import type { Assistant } from '../flow/assistant.ts'
import type { NextStep, ViewInput } from '../flow/dialog.ts'
import type { FlowId } from '../flow/flow-call.ts'
import type { Choice, Step, View } from '../flow/reply.ts'
import { viewOf } from '../flow/view.ts'
import { callersWaiting, dialogOf, menuPlace, type Place } from './place.ts'

/** What a view is made with besides the context of its flow. */
interface Showing extends Omit<ViewInput<unknown>, 'context'> {
  /** Flows that the last message offered at the menu; they come first in the next one. */
  readonly offered?: readonly FlowId[]
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
export const mostChoices = 6

function withoutRepeats<T extends Choice>(choices: readonly T[]): readonly T[] {
  const ids = choices.map(({ id }) => id)
  return choices.filter(({ id }, index) => ids.indexOf(id) === index).slice(0, mostChoices)
}

/** Whether the directory of the accounts makes a flow impossible. */
export const isUnable = ({ unable }: Assistant, flow: FlowId): boolean => unable?.has(flow) === true

/** What can be started from the menu: what the last flow proposed, then every flow of the menu. */
function nextSteps(
  assistant: Assistant,
  place: Place,
  { locale, now, timeZone, offered = [] }: Showing,
): readonly NextStep[] {
  const { ended } = place
  const closing =
    ended === null
      ? null
      : dialogOf(assistant, ended.flow).closing?.(ended.output, locale, { now, timeZone })
  const entryOf = (flow: FlowId, more: readonly string[] = []): readonly NextStep[] => {
    const entry = dialogOf(assistant, flow).entry?.(locale)
    if (entry == null || isUnable(assistant, flow)) return []
    // The same object each time where nothing is added: its phrases were cut before the first turn.
    return more.length === 0 ? [entry] : [{ ...entry, also: [...entry.also, ...more] }]
  }
  // What was offered alone is taken with a yes.
  const yes = offered.length === 1 ? assistant.yesItself : []
  const asked = offered.flatMap((flow) =>
    entryOf(flow, [...(dialogOf(assistant, flow).entry?.(locale).button ?? []), ...yes]),
  )
  const menu = assistant.menu.flatMap((flow) => entryOf(flow))
  const next = (closing?.next ?? []).filter(({ flow }) => !isUnable(assistant, flow))
  const steps = [...asked, ...next, ...menu]
  const [person] = entryOf(assistant.support.flow)
  if (person === undefined) return withoutRepeats(steps)
  // However much is proposed, a person stays in reach.
  const others = withoutRepeats(steps).filter(({ id }) => id !== person.id)
  const isOffered = asked.some(({ id }) => id === person.id)
  return isOffered ? withoutRepeats(steps) : [...others.slice(0, mostChoices - 1), person]
}

/** The flow that has just come to what it is for; nothing after any other end. */
function doneAt(assistant: Assistant, { ended }: Place): Pick<Step, 'done'> {
  if (ended === null) return {}
  const isReached = dialogOf(assistant, ended.flow).isReached?.(ended.output) === true
  return isReached ? { done: ended.flow } : {}
}

function menuWaiting(assistant: Assistant, place: Place, showing: Showing): Waiting {
  const texts = assistant.texts[showing.locale]
  const next = nextSteps(assistant, place, showing)
  return {
    next,
    detours: [],
    step: { ...menuStep, ...doneAt(assistant, place) },
    view: viewOf(
      menuStep.prompt,
      { help: texts.menuHelp, why: texts.menuWhy },
      { question: texts.menu, choices: next, status: texts.menuStatus },
    ),
  }
}

const parkedPrompt = 'wait-for-directory'

/** What is said while a directory has not told yet what came of a change. */
function parkedWaiting(assistant: Assistant, place: Place, { locale }: Showing): Waiting {
  const { outsidePending: text } = assistant.texts[locale]
  const stack = place.stack.map(({ dialog }) => dialog.id)
  return {
    next: [],
    detours: [],
    step: { flow: stack.at(-1) ?? menuStep.flow, prompt: parkedPrompt, stack },
    view: viewOf(
      parkedPrompt,
      { help: text, why: text },
      { question: text, expects: 'words', status: text },
    ),
  }
}

/**
 * What waits at this place, with everything that can be pressed or typed there.
 *
 * @throws Error when the flow on top waits for another one: such a place must not be shown
 */
export function waitingView(assistant: Assistant, place: Place, showing: Showing): Waiting {
  const top = place.stack.at(-1)
  if (top === undefined) return menuWaiting(assistant, place, showing)
  const { dialog, stored, prompt } = top
  if (place.parked !== undefined) return parkedWaiting(assistant, place, showing)
  if (prompt === null) throw new Error(`${dialog.id} is shown while it waits for another flow`)
  const view = dialog.view(prompt, { context: stored.context, ...showing })
  const detours = callersWaiting(place).flatMap(
    (caller) => caller.dialog.detours?.(caller.stored.context, showing.locale) ?? [],
  )
  return {
    next: [],
    detours,
    view: { ...view, choices: withoutRepeats([...view.choices, ...detours]) },
    step: { flow: dialog.id, prompt, stack: place.stack.map((flow) => flow.dialog.id) },
  }
}

/** What the assistant says to somebody new, for a page that shows it before there is a conversation. */
export function openingOf(
  assistant: Assistant,
  opening: Pick<Showing, 'locale' | 'now'> & { readonly name: string; readonly provider: string },
): { readonly text: string; readonly choices: readonly string[] } {
  const { locale, now, ...names } = opening
  // Nothing has ended here, so no time is told.
  const showing = { locale, now, timeZone: 'UTC', page: null }
  const { view } = menuWaiting(assistant, menuPlace, showing)
  return {
    text: assistant.texts[locale].greeting(names),
    choices: view.choices.map(({ label }) => label),
  }
}
