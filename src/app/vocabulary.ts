import {
  argumentWords,
  commandPhrases,
  languageNames,
  noSlips,
  smalltalkPhrases,
} from '../../dialogs/commands.ts'
import { assistant } from '../../dialogs/index.ts'
import { commandIds, smalltalkTopics } from '../flow/command.ts'
import { locales, type Locale } from '../flow/locale.ts'
import type { Vocabulary } from '../text/understand.ts'

const everyLanguage = (table: Readonly<Record<Locale, readonly string[]>>) =>
  locales.flatMap((locale) => table[locale])

/** All that the assistant understands, gathered from the phrase tables and the flows' own entries. */
export const vocabulary: Vocabulary = {
  commands: commandIds.map((id) => ({ id, phrases: everyLanguage(commandPhrases[id]) })),
  smalltalk: smalltalkTopics.map((topic) => ({
    topic,
    phrases: everyLanguage(smalltalkPhrases[topic]),
  })),
  // Also flows that the menu does not offer: whoever asks "why am I locked" is understood.
  flows: [...assistant.dialogs.values()].flatMap(({ id, entry }) => {
    const words = entry?.('en')
    return words === undefined ? [] : [{ flow: id, ...words }]
  }),
  languages: locales.map((locale) => ({ locale, names: languageNames[locale] })),
  argumentWords,
  noSlips,
}
