import type { DeskCard, DeskLine, DeskTone } from '../../src/flow/desk.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

/** Every language's texts. */
export const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

/** A line of the program's own words. */
export const own = (text: string, tone: DeskTone = 'default'): DeskLine => ({
  text,
  isQuoted: false,
  tone,
})

/** A line of somebody else's words. */
export const quoted = (text: string): DeskLine => ({ text, isQuoted: true, tone: 'default' })

/** A card with a title and lines alone. */
export function plainCard(
  title: string,
  lines: readonly DeskLine[],
  tone: DeskTone = 'default',
): DeskCard {
  return { title, subtitle: null, tone, facts: [], sections: [{ heading: '', lines }], actions: [] }
}

/** A word from a table of the catalogue, or the key itself: an older case may hold one that is no longer there. */
export function wordFor(table: Readonly<Record<string, string>> | undefined, key: string): string {
  return table !== undefined && Object.hasOwn(table, key) ? (table[key] ?? key) : key
}
