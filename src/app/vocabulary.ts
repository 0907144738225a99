import { assistant } from '../../dialogs/index.ts'
import { evidence, narrower } from '../../dialogs/language/evidence.ts'
import { consentWords } from '../../dialogs/words/consent.ts'
import { languages } from '../../dialogs/language/index.ts'
import { otherLanguages } from '../../dialogs/language/others.ts'
import { commandIds, smalltalkTopics } from '../flow/command.ts'
import type { LanguageTexts } from '../flow/language.ts'
import { locales } from '../flow/locale.ts'
import { mergedPhrases } from '../flow/phrases.ts'
import type { Vocabulary } from '../text/understand.ts'

const everyLanguage = (wordsOf: (texts: LanguageTexts) => readonly string[]) =>
  locales.flatMap((locale) => wordsOf(languages[locale]))

/** All that the assistant understands, gathered from the catalogues of the languages and of the flows. */
export const vocabulary: Vocabulary = {
  commands: commandIds.map((id) => ({
    id,
    phrases: everyLanguage(({ commands }) => commands[id]),
  })),
  smalltalk: smalltalkTopics.map((topic) => ({
    topic,
    phrases: everyLanguage(({ smalltalk }) => smalltalk[topic]),
  })),
  // Also flows that the menu does not offer: whoever asks "why am I locked" is understood.
  flows: [...assistant.dialogs.values()].flatMap(({ entry }) => entry?.(locales[0]) ?? []),
  languages: locales.map((locale) => ({
    locale,
    names: everyLanguage((texts) => texts.languages[locale]),
  })),
  otherLanguages: everyLanguage(({ otherLanguages: names }) => names),
  argumentWords: {
    language: everyLanguage(({ argumentWords }) => argumentWords.language),
    status: everyLanguage(({ argumentWords }) => argumentWords.status),
  },
  noSlips: everyLanguage(({ noSlips }) => noSlips),
  sentences: locales.map((locale) => languages[locale].sentence),
  consent: consentWords,
  choices: assistant.choices,
  strangers: otherLanguages,
  evidence,
  narrower,
  concepts: mergedPhrases(locales.map((locale) => languages[locale].concepts)),
  signs: mergedPhrases(locales.map((locale) => languages[locale].signs)),
}
