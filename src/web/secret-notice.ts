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
  /** What the page told that the form was sent from, as {@link tellingOf} names it; '' for nothing. */
  readonly before?: string
}

/** The name of what a page tells: a kind of notice, or the same once more in other words. */
export const tellingOf = ({ kind }: Trouble, { before = '' }: Reader): string =>
  before === kind ? `${kind} again` : kind

/** The notices of one fixed sentence: the field to mend, and the sentence's name in the catalogue. */
const fixed = {
  mismatch: ['confirmPassword', 'mismatch'],
  'type-again': ['newPassword', 'typeAgain'],
  'wrong-old-password': ['oldPassword', 'wrongOldPassword'],
  'wrong-sign-in': ['email', 'wrongSignIn'],
  'not-a-code': ['code', 'notCode'],
  'expired-code': ['code', 'expiredCode'],
  'code-sent': [null, 'codeSent'],
  busy: [null, 'busy'],
} as const satisfies Partial<
  Record<
    Trouble['kind'],
    readonly [FieldName | null, Exclude<keyof SecretTexts['again'], 'password' | 'rejected'>]
  >
>

/** Puts a notice into words. Every kind has its own sentence, and every password fault too. */
export function tell(trouble: Trouble, reader: Reader): Told {
  const { notices, again } = textsFor(reader.locale).secret
  if ('until' in trouble) return tellWait(trouble, reader)
  const isAgain = tellingOf(trouble, reader) !== trouble.kind
  if (trouble.kind === 'password' || trouble.kind === 'rejected') {
    return refusal('newPassword', [
      ...(isAgain ? [again[trouble.kind]] : []),
      ...faultsIn(trouble, reader),
    ])
  }
  if (trouble.kind === 'wrong-code') {
    const { left } = trouble
    const plain = isAgain ? again.wrongCode : notices.wrongCode
    return refusal('code', [left === null ? plain : notices.wrongCodeLeft({ left })])
  }
  const [field, name] = fixed[trouble.kind]
  const told = refusal(field, [(isAgain ? again : notices)[name]])
  return trouble.kind === 'code-sent' ? { ...told, tone: 'news' } : told
}

/** What is the matter with a new password, a sentence each. */
function faultsIn(
  trouble: Extract<Trouble, { readonly kind: 'password' | 'rejected' }>,
  { locale }: Reader,
): readonly string[] {
  const { notices, faults } = textsFor(locale).secret
  return trouble.kind === 'rejected'
    ? [notices.rejected[trouble.why]]
    : trouble.faults.map((fault) => tellFault(fault, faults))
}

function refusal(field: FieldName | null, sentences: readonly string[]): Told {
  return { tone: 'refusal', sentences, field, until: null }
}

function tellFault(fault: PasswordFault, faults: SecretTexts['faults']): string {
  const sentence = faults[fault]
  const { minLength: min, maxLength: max } = strictPolicy
  return typeof sentence === 'string' ? sentence : sentence({ min, max })
}

type Wait = Extract<Trouble, { readonly until: number }>

function tellWait(wait: Wait, { locale, now }: Reader): Told {
  const { notices } = textsFor(locale).secret
  const span = spanLeft({ until: wait.until, now, locale })
  if (wait.kind === 'wait') return refusal(null, [notices.wait({ span })])
  const sentence = notices[wait.kind === 'too-many' ? 'tooMany' : wait.kind]({ span })
  return { ...refusal(null, [sentence]), until: wait.until }
}

interface Noticed {
  readonly told: Told
  /** The fields that the page has now. */
  readonly fields: readonly FieldName[]
  readonly locale: Locale
  /** IANA name. */
  readonly timeZone: string
}

/** News, or the summary of what was refused: it takes the focus, so that it is the first thing read. */
export function noticeBox({ told, fields, locale, timeZone }: Noticed): Html {
  if (told.tone === 'news') {
    return html`<p class="notice news" role="status">${told.sentences}</p>`
  }
  const field = fields.find((name) => name === told.field)
  // The alert is read wherever the focus is; a current password is typed again at once.
  const takesFocus = field !== 'oldPassword'
  return html`<div
    class="problem"
    role="alert"
    id="problem"
    tabindex="-1"
    ${takesFocus ? html`autofocus` : null}
  >
    ${
      field === undefined
        ? told.sentences.map((sentence) => html`<p>${sentence}</p>`)
        : summary(told.sentences, field, locale)
    }
    ${told.until === null ? null : untilLine(told.until, locale, timeZone)}
  </div>`
}

function summary(sentences: readonly string[], field: FieldName, locale: Locale): Fragment {
  return html`<p class="problem-title">${textsFor(locale).secret.checkThis}</p>
    <ul>
      ${sentences.map((sentence) => html`<li><a href="#${field}">${sentence}</a></li>`)}
    </ul>`
}

function untilLine(until: number, locale: Locale, timeZone: string): Html {
  return html`<dl class="moment">
    <dt>${textsFor(locale).secret.until}</dt>
    <dd>${momentTag(until, locale, timeZone)}</dd>
  </dl>`
}
