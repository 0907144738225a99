import { escapeHtml } from '../flow/escape-html.ts'

const written = Symbol('html')

/** Markup that is safe to put into a page: it can only come from {@link html}. */
export interface Html {
  readonly [written]: string
}

/** What may stand in a template's gap; text and numbers are escaped, null leaves nothing. */
export type Fragment = Html | string | number | null | readonly Fragment[]

/**
 * Writes markup with every value escaped, for text and for *quoted* attributes alike (OWASP XSS Prevention, rules 1
 * and 2). There is no way to say "trust this string": markup inside markup is another `html` template.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Fragment[]): Html {
  return {
    [written]: parts.reduce((text, part, index) => text + textOf(values[index - 1] ?? null) + part),
  }
}

/** The markup as text, for a response's body. */
export function render(markup: Html): string {
  return markup[written]
}

function textOf(value: Fragment): string {
  if (value === null) return ''
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  return written in value ? value[written] : value.map(textOf).join('')
}
