/** The languages every text exists in. */
export const locales = ['en', 'zh-CN'] as const

export type Locale = (typeof locales)[number]

/**
 * The language of ours that serves a BCP 47 tag best, or null when none does.
 * Any Chinese gets Simplified until there is a Traditional catalogue.
 */
export function localeFor(tag: string | null): Locale | null {
  const language = tag?.toLowerCase().split(/[-_]/, 1)[0]
  if (language === 'en') return 'en'
  if (language === 'zh') return 'zh-CN'
  return null
}
