import { announcedSecrets } from './announced-secret.ts'
import { isGlaringToken, isSecretToken } from './secret-token.ts'
import { tokensOf, withMasks, type Span } from './text-span.ts'

/** Words that may stand around a password somebody types bare; a text of other words is a sentence. */
const aside = new Set(
  `old new current the my is it its it's here this that's that was use try tried and or then to one please pls hi hello
  ok okay yes no again with now can could you i set make change changed into want be should enter entered put type typed -> => → / , ; : = + & > | - old: new: current: it: here: is:
  旧 新 旧的 新的 是 旧密码 新密码 和 或 改成 试试`.split(/\s+/),
)

/** More passwords are never typed at once: the old one, the new one, and the new one again. */
const mostAtOnce = 3

/** The tokens of a text that has little else than passwords in it. */
function bareSecrets(text: string): readonly Span[] {
  const parts = tokensOf(text.replace(/[，。；、]/gu, ' ')).filter(
    (part) => !aside.has(part.text.toLowerCase().replace(/,$/, '')),
  )
  const isBare = parts.length <= mostAtOnce && parts.every((part) => isSecretToken(part.text))
  return isBare ? parts : []
}

function glaringSecrets(text: string): readonly Span[] {
  return tokensOf(text).filter((part) => isGlaringToken(part.text))
}

function secretsIn(text: string): readonly Span[] {
  return [...announcedSecrets(text), ...bareSecrets(text), ...glaringSecrets(text)]
}

const hidden = '••••••'

const sixDigits = /(?<!\p{Nd})\p{Nd}(?:[ \u00a0\p{Pd}]?\p{Nd}){5}(?!\p{Nd})/gu

/** Dots for each span. */
function hide(text: string, spans: readonly Span[]): string {
  return withMasks(
    text,
    spans.map((span) => ({ ...span, mask: hidden })),
  )
}

/**
 * Whether somebody typed a password into the chat (attacks H1): announced in English or Chinese ("my password is …",
 * "pwd=…", "密码是…"), alone, old and new together, or glaring out of a sentence. To be asked before anything of the
 * text is stored, logged or passed on.
 *
 * It would rather miss a password than stop a person from giving a mail address, an IPv6 address or the number of an
 * order: a plain word or number that nobody announces is none.
 */
export function looksLikePassword(text: string): { readonly found: boolean } {
  return { found: secretsIn(text).length > 0 }
}

/** A text with six dots for each password that {@link looksLikePassword} finds; numbers that nobody announces stay. */
export function withoutPasswords(text: string): string {
  return hide(text, secretsIn(text))
}

/** A text with six dots for each six-digit code, with or without spaces and dashes between its digits. */
export function withoutCodes(text: string): string {
  return text.replace(sixDigits, hidden)
}

/**
 * A text for transcripts and cases: six dots, whatever their length, stand for each password that
 * {@link looksLikePassword} finds and for each six-digit code, with or without spaces and dashes between its digits.
 * Doing it twice changes nothing more.
 */
export function withoutSecrets(text: string): string {
  return withoutCodes(withoutPasswords(text))
}
