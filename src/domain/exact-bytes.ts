/**
 * The bytes of a text from outside, or null when it is not exactly what they are written as. Node reads more than that:
 * padding, blanks and other signs, the two base64 alphabets mixed, and bits behind the last byte, so that one value would
 * have many spellings, and what counts once could be used once under each of them (RFC 4648 3.3, 3.5).
 */
export function exactBytes(text: string, encoding: 'base64' | 'base64url' | 'hex'): Buffer | null {
  const bytes = Buffer.from(text, encoding)
  return bytes.toString(encoding) === text ? bytes : null
}
