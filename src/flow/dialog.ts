import type { AnyStateMachine } from 'xstate'
import type { ZodType } from 'zod'
import { inEveryLocale, type Catalogue } from './catalogue.ts'
import { startOf, type FlowCall, type FlowId } from './flow-call.ts'
import { inEachLocale, locales, type Locale } from './locale.ts'
import type { PageView } from './page-view.ts'
import { pureLogicOf, type PureLogic } from './pure-logic.ts'
import type { Choice, View } from './reply.ts'
import type { StoredFlow } from './stored-flow.ts'

/** What a view may read. Everything else it needs is in its catalogue. */
export interface ViewInput<TContext> {
  readonly context: TContext
  readonly locale: Locale
  /** Epoch ms, for "in 40 seconds". */
  readonly now: number
  /** IANA name of the zone that times of day are told in: the person's own, where their program says it. */
  readonly timeZone: string
  /** A page offered in this very turn; null when the person comes back to the prompt later. */
  readonly page: { readonly url: string; readonly words: string } | null
}

/** When something is told, and in which zone its times are. */
export type Moment = Pick<ViewInput<unknown>, 'now' | 'timeZone'>

/** What is said when a flow has ended and nobody called it: what changed, what to expect, a useful next step. */
export interface Closing {
  readonly text: string
  /** What is said of it when it goes back to a flow that called it; left out when that flow says enough. */
  readonly handback?: string
  readonly next: readonly NextStep[]
}

/** A button under a closing or in the menu: starting a flow. */
export type NextStep = Choice & FlowCall

/** How a flow is found from the menu and from free words: the menu's button, which starts it. */
export type Entry = NextStep & {
  /** What else means it where a button offers it: alone, these words would mean too much. */
  readonly button: readonly string[]
}

/** One flow as the engine sees it: its chart, its view, its texts and its migrations. */
export interface Dialog {
  readonly id: FlowId
  /** What the flow is called everywhere: in the menu, on buttons, above the chat and at the desk. */
  readonly name: (locale: Locale) => string
  /** Raised when a stored snapshot of the version before cannot be read as it is. */
  readonly version: number
  readonly machine: AnyStateMachine
  /** The machine as pure steps take it. */
  readonly logic: PureLogic
  readonly contextSchema: ZodType
  /** From a version to the next one. */
  readonly migrations: Readonly<Record<number, (stored: StoredFlow) => StoredFlow>>
  /** Every prompt the machine can wait at. */
  readonly prompts: readonly string[]
  readonly view: (prompt: string, input: ViewInput<unknown>) => View
  /** What a page shows that works on this flow; left out where no page does. */
  readonly pageView?: (prompt: string, context: unknown) => PageView
  /**
   * What stays open to choose while a flow this one called is waiting: another method, say. Choosing one ends
   * the called flow, and this machine is told the choice in the state that waits for the return.
   */
  readonly detours: ((context: unknown, locale: Locale) => readonly Choice[]) | null
  /** The states it waits for somebody else in, so that it does not end when the person is idle. */
  readonly patientStates: readonly string[]
  /** Whether what a flow it called says in closing is said, where that flow has no shorter word for it. */
  readonly retellsClosings: boolean
  /** Null for a sub-flow, which always returns to a caller. */
  readonly closing: ((output: unknown, locale: Locale, moment: Moment) => Closing) | null
  /** How it is found from the menu and from free words, the same object each time; null for a flow that only others call. */
  readonly entry: ((locale: Locale) => Entry) | null
  /** The choices that its catalogue has words for. */
  readonly choices: readonly Choice[]
}

/** Answers a flow's name, for a dialog whose texts name other flows. */
export type NameOf = (flow: FlowId, locale: Locale) => string

/** What the flows are called in a language, by their ids. */
export function flowNames(
  dialogs: ReadonlyMap<FlowId, Dialog>,
  locale: Locale,
): Readonly<Record<string, string>> {
  return Object.fromEntries([...dialogs.values()].map(({ id, name }) => [id, name(locale)]))
}

