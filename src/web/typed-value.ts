import type { FieldKind } from './chat-fields.ts'

/**
 * What is left in the chat of a value that a card asked for: enough for the person to know it again. The page's script
 * does the same (talk-question.js).
 *
 * @returns null for what is no value of that kind, and is heard as words
 */
export function maskValue(kind: FieldKind, text: string): string | null {
  const digits = text.replaceAll(/\D/gu, '')
  if (kind === 'mobile') {
    return /^[\d\s().-]{4,}$/u.test(text) ? `••••••••${digits.slice(-2)}` : null
  }
  if (kind === 'account-id') {
    return /^[\d\s-]{8,40}$/u.test(text) ? `••••••••${digits.slice(-4)}` : null
  }
  if (kind !== 'email' || text.length >= 255 || !/^[^\s@]+@[^\s@]+$/u.test(text)) return null
  const [name = '', domain = ''] = text.split('@')
  return `${Array.from(name).slice(0, 2).join('')}•••••@${domain}`
}
