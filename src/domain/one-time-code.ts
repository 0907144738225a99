import { asciiDigits, plainText } from './plain-text.ts'

/** NIST SP 800-63B section 3.1.3.2 asks for at least six decimal digits. */
const codeDigits = 6

/** Longer texts are refused before any work. */
const longestSpelling = 80

const before =
  /^(?:(?:hi|hello|ok|okay|my|the|your|here|it['’]?s|it|this|is|was|got|i|you|me|have|sent|texted|received|sms|text|one-time|verification|security|login|code|otp|pin|no|number)\b|您好|你好|您的|你的|我的|收到|短信|手机|动态|验证码|校验码|验证|密码|号码|码|是|为|的|[\s:=,.，。：#"'])+/iu
const after = /(?:thanks|thank you|please|谢谢|好的|[\s.,!。！，"']){1,80}$/iu

/**
 * Reads a one-time code as people type it: spaces and dashes between the digits, full-width or Arabic-Indic digits,
 * "code: 123 456", "my code is 123456", "验证码123456". Anything but exactly six digits is refused, so a slip of the
 * finger never spends an attempt.
 *
 * @returns the six ASCII digits, or null
 */
export function readCode(text: string): string | null {
  if (text.length > longestSpelling) return null
  const typed = asciiDigits(plainText(text)).replace(before, '').replace(after, '')
  return /^\d(?:[ \p{Pd}]{0,3}\d){5}$/u.test(typed) ? typed.replace(/\D/g, '') : null
}

/**
 * Draws a new code: uniform over all six-digit strings, leading zeros kept (ASVS 6.5.3, 6.5.4).
 *
 * @param random the Random port's shape; `below` must be cryptographic and unbiased
 */
export function drawCode(random: { below(limit: number): number }): string {
  return String(random.below(10 ** codeDigits)).padStart(codeDigits, '0')
}

/**
 * Hides a text that is nothing but a one-time code (four to eight digits of any width, spaces or dashes between them),
 * so that no chat history holds one.
 *
 * @returns one dot for each digit, or the text as it was
 */
export function maskCode(text: string): string {
  const plain = text.slice(0, 64).normalize('NFKC')
  const digits = plain.replaceAll(/[\s\p{Pd}]/gu, '')
  const isCode = text.length <= 64 && /^\p{Nd}{4,8}$/u.test(digits)
  return isCode ? digits.replaceAll(/\p{Nd}/gu, '•') : text
}
