/** A string of JSON, from its opening quotation mark on. */
const stringAt = /"(?:[^"\\]|\\.)*"/suy

/** What a place in the text is inside of: the names an object had so far, or null in a list. */
type Inside = Set<string> | null

/**
 * Whether an object of a JSON text has one name twice, however its letters are escaped: other readers could take the
 * other value (RFC 8259 section 4).
 *
 * @param text valid JSON
 */
function hasRepeatedName(text: string): boolean {
  const stack: Inside[] = []
  let isName = false
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index)
    const inside = stack.at(-1) ?? null
    if (sign === '{' || sign === '[') {
      stack.push(sign === '{' ? new Set() : null)
      isName = sign === '{'
    } else if (sign === '}' || sign === ']') {
      stack.pop()
      isName = false
    } else if (sign === ',') {
      isName = inside !== null
    } else if (sign === '"') {
      stringAt.lastIndex = index
      const literal = stringAt.exec(text)?.[0] ?? '""'
      index += literal.length - 1
      if (!isName || inside === null) continue
      const name = String(JSON.parse(literal))
      if (inside.has(name)) return true
      inside.add(name)
      isName = false
    }
  }
  return false
}

/** The value of a JSON text. @throws SyntaxError for what is no JSON, and for an object with one name twice */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (hasRepeatedName(text)) throw new SyntaxError('an object has one name twice')
  return value
}
