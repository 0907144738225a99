/**
 * Hides a text that is nothing but a one-time code: four to eight digits of any width, with spaces or dashes
 * between them. A chat's history must not hold what opens an account, even for five minutes.
 *
 * @returns dots, one for each digit, or the text as it was
 */
export function maskCode(text: string): string {
  const plain = text.slice(0, 64).normalize('NFKC')
  const digits = plain.replaceAll(/[\s\p{Pd}]/gu, '')
  const isCode = text.length <= 64 && /^\p{Nd}{4,8}$/u.test(digits)
  return isCode ? digits.replaceAll(/\p{Nd}/gu, '•') : text
}
