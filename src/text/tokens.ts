/** The tokens as one text to look up and to measure. */
export function joined(tokens: readonly string[]): string {
  return tokens.join(' ')
}

/** Where a phrase stands in the tokens, one word after the other, at `from` or later; -1 when it does not. */
export function indexOfPhrase(
  tokens: readonly string[],
  phrase: readonly string[],
  from = 0,
): number {
  if (phrase.length === 0) return -1
  for (let start = from; start + phrase.length <= tokens.length; start += 1) {
    if (phrase.every((token, offset) => tokens[start + offset] === token)) return start
  }
  return -1
}

/** How much a phrase says: a Latin word counts one, a Chinese character half a word. */
export function weightOf(tokens: readonly string[]): number {
  return tokens.reduce((sum, token) => sum + (/\p{Script=Han}/u.test(token) ? 0.5 : 1), 0)
}
