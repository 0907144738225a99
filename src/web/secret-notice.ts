import { strictPolicy, type PasswordFault } from '../domain/password-policy.ts'
import type { Locale } from '../flow/locale.ts'
import type { PageNotice } from '../ports/pages.ts'
import { html, type Fragment, type Html } from './html.ts'
import type { SecretTexts } from './secret-texts.en.ts'
import { textsFor } from './texts.ts'
import { momentTag, spanLeft } from './time-left.ts'

/** The fields a person can type into; their names are those the form sends. */
export type FieldName =
  | 'email'
  | 'password'
  | 'oldPassword'
  | 'newPassword'
  | 'confirmPassword'
  | 'code'

/** What a page has to tell: the flow's notice, or that the server had no room for the work just now. */
export type Trouble = PageNotice | { readonly kind: 'busy' }

/** A notice in words. */
export interface Told {
  /** News is read out politely, a refusal at once. */
  readonly tone: 'news' | 'refusal'
  readonly sentences: readonly string[]
  /** The field to mend; null where none is at fault. */
  readonly field: FieldName | null
  /** Epoch ms of the end of a long wait, which is told as a moment besides. */
  readonly until: number | null
}

/** What time it is for whom. */
export interface Reader {
  readonly locale: Locale
  /** Epoch ms. */
  readonly now: number
}

/** Puts a notice into words. Every kind has its own sentence, and every password fault too. */
export function tell(trouble: Trouble, reader: Reader): Told {
  const { notices, faults } = textsFor(reader.locale).secret
  switch (trouble.kind) {
    case 'password':
      return refusal(
        'newPassword',
        trouble.faults.map((fault) => aboutFault(fault, faults)),
      )
    case 'mismatch':
      return refusal('confirmPassword', [notices.mismatch])
    case 'wrong-old-password':
      return refusal('oldPassword', [notices.wrongOldPassword])
    case 'wrong-sign-in':
      return refusal('email', [notices.wrongSignIn])
    case 'busy':
      return refusal(null, [notices.busy])
    case 'locked':
    case 'wait':
    case 'too-many':
      return waiting(trouble, reader)
    case 'not-a-code':
    case 'wrong-code':
    case 'expired-code':
    case 'code-sent':
      return aboutCode(trouble, notices)
    default:
      return trouble satisfies never
  }
}

function refusal(field: FieldName | null, sentences: readonly string[]): Told {
  return { tone: 'refusal', sentences, field, until: null }
}

function aboutFault(fault: PasswordFault, faults: SecretTexts['faults']): string {
  const sentence = faults[fault]
  const { minLength: min, maxLength: max } = strictPolicy
  return typeof sentence === 'string' ? sentence : sentence({ min, max })
}

type Wait = Extract<Trouble, { readonly until: number }>

function waiting(wait: Wait, { locale, now }: Reader): Told {
  const { notices } = textsFor(locale).secret
  const span = spanLeft({ until: wait.until, now, locale })
  if (wait.kind === 'wait') return refusal(null, [notices.wait({ span })])
  const sentence = wait.kind === 'locked' ? notices.locked({ span }) : notices.tooMany({ span })
  return { ...refusal(null, [sentence]), until: wait.until }
}

type AboutCode = Extract<
  Trouble,
  { readonly kind: 'not-a-code' | 'wrong-code' | 'expired-code' | 'code-sent' }
>

function aboutCode(trouble: AboutCode, notices: SecretTexts['notices']): Told {
  switch (trouble.kind) {
    case 'not-a-code':
      return refusal('code', [notices.notCode])
    case 'wrong-code':
      return refusal('code', [
        trouble.left === null ? notices.wrongCode : notices.wrongCodeLeft({ left: trouble.left }),
      ])
    case 'expired-code':
      return refusal('code', [notices.expiredCode])
    case 'code-sent':
      return { ...refusal(null, [notices.codeSent]), tone: 'news' }
    default:
      return trouble satisfies never
  }
}

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
