import { locales, type Locale } from './locale.ts'
import type { Choice } from './reply.ts'

/** How one choice reads in one language: its label, and what else people type for it (S82). */
export interface ChoiceWords {
  readonly label: string
  readonly also: readonly string[]
}

/** Everything that means the same, in all languages at once: people switch in mid-sentence. */
export function inEveryLocale(words: Readonly<Record<Locale, ChoiceWords>>): readonly string[] {
  return locales.flatMap((locale) => [words[locale].label, ...words[locale].also])
}

const made = new WeakMap<ChoiceWords, Map<string, Choice>>()

/**
 * A choice in the person's language that is understood in all of them: people switch languages in
 * mid-sentence, and an old button keeps its old label. The same words give the very same choice, which is how what
 * is understood of it is found again without reading it anew.
 */
export function choice(
  id: string,
  words: Readonly<Record<Locale, ChoiceWords>>,
  locale: Locale,
): Choice {
  const known = made.get(words[locales[0]]) ?? new Map<string, Choice>()
  made.set(words[locales[0]], known)
  const key = `${id} ${locale}`
  const found = known.get(key)
  if (found !== undefined) return found
  const choiceMade: Choice = { id, label: words[locale].label, also: inEveryLocale(words) }
  known.set(key, choiceMade)
  return choiceMade
}
