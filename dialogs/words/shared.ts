import { catalogueOf } from '../../src/flow/catalogue.ts'
import type { NextStep } from '../../src/flow/dialog.ts'
import { startOf, type FlowId } from '../../src/flow/flow-call.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { Choice } from '../../src/flow/reply.ts'
import { duration, list } from '../../src/flow/wording.ts'
import { en } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'
import { shownValue } from './value-entry.ts'

/** What several flows say in the same words. */
export const shared = catalogueOf({ en, 'zh-CN': zhCn })

/** A sentence out of a table by its key; where the table has none, the one that always fits. */
export function sentenceIn<K extends string>(
  table: Readonly<Record<K, string>>,
  key: string | null,
  otherwise: K,
): string {
  const sentences: Readonly<Record<string, string>> = table
  return (key !== null && Object.hasOwn(table, key) ? sentences[key] : null) ?? table[otherwise]
}

/** Why something typed is no mobile number, said the same way in every flow that asks for one. */
export const mobileRefusal = (reason: string, locale: Locale): string =>
  sentenceIn(shared.texts(locale).mobileRefusals, reason, 'invalid')

/** Why an identity was not proven, as verify-identity returned it, said the same way by every flow that called it. */
export const notProven = (reason: string | null, locale: Locale): string =>
  sentenceIn(shared.texts(locale).notProven, reason, 'left')

/** That nothing is sent for a while, whoever asks. @param leftMs how much longer, milliseconds */
export const sendingPaused = (leftMs: number, locale: Locale): string =>
  shared.texts(locale).sending.paused({ duration: duration(leftMs, locale) })

/** That several different values were in a message, each of them by name (features 4.12: asked, never guessed). */
export const severalText = (
  { values }: { readonly values: readonly string[] },
  locale: Locale,
): string =>
  shared
    .texts(locale)
    .severalValues({ values: list(values.map(shownValue), locale, 'conjunction') })

/** "Send a new link", wherever the chat waits for a page whose link it showed. */
export const newLinkChoice = (locale: Locale): Choice => shared.choice('new-link', locale)

/**
 * The button that leads to support, for prompts where the other ways may all be closed (S79). Its id names a command,
 * so the conversation obeys it and no flow is ever told of it.
 */
export const personChoice = (locale: Locale): Choice => shared.choice('command:person', locale)

/**
 * The way out of a question for a number or a code, for whoever no longer has that phone (S83). Its id names a situation,
 * which the conversation answers, so no flow is ever told of it.
 */
export const lostPhoneChoice = (locale: Locale): Choice =>
  shared.choice('situation:lost-phone', locale)

/** The same where a code may have gone to a mailbox: the way out for whoever cannot open that. */
export const lostWayChoice = (medium: 'sms' | 'email', locale: Locale): Choice =>
  medium === 'sms' ? lostPhoneChoice(locale) : shared.choice('situation:lost-mailbox', locale)

/** A button that runs the flow that has just ended once more, from its beginning. */
export function againStep(flow: FlowId, locale: Locale): NextStep {
  return { ...shared.choice('again', locale), ...startOf(flow) }
}

/**
 * Two words for a link, the same on the page and in the chat, so that a link from elsewhere is noticed.
 *
 * @param seed at least two unpredictable bytes; the same seed gives the same words
 */
export function linkWords(seed: Uint8Array, locale: Locale): string {
  const names = shared.texts(locale).linkWords
  const pick = (byte: number | undefined) => names[(byte ?? 0) % names.length] ?? ''
  return `${pick(seed[0])} ${pick(seed[1])}`
}
