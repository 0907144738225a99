import { maskAccountId, maskIpForAgent, maskMobileForStranger } from '../../src/domain/masking.ts'
import { countryOptions } from '../../src/domain/countries.ts'
import { choice } from '../../src/flow/choice.ts'
import type { ViewInput } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { Choice, Field, Form, View } from '../../src/flow/reply.ts'
import { duration } from '../../src/flow/wording.ts'
import { lookupOf, type Context } from './context.ts'
import type { prompts } from './setup.ts'
import { noticeText } from './notices.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

/** This dialog's texts in every language. */
export const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

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

/** One of this dialog's choices, in the person's language. */
export function chooseFrom(id: ChoiceId, locale: Locale): Choice {
  const words = { en: en.choices[id], 'zh-CN': zhCn.choices[id] }
  return choice(id, words, locale)
}

const valueField = (shown: Pick<Field, 'kind' | 'label' | 'placeholder'>): Field => ({
  id: 'value',
  options: [],
  initial: null,
  ...shown,
})

function mobileForm(texts: Texts, { context, locale }: ViewInput<Context>): Form {
  const options = countryOptions(locale, context.defaultRegion)
  const country: Field = {
    id: 'country',
    kind: 'country',
    label: texts.form.country,
    placeholder: '',
    options,
    initial: options[0]?.value ?? null,
  }
  const number = valueField({
    kind: 'mobile',
    label: texts.form.mobile,
    placeholder: texts.form.mobileExample,
  })
  return { fields: [country, number], submit: texts.form.send }
}

function formFor(prompt: Prompt, texts: Texts, input: ViewInput<Context>): Form | null {
  const { form } = texts
  switch (prompt) {
    case 'ask-mobile':
      return mobileForm(texts, input)
    case 'ask-account-id': {
      const label = form.accountId
      return {
        fields: [valueField({ kind: 'account-id', label, placeholder: '100000000012' })],
        submit: form.next,
      }
    }
    case 'ask-server-ip': {
      const label = form.serverIp
      return {
        fields: [valueField({ kind: 'server-ip', label, placeholder: '203.0.113.10' })],
        submit: form.next,
      }
    }
    case 'ask-code': {
      const label = form.code
      return {
        fields: [valueField({ kind: 'code', label, placeholder: form.codeExample })],
        submit: form.verify,
      }
    }
    case 'ask-method':
    case 'confirm-value':
      return null
    default:
      return prompt satisfies never
  }
}

function confirmation(texts: Texts, context: Context): string {
  const { by, value } = lookupOf(context)
  const masks = {
    mobile: maskMobileForStranger,
    'account-id': maskAccountId,
    'server-ip': maskIpForAgent,
  }
  return texts.confirmValue[by]({ value: masks[by](value) })
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
      return texts.askAccountId
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

/** What each prompt of retrieve account shows. */
export function view(prompt: Prompt, input: ViewInput<Context>): View {
  const { context, locale, now } = input
  const texts = catalogue[locale]
  const asksChoice = prompt === 'ask-method' || prompt === 'confirm-value'
  return {
    notice: noticeText({ context, texts, locale, now }),
    question: question(prompt, texts, input),
    briefly: texts.briefly[prompt],
    choices: choiceIds[prompt].map((id) => chooseFrom(id, locale)),
    form: formFor(prompt, texts, input),
    link: null,
    expects: asksChoice ? 'choice' : 'value',
    help: texts.help[prompt],
    why: texts.why[prompt],
    status: status(prompt, texts, input),
  }
}
