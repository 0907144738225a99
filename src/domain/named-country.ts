import { getCountries } from 'libphonenumber-js/max'
import { plainText } from './plain-text.ts'

/** Names are looked for in the languages that are spoken here. */
const languages = ['en', 'zh-CN']

/** A text with a country and a number in it is no longer than this. */
const longestText = 200

const han = /\p{Script=Han}/u

let known: ReadonlyMap<string, string> | null = null

/** Country codes by the names people type, in lower case: "germany", "uk", "英国". */
function countriesByName(): ReadonlyMap<string, string> {
  const named = languages.flatMap((language) =>
    (['long', 'short'] as const).flatMap((style) => {
      const names = new Intl.DisplayNames([language], { type: 'region', style })
      return getCountries().map((country) => [names.of(country) ?? country, country] as const)
    }),
  )
  return new Map(named.map(([name, country]) => [name.toLowerCase(), country]))
}

const mayName = (text: string): boolean =>
  text.length <= longestText && /\p{Nd}{3}/u.test(text) && /\p{L}{2}/u.test(text)

/** A name in Latin letters, of one word or two; "us" is a word like any other unless it stands alone or in capitals. */
function latinName(text: string, names: ReadonlyMap<string, string>): string | null {
  const words = text.match(/\p{Script=Latin}+/gu) ?? []
  for (const [index, word] of words.entries()) {
    const isPlainWord = word.length < 3 && word !== word.toUpperCase() && words.length > 1
    const pair = `${word} ${words[index + 1] ?? ''}`.toLowerCase()
    const found = names.get(pair) ?? (isPlainWord ? undefined : names.get(word.toLowerCase()))
    if (found !== undefined) return found
  }
  return null
}

/** A name in Chinese characters; "中国香港" is Hong Kong: of two names the one that ends last is meant. */
function hanName(text: string, names: ReadonlyMap<string, string>): string | null {
  if (!han.test(text)) return null
  const ends = [...names]
    .map(([name, country]) => ({ country, end: text.lastIndexOf(name) + name.length, name }))
    .filter(({ end, name }) => end >= name.length && han.test(name))
  return ends.toSorted((one, other) => other.end - one.end)[0]?.country ?? null
}

/**
 * The country that a text names beside a number (S16): "UK 07400 123456", "英国 07400 123456".
 *
 * @returns ISO 3166, or null where it names none
 */
export function countryNamedIn(text: string): string | null {
  if (!mayName(text)) return null
  known ??= countriesByName()
  const plain = plainText(text)
  return latinName(plain, known) ?? hanName(plain, known)
}
