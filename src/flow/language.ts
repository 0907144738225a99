import type { CommandId, SmalltalkTopic } from './command.ts'
import type { Locale } from './locale.ts'
import type { SituationId } from './situation.ts'

/** What single words do to the sentence they stand in, in one language. */
export interface SentenceWords {
  /** Polite, hesitant or grammatical words, which by themselves ask for nothing. */
  readonly weak: readonly string[]
  /** A sentence with one of these may mean the opposite of its other words. */
  readonly negations: readonly string[]
  /** Words that say a thing is lost or changed, or that ask about it: its name alone is then no choice of it. */
  readonly doubts: readonly string[]
  /** Words that set what follows against what came before: "but". */
  readonly contrasts: readonly string[]
  /** A part of a sentence that says what is not the matter, or done already; written without spaces in Chinese. */
  readonly settled: readonly RegExp[]
  /** A part of a sentence that speaks of another's account or password: "my steam account". */
  readonly elses: readonly RegExp[]
  /** A question whether a human answers; written without spaces in Chinese. */
  readonly identity: readonly RegExp[]
  /** Phrases that say a thing is not wanted. */
  readonly refusals: readonly string[]
  /** How a question about the assistant's own question begins. */
  readonly reasons: readonly string[]
  /** Written forms that are brought to one before anything is compared; in lower case and without apostrophes. */
  readonly folds: readonly { readonly pattern: RegExp; readonly by: string }[]
  /** How one of several choices is picked by its number. */
  readonly ordinals: {
    /** Takes a whole text; its first group is a number in digits or one of `numbers`. */
    readonly pattern: RegExp
    /** What stands between the words when the pattern is tried. */
    readonly between: '' | ' '
    /** From 1; -1 for the last one. */
    readonly numbers: Readonly<Record<string, number>>
    /** What may stand beside the end or a part of a value that tells it apart: "the one ending in 02". */
    readonly beside: readonly string[]
  }
}

/** What words stand for, by the name of the thing. */
export type ConceptWords = Readonly<Record<string, readonly string[]>>

/** The concept of what is another's, which {@link SentenceWords.elses} names and no phrase does. */
export const elses = 'elses'

/** Which concepts speak for an intent, and which against it. */
export interface Evidence {
  readonly needs: readonly (readonly string[])[]
  /** What it must name besides before it is acted on without asking. */
  readonly shows?: readonly (readonly string[])[]
  readonly against: readonly string[]
  /** Whether it is asked for by what is not wanted any more ("don't send me offers"), so that a refusal speaks for it. */
  readonly stops?: true
  /** What people who say this easily mean instead, by flow. */
  readonly twins?: readonly string[]
}

/** A part of what the classifier knows as one intent, told from the rest of it by what a text names. */
export interface Narrower extends Pick<Evidence, 'needs' | 'against'> {
  readonly situation: SituationId
  /** The intents that the classifier may take it for. */
  readonly of: readonly string[]
}

/** How people say, in one language, what is understood everywhere. */
export interface LanguageTexts {
  readonly commands: Readonly<Record<CommandId, readonly string[]>>
  /** What people say to be friendly, or to know whom they talk to. */
  readonly smalltalk: Readonly<Record<SmalltalkTopic, readonly string[]>>
  /** What the languages are called. */
  readonly languages: Readonly<Record<Locale, readonly string[]>>
  /** What languages are called that are not spoken here. */
  readonly otherLanguages: readonly string[]
  /** What stands beside a language's name or a case's number when a command names one. */
  readonly argumentWords: Readonly<Record<'language' | 'status', readonly string[]>>
  /** Real words one slip away from a command; whoever types them means them. */
  readonly noSlips: readonly string[]
  readonly sentence: SentenceWords
  /** What the classifier of intents looks for, beside the words themselves. */
  readonly concepts: ConceptWords
  /** Concepts that only weigh as evidence: the classifier does not read them, so that no weight hangs on them. */
  readonly signs: ConceptWords
}

/** How people say a plain yes or no, in all languages at once. */
export interface ConsentWords {
  /** A choice that lists one of these is one that a yes takes. */
  readonly yesItself: readonly string[]
  readonly noItself: readonly string[]
  readonly yes: readonly string[]
  readonly no: readonly string[]
  /** Signs without letters that say yes or no. */
  readonly yesSigns: readonly string[]
  readonly noSigns: readonly string[]
  /** What may stand beside a yes or a no and changes nothing. */
  readonly courtesies: readonly string[]
  /** Whole phrases that only sound like a yes: "yeah right". */
  readonly neither: readonly string[]
}
