import type { Locale } from '../flow/locale.ts'

/** What each language calls itself. */
export const languageNames: Readonly<Record<Locale, string>> = { en: 'English', 'zh-CN': '中文' }