/** What every flow's catalogue says of the flow itself. */
interface FlowTexts {
  readonly name: string
  /** What people say when they want this flow; left out for a flow that only others call. */
  readonly entry?: readonly string[]
  /** What else they say where a button offers it: alone, these words would mean too much. */
  readonly button?: readonly string[]
}

/** A closing as a flow writes it; a flow to propose is named by its id. */
export interface ClosingWords extends Omit<Closing, 'next'> {
  readonly next: readonly (FlowId | NextStep)[]
}

/** A dialog with its own types, as its index.ts writes it; what is left out is as for most dialogs. */
interface DialogParts<TContext, TPrompt extends string, TOutput>
  extends
    Pick<Dialog, 'id' | 'machine'>,
    Partial<Pick<Dialog, 'version' | 'migrations' | 'patientStates' | 'retellsClosings'>> {
  readonly catalogue: Catalogue<FlowTexts>
  readonly contextSchema: ZodType<TContext>
  readonly prompts: readonly TPrompt[]
  readonly view: (prompt: TPrompt, input: ViewInput<TContext>) => View
  readonly pageView?: (prompt: TPrompt, context: TContext) => PageView
  readonly detours?: (context: TContext, locale: Locale) => readonly Choice[]
  readonly closing?: (output: TOutput, locale: Locale, moment: Moment) => ClosingWords
}

/** A dialog that does not know the others yet, so that its closing names them by their ids alone. */
export interface DefinedDialog extends Omit<Dialog, 'closing'> {
  readonly closing: ((output: unknown, locale: Locale, moment: Moment) => ClosingWords) | null
  /** The button that starts it. */
  readonly start: Readonly<Record<Locale, NextStep>>
}

/** Makes a dialog from its typed parts, with the defaults for what is left out. */
export function defineDialog<TContext, TPrompt extends string, TOutput>(
  parts: DialogParts<TContext, TPrompt, TOutput>,
): DefinedDialog {
  const { catalogue, id } = parts
  const { texts } = catalogue
  const wordsWith = (field: 'entry' | 'button') =>
    inEachLocale((locale) => ({ label: texts(locale).name, also: texts(locale)[field] ?? [] }))
  const also = inEveryLocale(wordsWith('entry'))
  const button = inEveryLocale(wordsWith('button'))
  const onButton = [...also, ...button]
  const stepWith = (phrases: readonly string[]) =>
    inEachLocale((locale) => ({
      id: `start:${id}`,
      label: texts(locale).name,
      also: phrases,
      ...startOf(id),
    }))
  const plain = stepWith(also)
  const entries = inEachLocale((locale): Entry => ({ ...plain[locale], button }))
  return {
    version: 1,
    migrations: {},
    detours: null,
    closing: null,
    patientStates: [],
    retellsClosings: false,
    ...parts,
    logic: pureLogicOf(parts.machine),
    name: (locale: Locale) => texts(locale).name,
    entry: texts(locales[0]).entry === undefined ? null : (locale: Locale) => entries[locale],
    choices: [...catalogue.choices, ...locales.map((locale) => entries[locale])],
    start: stepWith(onButton),
  } as unknown as DefinedDialog
}

/** The dialogs by their ids; a closing proposes the others by the names they have. */
export function dialogsById(defined: readonly DefinedDialog[]): ReadonlyMap<FlowId, Dialog> {
  const starts = new Map(defined.map(({ id, start }) => [id, start]))
  const stepOf = (step: FlowId | NextStep, locale: Locale): readonly NextStep[] => {
    if (typeof step !== 'string') return [step]
    const start = starts.get(step)
    return start === undefined ? [] : [start[locale]]
  }
  return new Map(
    defined.map(({ start: _, closing, ...dialog }) => [
      dialog.id,
      {
        ...dialog,
        closing:
          closing &&
          ((output, locale, moment) => {
            const { next, ...said } = closing(output, locale, moment)
            return { ...said, next: next.flatMap((step) => stepOf(step, locale)) }
          }),
      },
    ]),
  )
}
