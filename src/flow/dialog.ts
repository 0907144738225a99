import type { AnyStateMachine } from 'xstate'
import type { ZodType } from 'zod'
import { inEveryLocale, type ChoiceWords } from './choice.ts'
import type { FlowId } from './flow-call.ts'
import type { Locale } from './locale.ts'
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
  /** A page offered in this very turn; null when the person comes back to the prompt later. */
  readonly page: { readonly url: string; readonly words: string } | null
}

/** What is said when a flow has ended and nobody called it: what changed, what to expect, a useful next step. */
export interface Closing {
  readonly text: string
  /** What is said of it when it goes back to a flow that called it; left out when that flow says enough. */
  readonly handback?: string
  readonly next: readonly NextStep[]
}

/** A button under a closing or in the menu: starting a flow. */
export interface NextStep extends Choice {
  readonly flow: FlowId
  readonly given: unknown
}

/** How a flow is found from the menu and from free words. */
export interface Entry {
  readonly label: string
  /** Whole phrases and weighted keywords that mean this flow. */
  readonly also: readonly string[]
}

/** The entry of a flow whose catalogues have the words for it: shown in one language, understood in all. */
export function entryIn(
  catalogue: Readonly<Record<Locale, { readonly entry: ChoiceWords }>>,
): (locale: Locale) => Entry {
  const also = inEveryLocale({ en: catalogue.en.entry, 'zh-CN': catalogue['zh-CN'].entry })
  return (locale) => ({ label: catalogue[locale].entry.label, also })
}

/** One flow's public face: the five written files of its folder in one value. */
export interface Dialog {
  readonly id: FlowId
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
  /** The states it waits for somebody else in, so that it does not end when the person is idle; left out for none. */
  readonly patientStates?: readonly string[]
  /** Whether what a flow it called says in closing is said, where that flow has no shorter word for it. */
  readonly retellsClosings?: boolean
  /** Null for a sub-flow, which always returns to a caller. */
  readonly closing: ((output: unknown, locale: Locale, now: number) => Closing) | null
  /** Null for a flow that only others call. */
  readonly entry: ((locale: Locale) => Entry) | null
}

/** The same face with its own types, as a dialog's index.ts writes it. */
export interface DialogParts<TContext, TPrompt extends string, TOutput> extends Omit<
  Dialog,
  'logic' | 'contextSchema' | 'prompts' | 'view' | 'pageView' | 'detours' | 'closing'
> {
  readonly contextSchema: ZodType<TContext>
  readonly prompts: readonly TPrompt[]
  readonly view: (prompt: TPrompt, input: ViewInput<TContext>) => View
  readonly pageView?: (prompt: TPrompt, context: TContext) => PageView
  readonly detours: ((context: TContext, locale: Locale) => readonly Choice[]) | null
  readonly closing: ((output: TOutput, locale: Locale, now: number) => Closing) | null
}

/** Makes a dialog from its typed parts; the shell treats all dialogs alike. */
export function defineDialog<TContext, TPrompt extends string, TOutput>(
  parts: DialogParts<TContext, TPrompt, TOutput>,
): Dialog {
  return { ...parts, logic: pureLogicOf(parts.machine) } as unknown as Dialog
}
