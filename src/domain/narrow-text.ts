import { withoutUnseen } from './plain-text.ts'

/** The digit that a sign of any script stands for, a raised or circled one too; what stands for none stays. */
function digitOf(sign: string): string {
  const folded = sign.normalize('NFKC')
  if (/^[0-9]$/.test(folded)) return folded
  const code = folded.codePointAt(0)
  if (code === undefined || !/^\p{Nd}$/u.test(folded)) return sign
  // Every script has its ten digits in a row, the zero first.
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}

/**
 * A text in which a number is one however it was written: digits of every script as 0 to 9, nothing unseen between
 * them and no marks upon them. Everything else is left as it is.
 */
export function withPlainDigits(text: string): string {
  return withoutUnseen(text)
    .replace(/(?![0-9])[\p{Nd}\p{No}]/gu, digitOf)
    .replace(/(?<=[0-9])\p{M}+/gu, '')
}

/**
 * A text of the same length to look for addresses in: full-width signs narrow, every space a space, every dash a
 * dash, every full stop a full stop. A place in it is the same place in the text.
 */
export function narrowed(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[^\S\n]/gu, ' ')
    .replace(/\p{Pd}/gu, (dash) => '-'.repeat(dash.length))
    .replace(/[。｡․﹒·‧]/gu, '.')
    .replace(/﹫/gu, '@')
}
