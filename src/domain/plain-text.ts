/** What nobody sees and no comparison may depend on: format and control characters, fillers, lone surrogates. */
const unseen = /(?![\t\n\v\f\r\u0085])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}]/gu

/** A text without what nobody sees; spaces, tabs and line breaks stay, lone surrogates do not. */
export function withoutUnseen(text: string): string {
  return text.replace(unseen, '')
}

const whiteSpace = /[\s\u0085]+/gu

/**
 * The form in which two texts are compared: NFKC, without zero-width, bidirectional, format and control
 * characters, every run of white space one space, trimmed. Case is kept. The result is its own plain text.
 *
 * Not for addresses of servers: there the person's own spelling must be canonical already (server-ip.ts).
 */
export function plainText(text: string): string {
  return withoutUnseen(withoutUnseen(text).normalize('NFKC')).replace(whiteSpace, ' ').trim()
}

/** Where the decimal digits of the scripts begin that a phone's keyboard may type instead of 0 to 9. */
const zeros = [0x660, 0x6f0, 0xff10] as const

/** Full-width, Arabic-Indic and Extended Arabic-Indic digits as 0 to 9; everything else is left as it is. */
export function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => {
    const code = digit.charCodeAt(0)
    const zero = zeros.find((start) => code >= start && code < start + 10) ?? code
    return String(code - zero)
  })
}
