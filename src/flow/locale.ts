/**
 * The languages every text exists in, one line each: what it calls itself, the primary language subtag (BCP 47) it
 * serves, how Intl writes its units, and the script that its words are known by, where no other language has it.
 */
const languages = {
  en: { name: 'English', subtag: 'en', units: 'long', script: null },
  'zh-CN': { name: '中文', subtag: 'zh', units: 'short', script: /\p{Script=Han}/u },
} as const satisfies Readonly<Record<string, Language>>

interface Language {
  readonly name: string
  readonly subtag: string
  readonly units: 'long' | 'short'
  readonly script: RegExp | null
}

export type Locale = keyof typeof languages

/** The languages every text exists in. */
export const locales = Object.keys(languages) as [Locale, ...Locale[]]

/** How Intl writes the units of a language's numbers. */
export const unitsOf = (locale: Locale): Language['units'] => languages[locale].units

/** One value for each language. */
export function inEachLocale<T>(valueIn: (locale: Locale) => T): Readonly<Record<Locale, T>> {
  return Object.fromEntries(locales.map((locale) => [locale, valueIn(locale)])) as Record<Locale, T>
}

/**
 * The language of ours that serves a BCP 47 tag best, or null when none does.
 * Any Chinese gets Simplified until there is a Traditional catalogue.
 */
export function localeFor(tag: string | null): Locale | null {
  const subtag = tag?.toLowerCase().split(/[-_]/, 1)[0]
  return locales.find((locale) => languages[locale].subtag === subtag) ?? null
}

const scriptOf = (locale: Locale): RegExp | null => languages[locale].script

/** Scripts of languages that write Chinese characters beside their own. */
const borrowing = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** The language that a text's script gives away, or null when it could be any, or one that is not spoken here. */
export function localeOfScript(text: string): Locale | null {
  if (borrowing.test(text)) return null
  return locales.find((locale) => scriptOf(locale)?.test(text) === true) ?? null
}

/** What each language calls itself. */
export const languageNames = inEachLocale((locale) => languages[locale].name)
