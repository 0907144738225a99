import type { MobileRefusal } from '../../src/domain/mobile.ts'
import type { Locale } from '../../src/flow/locale.ts'

const sentences: Readonly<Record<Locale, Record<MobileRefusal, string>>> = {
  en: {
    'not-a-number': 'I could not read a mobile number in that.',
    'too-short': 'That number is too short.',
    'too-long': 'That number is too long.',
    landline: 'That is a landline, and texts do not arrive there.',
    extension: 'That number has an extension, and texts cannot reach one.',
    invalid: 'No mobile number looks like that.',
    special: 'That number is not a mobile, so texts may not reach you there.',
    'unknown-country': 'No country has that calling code.',
  },
  'zh-CN': {
    'not-a-number': '没有识别出手机号。',
    'too-short': '这个号码的位数不够。',
    'too-long': '这个号码的位数过多。',
    landline: '这是固定电话，无法接收短信。',
    extension: '这个号码带有分机号，无法接收短信。',
    invalid: '没有这样的手机号。',
    special: '这不是手机号，短信可能无法送达。',
    'unknown-country': '没有这个国家或地区代码。',
  },
}

/** Why something typed is no mobile number, said the same way in every flow that asks for one. */
export function mobileRefusal(reason: string, locale: Locale): string {
  const table: Readonly<Record<string, string>> = sentences[locale]
  return table[reason] ?? sentences[locale].invalid
}
