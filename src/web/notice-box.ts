import type { Locale } from '../flow/locale.ts'
import { html, type Fragment, type Html } from './html.ts'
import type { FieldName, Told } from './secret-notice.ts'
import { textsFor } from './texts.ts'
import { momentTag } from './time-left.ts'

interface Noticed {
  readonly told: Told
  /** The fields that the page has now. */
  readonly fields: readonly FieldName[]
  readonly locale: Locale
}

/** News, or the summary of what was refused: it takes the focus, so that it is the first thing read. */
export function noticeBox({ told, fields, locale }: Noticed): Html {
  if (told.tone === 'news') {
    return html`<p class="notice news" role="status">${told.sentences}</p>`
  }
  const field = fields.find((name) => name === told.field)
  return html`<div class="problem" role="alert" id="problem" tabindex="-1" autofocus>
    ${
      field === undefined
        ? told.sentences.map((sentence) => html`<p>${sentence}</p>`)
        : summary(told.sentences, field, locale)
    }
    ${told.until === null ? null : untilLine(told.until, locale)}
  </div>`
}

function summary(sentences: readonly string[], field: FieldName, locale: Locale): Fragment {
  return html`<p class="problem-title">${textsFor(locale).secret.checkThis}</p>
    <ul>
      ${sentences.map((sentence) => html`<li><a href="#${field}">${sentence}</a></li>`)}
    </ul>`
}

function untilLine(until: number, locale: Locale): Html {
  return html`<dl class="moment">
    <dt>${textsFor(locale).secret.until}</dt>
    <dd>${momentTag(until, locale)}</dd>
  </dl>`
}
