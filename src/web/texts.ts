import { localeFor, type Locale } from '../flow/locale.ts'
import type { WebRequest } from '../ports/web-handler.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogues: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

/** The pages' texts in a language. */
export function textsFor(locale: Locale): Texts {
  return catalogues[locale]
}

/**
 * The language a page is asked for in: `?lang=` first, then the first language of `Accept-Language` that we speak,
 * in the order given (browsers list the preferred one first).
 */
export function localeOf(request: Pick<WebRequest, 'query' | 'headers'>, fallback: Locale): Locale {
  const accepted = (request.headers['accept-language'] ?? '').split(',')
  for (const tag of [request.query.get('lang'), ...accepted]) {
    const locale = localeFor(tag?.trim().split(';', 1)[0] ?? null)
    if (locale !== null) return locale
  }
  return fallback
}
