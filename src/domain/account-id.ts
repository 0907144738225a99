import { asciiDigits, plainText } from './plain-text.ts'

/** Every account ID has so many digits (S24). */
const idDigits = 12

export type ParsedAccountId =
  | { readonly outcome: 'parsed'; readonly id: string }
  | {
      readonly outcome: 'refused'
      /** `not-digits`: something else than digits, spaces and dashes. */
      readonly reason: 'too-short' | 'too-long' | 'not-digits'
      /** How many digits were typed. */
      readonly digits: number
    }

/** Longer texts are refused before any work. */
const longestSpelling = 200

/**
 * Reads an account ID: twelve digits, with spaces or dashes between them if the person likes, full-width and
 * Arabic-Indic digits folded, leading zeros kept (S24). Eleven digits are too short and may well be a Chinese
 * mobile number; the caller asks, this function does not guess.
 */
export function parseAccountId(text: string): ParsedAccountId {
  const typed = asciiDigits(plainText(text.slice(0, longestSpelling)))
  const id = typed.replace(/[\s\p{Pd}]/gu, '')
  const digits = id.replace(/\D/g, '').length
  if (digits !== id.length) return { outcome: 'refused', reason: 'not-digits', digits }
  if (digits === idDigits && text.length <= longestSpelling) return { outcome: 'parsed', id }
  return { outcome: 'refused', reason: digits < idDigits ? 'too-short' : 'too-long', digits }
}
