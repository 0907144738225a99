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
  flows: assistant.menu.flatMap((flow) => {
    const entry = assistant.dialogs.get(flow)?.entry?.('en')
    return entry === undefined ? [] : [{ flow, ...entry }]
  }),
  languages: locales.map((locale) => ({ locale, names: languageNames[locale] })),
  argumentWords,
  noSlips,
}
