import { maskEmailForOwner } from '../../src/domain/masking.ts'
import type { Answers } from '../../src/flow/concern.ts'
import { catalogueOf } from '../../src/flow/catalogue.ts'
import { defineDialog, type ClosingWords, type ViewInput } from '../../src/flow/dialog.ts'
import { missText, rungOf } from '../../src/flow/ladder.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { View } from '../../src/flow/reply.ts'
import { valueForm, viewOf } from '../../src/flow/view.ts'
import { duration, resendWait } from '../../src/flow/wording.ts'
import { lostMailbox } from '../words/answers.ts'
import { resendAtIn } from '../words/code-notice.ts'
import { unsureText } from '../words/consent.ts'
import { againStep, sendingPaused, sentenceIn, severalText, shared } from '../words/shared.ts'
import { valueChoices } from '../words/value-entry.ts'
import { contextSchema, type Context, type Output } from './context.ts'
import { machine, prompts } from './machine.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

type Prompt = (typeof prompts)[number]

const choiceIds: Readonly<Record<Prompt, readonly (keyof Texts['choices'])[]>> = {
  'ask-email': ['unknown-email', 'no-email', 'sub-user'],
  'confirm-email': ['yes', 'no'],
  'wait-for-page': ['resend', 'different-email', 'button-broken', 'unknown-email'],
}

const linkLifetimeLeft = ({ context, now }: ViewInput<Context>): number =>
  (context.linkExpiresAt ?? now) - now

/** More help each time; after the third it goes on alternating. */
function reminder(notices: Texts['notices'], misses: number): string {
  const { reminded, remindedMore, remindedPerson } = notices
  if (misses <= 1) return reminded
  return misses % 2 === 0 ? remindedMore : remindedPerson
}

/** What is said before the question, as whole sentences; null when there is nothing to say. */
function noticeText(
  { notices, nudge }: Texts,
  { context, locale, now }: ViewInput<Context>,
): string | null {
  const { notice, misses } = context
  switch (notice?.kind) {
    case undefined:
      return null
    case 'bad-email': {
      const { reason } = notice
      const text = sentenceIn(notices.email, reason, 'no-at')
      return missText({ reason, text }, misses, nudge[rungOf(misses)])
    }
    case 'several':
      return severalText(notice, locale)
    case 'unsure-question':
    case 'unsure-delay':
    case 'unsure-unclear':
      return unsureText(notice.kind, locale)
    case 'reminded':
      return reminder(notices, misses)
    case 'no-email':
    case 'sub-user':
    case 'button-broken':
    case 'how-long':
    case 'mailed-again':
      return notices[notice.kind]
    case 'back-from-search':
      return notices.backFromSearch[notice.end]
    case 'paused':
      return sendingPaused(notice.until - now, locale)
    case 'wait':
      return notices.wait({ duration: duration(resendWait(notice.until - now), locale) })
    case 'too-many':
      return notices['too-many']({ duration: duration(notice.until - now, locale) })
    default:
      return notice satisfies never
  }
}

function askingEmail(texts: Texts): Pick<View, 'question' | 'status'> & Partial<View> {
  const { email: label, example: placeholder, next } = texts.form
  return {
    question: texts.askEmail,
    briefly: texts.briefly['ask-email'],
    form: valueForm({ kind: 'email', label, placeholder }, next),
    expects: 'value',
    status: texts.status['ask-email'],
  }
}

/** What the person typed is shown whole, so that a slip in it can be seen. */
const confirming = (texts: Texts, { email }: Context): Pick<View, 'question' | 'status'> => ({
  question: texts.confirmEmail({ email: email ?? '' }),
  status: texts.status['ask-email'],
})

function asking(prompt: Prompt, texts: Texts, input: ViewInput<Context>) {
  switch (prompt) {
    case 'ask-email':
      return askingEmail(texts)
    case 'confirm-email':
      return confirming(texts, input.context)
    case 'wait-for-page':
      return waiting(texts, input)
    default:
      return prompt satisfies never
  }
}

function waiting(
  texts: Texts,
  input: ViewInput<Context>,
): Pick<View, 'question' | 'status'> & Partial<View> {
  // What the person typed, for them to see a slip in it; of what is stored nothing is told.
  const mask = maskEmailForOwner(input.context.email ?? '')
  const left = linkLifetimeLeft(input)
  if (left <= 0) return { question: texts.linkOver, status: texts.status.over({ mask }) }
  // Once a new message was sent, the notice has said all of it and the question would only say it again.
  return {
    question: texts.waitForPage,
    briefly: texts.briefly['wait-for-page'],
    status: texts.status.mailed({ mask, duration: duration(left, input.locale) }),
  }
}

/** What is said to questions and doubts; the same whoever the address belongs to. */
function answers(prompt: Prompt, texts: Texts, input: ViewInput<Context>): Answers {
  const { locale } = input
  const { reader, known, slip, weak, done, linkWhich: which } = shared.texts(locale).answers
  const { noneOrForgotten, byText, sender, noMail, asksCode, slip: slipAgain } = texts.answers
  const ways: Answers = {
    'by-text': { text: byText, offers: ['talk-to-support'] },
    'lost-mailbox': lostMailbox(locale),
    reader,
  }
  if (prompt === 'ask-email') {
    return { ...ways, known, slip, lacks: { choice: 'no-email' }, forgot: noneOrForgotten }
  }
  if (prompt === 'confirm-email') return { reader, known }
  return {
    ...ways,
    which,
    'old-link': { choice: 'resend' },
    validity: waiting(texts, input).status,
    sender,
    weak,
    'asks-code': asksCode,
    page: { choice: 'button-broken' },
    done,
    'no-mail': noMail,
    'no-code': noMail,
    slip: slipAgain,
  }
}

function view(prompt: Prompt, input: ViewInput<Context>): View {
  const { locale } = input
  const texts = catalogue.texts(locale)
  return viewOf(prompt, texts, {
    ...asking(prompt, texts, input),
    notice: noticeText(texts, input),
    ...(input.context.notice?.kind === 'several' ? { expects: 'choice' as const } : {}),
    answers: answers(prompt, texts, input),
    resendAt: resendAtIn(input.context.notice),
    choices: [
      ...valueChoices(input.context.notice),
      ...choiceIds[prompt].map((id) => catalogue.choice(id, locale)),
    ],
  })
}

function closing({ end }: Output, locale: Locale): ClosingWords {
  const text = catalogue.texts(locale).closing[end]
  if (end === 'changed' || end === 'left') return { text, next: [] }
  return { text, next: [againStep('reset-password', locale), 'talk-to-support'] }
}

/** Reset password: a forgotten one is replaced through the login email (S36 to S48). */
export const resetPassword = defineDialog({
  id: 'reset-password',
  catalogue,
  machine,
  contextSchema,
  prompts,
  view,
  isReached: ({ end }) => end === 'changed',
  closing,
})
