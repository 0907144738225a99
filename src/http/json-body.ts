/** The strings and the signs of structure of a JSON text; the last quote may be missing, so that none is tried twice. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"?|[{}[\],]/gsu

/** What a place in the text is inside of: the names an object had so far, or null in a list. */
type Inside = Set<string> | null

/** Enters and leaves what a sign of structure opens and closes. */
function follow(stack: Inside[], sign: string): void {
  if (sign === '{') stack.push(new Set())
  else if (sign === '[') stack.push(null)
  else if (sign !== ',') stack.pop()
}

/**
 * Whether an object of a JSON text has one name twice, however its letters are escaped: other readers could take the
 * other value (RFC 8259 section 4).
 *
 * @param text valid JSON
 */
function hasRepeatedName(text: string): boolean {
  const stack: Inside[] = []
  let before = ''
  for (const [token] of text.matchAll(tokens)) {
    const names = stack.at(-1) ?? null
    if (!token.startsWith('"')) follow(stack, token)
    else if (names !== null && (before === '{' || before === ',')) {
      const name = String(JSON.parse(token))
      if (names.has(name)) return true
      names.add(name)
    }
    before = token
  }
  return false
}

/** The value of a JSON text. @throws SyntaxError for what is no JSON, and for an object with one name twice */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (hasRepeatedName(text)) throw new SyntaxError('an object has one name twice')
  return value
}
