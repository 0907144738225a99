import type { LanguageTexts } from '../../src/flow/language.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { en } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

/** How people say, in each language, what is understood everywhere. */
export const languages: Readonly<Record<Locale, LanguageTexts>> = { en, 'zh-CN': zhCn }
