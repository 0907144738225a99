import { plainText } from '../domain/plain-text.ts'
import { simplified, traditional } from './traditional.ts'

const simplifiedOf = new Map(
  Array.from(traditional, (character, index) => [character, simplified[index] ?? character]),
)

/** A text in the one form in which texts are compared: NFKC, lower case, simplified characters, no apostrophes. */
export function folded(text: string): string {
  const plain = plainText(text).toLowerCase().replace(/['’`]/g, '')
  return plain.replace(/\p{Script=Han}/gu, (character) => simplifiedOf.get(character) ?? character)
}
