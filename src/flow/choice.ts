import { locales, type Locale } from './locale.ts'
import type { Choice } from './reply.ts'

/** How one choice reads in one language: its label, and what else people type for it (S82). */
export interface ChoiceWords {
  readonly label: string
  readonly also: readonly string[]
}

/**
 * A choice in the person's language that is understood in all of them: people switch languages in
 * mid-sentence, and an old button keeps its old label.
 */
export function choice(
  id: string,
  words: Readonly<Record<Locale, ChoiceWords>>,
  locale: Locale,
): Choice {
  const also = locales.flatMap((each) => [words[each].label, ...words[each].also])
  return { id, label: words[locale].label, also }
}
