import type { Locale } from '../../src/flow/locale.ts'

interface Sentences {
  readonly 'no-way': string
  readonly exhausted: string
  readonly 'too-many': string
  readonly lost: string
  readonly left: string
}

const sentences: Readonly<Record<Locale, Sentences>> = {
  en: {
    'no-way':
      'There is no verified mobile number or email that a code could go to, so I cannot tell here that it is you. Say “a person” and someone will help you to show it.',
    exhausted:
      'That code has been tried too often, so it no longer works. You can start again with a new one, or say “a person”.',
    'too-many':
      'There were too many wrong codes, so for your safety I have to pause this for a while. You can try again later, or say “a person” now.',
    lost: 'You were signed out meanwhile, so what you had shown no longer counts. Please start again, or say “a person”.',
    left: 'All right, I have not checked who you are. You can start again at any time, or say “a person”.',
  },
  'zh-CN': {
    'no-way':
      '没有已验证的手机或邮箱可以接收验证码，因此无法在这里确认是您本人。请输入“人工”，会有专人协助您证明身份。',
    exhausted: '验证码错误次数过多，已经失效。您可以重新开始并获取新的验证码，或输入“人工”。',
    'too-many':
      '验证码错误次数过多，为了您的安全，需要暂停一段时间。您可以稍后再试，或输入“人工”。',
    lost: '您的登录已经结束，之前的验证不再有效。请重新开始，或输入“人工”。',
    left: '好的，没有进行身份验证。您可以随时重新开始，或输入“人工”。',
  },
}

/** Why an identity was not proven, as verify-identity returned it, said the same way by every flow that called it. */
export function notProven(reason: string, locale: Locale): string {
  const table: Readonly<Partial<Record<string, string>>> = { ...sentences[locale] }
  return table[reason] ?? sentences[locale].left
}
