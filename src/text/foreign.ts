import type { Reading } from './meaning.ts'

/** A language that is not spoken here, as others.ts of the languages has it. */
export interface KnownStranger {
  readonly script: RegExp | null
  readonly words: readonly string[]
}

/** So many frequent words of a language in Latin letters, and more than a third of the text, give it away. */
const fewest = 2

/** A text in a language that is not spoken here, by its script or by its most frequent words. */
export function foreignReading(languages: Readonly<Record<string, KnownStranger>>): Reading {
  const known = Object.entries(languages).map(([language, { script, words }]) => ({
    language,
    script,
    words: new Set(words),
  }))
  return ({ text, lexicon }) => {
    const tokens = lexicon.tokensOf(spokenPart(text))
    const letters = text.slice(0, longestText)
    const byScript = known.find(({ script }) => script?.test(letters) === true)
    if (byScript !== undefined) return { kind: 'foreign', language: byScript.language }
    const counted = known
      .map(({ language, words }) => ({
        language,
        count: tokens.filter((token) => words.has(token)).length,
      }))
      .toSorted((one, other) => other.count - one.count)
    const [best] = counted
    if (best === undefined || best.count < fewest || best.count * 3 < tokens.length) return null
    return { kind: 'foreign', language: best.language }
  }
}

const longestText = 2_000

/** What joins the parts of an address, a link, a path or an ID, and every digit: no words of any language are in them. */
const valuePart = /[@:/\\_.][\p{L}\p{N}]|\p{N}/u

/** A text without the values in it: ".com" twice is no Portuguese. */
function spokenPart(text: string): string {
  const words = text.slice(0, longestText).split(/\s+/u)
  return words.filter((word) => !valuePart.test(word)).join(' ')
}
