import { inEachLocale, locales, type Locale } from './locale.ts'
import type { Choice } from './reply.ts'

/** How one choice reads in one language: its label, and what else people type for it (S82). */
export interface ChoiceWords {
  readonly label: string
  readonly also: readonly string[]
}

/** The choices that a catalogue has words for, by id. */
type ChoiceTable = Readonly<Record<string, ChoiceWords>>

type ChoiceId<T> = T extends { readonly choices: infer C } ? keyof C & string : never

/** The texts of a dialog in every language, and the choices that are made of them. */
export interface Catalogue<T> {
  readonly texts: (locale: Locale) => T
  /** One of the choices under `choices` in the texts; the same object each time. */
  readonly choice: (id: ChoiceId<T>, locale: Locale) => Choice
  /** A choice whose label holds something that only its turn knows, such as a masked number. */
  readonly choiceOf: (id: string, wordsIn: (texts: T) => ChoiceWords, locale: Locale) => Choice
  /** Every choice that the texts have words for, in every language. */
  readonly choices: readonly Choice[]
}

/** Everything that means the same, in all languages at once: people switch in mid-sentence. */
export function inEveryLocale(words: Readonly<Record<Locale, ChoiceWords>>): readonly string[] {
  return locales.flatMap((locale) => [words[locale].label, ...words[locale].also])
}

/** A choice in each language that is understood in all of them: an old button keeps its old label. */
function choiceIn(id: string, words: Readonly<Record<Locale, ChoiceWords>>) {
  const also = inEveryLocale(words)
  return inEachLocale((locale): Choice => ({ id, label: words[locale].label, also }))
}

/** Makes a catalogue of the same texts in every language; its choices are made once, here. */
export function catalogueOf<T extends object>(byLocale: Readonly<Record<Locale, T>>): Catalogue<T> {
  const tableIn = (locale: Locale): ChoiceTable =>
    'choices' in byLocale[locale] ? (byLocale[locale].choices as ChoiceTable) : {}
  const ids = Object.keys(tableIn(locales[0]))
  const made = new Map(
    ids.map((id) => [
      id,
      choiceIn(
        id,
        inEachLocale((locale) => wordsIn(tableIn(locale), id)),
      ),
    ]),
  )
  return {
    texts: (locale) => byLocale[locale],
    choice(id, locale) {
      const found = made.get(id)
      if (found === undefined)
        throw new Error(`no catalogue has words for the choice ${String(id)}`)
      return found[locale]
    },
    choiceOf: (id, words, locale) =>
      choiceIn(
        id,
        inEachLocale((each) => words(byLocale[each])),
      )[locale],
    choices: [...made.values()].flatMap((choice) => locales.map((locale) => choice[locale])),
  }
}

function wordsIn(table: ChoiceTable, id: string): ChoiceWords {
  const words = table[id]
  if (words === undefined) throw new Error(`a language has no words for the choice ${id}`)
  return words
}
