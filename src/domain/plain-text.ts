/** Invisible characters: format and control characters, fillers, lone surrogates; not white space. */
const unseen = /(?![\t\n\v\f\r\u0085])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}]/gu

/** A text without invisible characters and lone surrogates; spaces, tabs and line breaks stay. */
export function withoutUnseen(text: string): string {
  return text.replace(unseen, '')
}

/**
 * A text in a normal form of Unicode, in linear time: of more than 30 combining marks in a row the rest is dropped
 * (UAX #15, Stream-Safe Text). Putting marks in order takes the square of their number, which for 64,000 is half a minute.
 */
export function normalized(text: string, form: 'NFC' | 'NFKC'): string {
  return text.replace(/(\p{M}{30})\p{M}+/gu, '$1').normalize(form)
}

const whiteSpace = /[\s\u0085]+/gu

/**
 * The form in which two texts are compared: NFKC, without zero-width, bidirectional, format and control
 * characters, every run of white space one space, trimmed. Case is kept. The result is its own plain text.
 *
 * Not for servers' addresses, which must be canonical as typed (server-ip.ts).
 */
export function plainText(text: string): string {
  return withoutUnseen(normalized(withoutUnseen(text), 'NFKC'))
    .replace(whiteSpace, ' ')
    .trim()
}

/** The zeros of Arabic-Indic, Extended Arabic-Indic and full-width digits. */
const zeros = [0x660, 0x6f0, 0xff10] as const

/** Full-width, Arabic-Indic and Extended Arabic-Indic digits as 0 to 9; everything else is left as it is. */
export function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => {
    const code = digit.charCodeAt(0)
    const zero = zeros.find((start) => code >= start && code < start + 10) ?? code
    return String(code - zero)
  })
}
