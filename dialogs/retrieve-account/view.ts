import { maskMobileForStranger, spacedMobile } from '../../src/domain/masking.ts'
import { catalogueOf } from '../../src/flow/catalogue.ts'
import type { Answers } from '../../src/flow/concern.ts'
import type { ViewInput } from '../../src/flow/dialog.ts'
import type { Form, View } from '../../src/flow/reply.ts'
import { mobileForm, valueForm, viewOf } from '../../src/flow/view.ts'
import { duration } from '../../src/flow/wording.ts'
import { codeAnswers } from '../words/answers.ts'
import { resendAtIn } from '../words/code-notice.ts'
import { lostPhoneChoice, personChoice, shared } from '../words/shared.ts'
import { idField, valueChoices } from '../words/value-entry.ts'
import { lookupOf, type Context } from './context.ts'
import type { prompts } from './setup.ts'
import { noticeText } from './notices.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

/** This dialog's texts in every language. */
export const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

type Prompt = (typeof prompts)[number]
type ChoiceId = keyof Texts['choices']

const codeLifetimeLeft = ({ context, now }: ViewInput<Context>): number =>
  (context.codeExpiresAt ?? now) - now

const choiceIds: Readonly<Record<Prompt, readonly ChoiceId[]>> = {
  'ask-method': ['mobile', 'account-id', 'server-ip'],
  'confirm-value': ['yes', 'no'],
  'ask-mobile': ['no-mobile', 'account-id', 'server-ip'],
  'ask-account-id': ['mobile', 'server-ip'],
  'ask-server-ip': ['mobile', 'account-id'],
  'ask-code': ['resend', 'different-number', 'account-id', 'server-ip'],
}

function formFor(prompt: Prompt, { form }: Texts, input: ViewInput<Context>): Form | null {
  switch (prompt) {
    case 'ask-mobile':
      return mobileForm({ ...form, example: form.mobileExample, submit: form.send }, input)
    case 'ask-account-id': {
      const label = form.accountId
      const { accountIds } = input.context
      const { example: placeholder } = accountIds
      return valueForm({ kind: idField(accountIds), label, placeholder }, form.next)
    }
    case 'ask-server-ip': {
      const label = form.serverIp
      return valueForm({ kind: 'server-ip', label, placeholder: '203.0.113.10' }, form.next)
    }
    case 'ask-code': {
      const { code: label, codeExample: placeholder } = form
      return valueForm({ kind: 'code', label, placeholder }, form.verify)
    }
    case 'ask-method':
    case 'confirm-value':
      return null
    default:
      return prompt satisfies never
  }
}

/** What the person typed is shown whole, so that a slip in it can be seen. */
function confirmation(texts: Texts, context: Context): string {
  const { by, value } = lookupOf(context)
  if (context.notice?.kind === 'meant') return texts.meant({ value: spacedMobile(value) })
  return texts.confirmValue[by]({ value: by === 'mobile' ? spacedMobile(value) : value })
}

function question(prompt: Prompt, texts: Texts, input: ViewInput<Context>): string {
  const { context, locale } = input
  switch (prompt) {
    case 'ask-method':
      return texts.askMethod
    case 'confirm-value':
      return confirmation(texts, context)
    case 'ask-mobile':
      return texts.askMobile
    case 'ask-account-id':
      return texts.askAccountId(context.accountIds)
    case 'ask-server-ip':
      return texts.askServerIp
    case 'ask-code': {
      const mask = maskMobileForStranger(context.mobile ?? '')
      return texts.askCode({ mask, validFor: duration(codeLifetimeLeft(input), locale) })
    }
    default:
      return prompt satisfies never
  }
}

function status(prompt: Prompt, texts: Texts, input: ViewInput<Context>): string {
  if (prompt !== 'ask-code') return texts.status.finding
  const mask = maskMobileForStranger(input.context.mobile ?? '')
  const left = codeLifetimeLeft(input)
  return left > 0
    ? texts.status.codeSent({ mask, duration: duration(left, input.locale) })
    : texts.status.codeOver({ mask })
}

/** What is said to questions and doubts at each prompt. */
function answers(prompt: Prompt, { answers: own }: Texts, input: ViewInput<Context>): Answers {
  const { locale, context } = input
  const { reader, known, slip } = shared.texts(locale).answers
  const value = { reader, known, slip }
  switch (prompt) {
    case 'ask-mobile': {
      const byMail = { text: own.numberByMail, offers: ['reset-password'] } as const
      const noMobile = { choice: 'no-mobile' } as const
      return { ...value, 'by-mail': byMail, lacks: noMobile, private: noMobile }
    }
    case 'ask-account-id':
      return {
        ...value,
        'by-name': own.byName,
        explains: own.idLooks(context.accountIds),
        lacks: own.noId,
        private: own.noId,
      }
    case 'ask-server-ip': {
      const otherwise = { private: own.noIp, 'by-name': own.noName }
      return {
        ...value,
        which: own.anyServer,
        explains: own.ipLooks,
        lacks: own.noIp,
        ...otherwise,
      }
    }
    case 'ask-code': {
      const byMail = { text: own.codeByMail, offers: ['reset-password'] } as const
      return { ...codeAnswers(codeLifetimeLeft(input), locale), 'by-mail': byMail }
    }
    case 'ask-method':
      return { 'by-mail': { text: own.numberByMail, offers: ['reset-password'] }, reader }
    case 'confirm-value':
      return value
    default:
      return prompt satisfies never
  }
}

/** What each prompt of retrieve account shows. */
export function view(prompt: Prompt, input: ViewInput<Context>): View {
  const { context, locale, now } = input
  const texts = catalogue.texts(locale)
  const isAnyOf = prompt === 'ask-method' || prompt === 'confirm-value'
  const asksChoice = isAnyOf || context.notice?.kind === 'several'
  return viewOf(prompt, texts, {
    notice: noticeText({ context, texts, locale, now }),
    resendAt: resendAtIn(context.notice),
    question: question(prompt, texts, input),
    briefly: texts.briefly[prompt],
    choices: [
      ...valueChoices(context.notice),
      ...choiceIds[prompt].map((id) => catalogue.choice(id, locale)),
      ...(prompt === 'ask-code' ? [lostPhoneChoice(locale)] : []),
      ...(prompt === 'ask-method' ? [personChoice(locale)] : []),
    ],
    form: formFor(prompt, texts, input),
    expects: asksChoice ? 'choice' : 'value',
    status: status(prompt, texts, input),
    answers: answers(prompt, texts, input),
  })
}
