import * as fc from 'fast-check'

/** Signs of each kind that a class may name, control characters and astral ones among them. */
const usual = [
  ...['a', 'Z', '0', ' ', '\n', '.', '-', '_', ':', '@', '/', '!', '(', '"'],
  ...['\u0001', '\u0085', '中', 'é', '\u0301', '😀', '\u200b', '，', '١', '\ud800'],
]

/** All signs a pattern can tell apart: those it names, and of those it does not a few of each kind. */
function signsFor(source: string): readonly string[] {
  return [...new Set([...usual, ...source])]
}

/** Words a pattern names, which lead into its inner parts. */
function wordsFor(source: string): readonly string[] {
  const words = source.match(/[\p{L}]{2,}|\p{Script=Han}/gu) ?? []
  return [...new Set(words)].slice(0, 60)
}

/** A text of at least so many code units. */
export type Evil = (size: number) => string

const repeated = (part: string, size: number): string => part.repeat(Math.ceil(size / part.length))

/** Ends that make a match fail after everything before it has fitted. */
const ends = ['', '\u0001', '!', 'a', '\n', '中', ' ']

/**
 * The texts that a pattern is tried with: each sign and each pair of signs in a row; a run of one sign with another one
 * in front or behind it; its own words in a row, with a sign between them, and before a run.
 */
export function* evilTexts(source: string): Generator<Evil> {
  const signs = signsFor(source)
  for (const one of signs) {
    for (const end of ends) yield (size) => repeated(one, size) + end
    for (const other of signs) {
      if (one === other) continue
      yield (size) => repeated(one + other, size)
      yield (size) => repeated(one, size) + other
      yield (size) => other + repeated(one, size) + '\u0001'
    }
  }
  for (const word of wordsFor(source)) {
    yield (size) => repeated(word, size)
    for (const sign of signs) {
      yield (size) => repeated(word + sign, size)
      yield (size) => `${word}${repeated(sign, size)}\u0001`
    }
  }
}

/** The pattern without what samples cannot be made of: its look-arounds, classes of Unicode and back references. */
function plainForm(source: string): string {
  return source
    .replace(/\(\?<?[=!](?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)/gu, '')
    .replace(/\[^\]/gu, '[^ÿ]')
    .replace(/\\[pP]\{[^}]*\}/gu, 'é')
    .replace(/\(\?<\w+>/gu, '(')
}

/** Some texts that the pattern, or one much like it, matches; always the same ones. */
function samples(source: string, flags: string): readonly string[] {
  try {
    const like = new RegExp(plainForm(source), flags.includes('u') ? 'u' : '')
    return fc.sample(fc.stringMatching(like, { size: 'small' }), { numRuns: 12, seed: 1 })
  } catch {
    return []
  }
}

/** Texts that match up to some place, where one or two of their signs are repeated, and whose end does not match. */
export function* pumpedTexts({ source, flags }: { source: string; flags: string }): Generator<Evil> {
  for (const sample of samples(source, flags)) {
    const signs = Array.from(sample).slice(0, 24)
    for (let place = 0; place < signs.length; place += 1) {
      for (const length of [1, 2, 3]) {
        const head = signs.slice(0, place).join('')
        const pump = signs.slice(place, place + length).join('')
        const tail = signs.slice(place + length).join('')
        yield (size) => `${head}${repeated(pump, size)}\u0001`
        yield (size) => `${head}${repeated(pump, size)}${tail}@\n`
        yield (size) => `${repeated(head + pump, size)}\u0001`
      }
    }
  }
}

/** Each ASCII character in a row, control characters included. */
export function asciiRuns(): readonly Evil[] {
  return Array.from({ length: 128 }, (_, code) => (size) => String.fromCharCode(code).repeat(size))
}
