import { offeredSteps } from '../../src/domain/support-case.ts'
import type { DeskFace } from '../../src/flow/desk-face.ts'
import { locales, type Locale } from '../../src/flow/locale.ts'
import { mergedPhrases, phraseTable } from '../../src/flow/phrases.ts'
import { flowName } from './catalogue.ts'
import { en, type PhraseTexts } from './phrases.en.ts'
import { zhCn } from './phrases.zh-cn.ts'

const byLocale: Readonly<Record<Locale, PhraseTexts>> = { en, 'zh-CN': zhCn }

/** The phrases of every language for the same keys. */
function everyLanguage<K extends string>(
  tableIn: (texts: PhraseTexts) => Readonly<Record<K, readonly string[]>>,
): Readonly<Record<K, readonly string[]>> {
  return mergedPhrases(locales.map((locale) => tableIn(byLocale[locale])))
}

/** The steps by the names that users read. */
const stepNames = phraseTable(offeredSteps, (step) =>
  locales.map((locale) => flowName(step, locale).toLowerCase()),
)

/** What begins an order, in every language; the longest that fits counts. */
export const orderPhrases: DeskFace['phrases'] = everyLanguage(({ orders }) => orders)

/** Words that may follow an order, in every language; lower case. */
export const orderWords: DeskFace['words'] = {
  severity: everyLanguage(({ words }) => words.severity),
  outcome: everyLanguage(({ words }) => words.outcome),
  step: mergedPhrases([everyLanguage(({ words }) => words.step), stepNames]),
  filter: everyLanguage(({ words }) => words.filter),
  role: everyLanguage(({ words }) => words.role),
  topic: everyLanguage(({ words }) => words.topic),
  unit: everyLanguage(({ words }) => words.unit),
  before: everyLanguage(({ words }) => words.before),
  language: everyLanguage(({ words }) => words.language),
}
