import type { Locale } from '../../src/flow/locale.ts'
import { assistant } from '../index.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

/** What the people of support read, in every language. */
export const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

/** A sentence out of a table, or the key itself: an older case may hold what is no longer known. */
export function wordIn(table: Readonly<Record<string, string>> | undefined, key: string): string {
  return table !== undefined && Object.hasOwn(table, key) ? (table[key] ?? key) : key
}

/** What a flow is called, as its users know it; what stands in a case's path and is no flow has a name of its own. */
export function flowName(flow: string, locale: Locale): string {
  const dialog = [...assistant.dialogs.values()].find(({ id }) => id === flow)
  return dialog?.name(locale) ?? (flow === 'undo' ? catalogue[locale].undo : flow)
}

/** What came of a step, in a few words. */
export const stepWords = (answer: string, locale: Locale): string =>
  wordIn(catalogue[locale].steps, answer)
