import { escapeHtml } from '../../src/flow/escape-html.ts'
import type { Locale } from '../../src/flow/locale.ts'

/** A mail with one link to press. */
export interface MailPage {
  readonly locale: Locale
  readonly title: string
  /** Paragraphs before the button. */
  readonly before: readonly string[]
  readonly button: string
  /** What is said between the button and the bare link; plain text has no button and leaves it out. */
  readonly orCopy: string
  readonly url: string
  /** Paragraphs after the link. */
  readonly after: readonly string[]
}

const page =
  'margin:0;padding:24px;background:#f4f6fa;color:#12233f;font:16px/1.6 -apple-system,Segoe UI,Roboto,PingFang SC,Microsoft YaHei,sans-serif'
const sheet =
  'max-width:560px;margin:0 auto;padding:24px 28px;background:#ffffff;border-radius:12px'
const pressable =
  'display:inline-block;padding:12px 24px;background:#3b62b0;color:#ffffff;font-weight:600;text-decoration:none;border-radius:8px'

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`

/**
 * The HTML of a mail: a button, and under it the bare link for mail programs in which the button does nothing (S42,
 * S43). Every value is escaped; styles stand on the elements, since most mail programs drop a style sheet; nothing
 * is loaded from anywhere.
 */
export function mailPage(mail: MailPage): string {
  const { locale, title, before, button, orCopy, after } = mail
  const url = escapeHtml(mail.url)
  return [
    '<!doctype html>',
    `<html lang="${locale}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>`,
    `<body style="${page}">`,
    `<div style="${sheet}">`,
    ...before.map(paragraph),
    `<p style="margin:0 0 16px"><a href="${url}" style="${pressable}">${escapeHtml(button)}</a></p>`,
    paragraph(orCopy),
    `<p style="margin:0 0 16px;word-break:break-all"><a href="${url}" style="color:#2f4f92">${url}</a></p>`,
    ...after.map(paragraph),
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** The same mail as plain text: the bare link stands on a line of its own. */
export function mailText({ before, url, after }: MailPage): string {
  return [...before, url, ...after].join('\n\n')
}
