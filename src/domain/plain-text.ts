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

/** What a decimal digit of any script counts; every script has its ten digits in a row, the zero first. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return value
}

/** The decimal digits of every script as 0 to 9; everything else is left as it is. */
export function asciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOf(digit)))
}

/** A text without the run of certain characters that it ends in; linear, which a pattern for that is not. */
export function withoutTail(text: string, characters: string): string {
  let end = text.length
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}
