import type { Locale } from '../flow/locale.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogues: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

/** The pages' texts in a language. */
export function textsFor(locale: Locale): Texts {
  return catalogues[locale]
}
