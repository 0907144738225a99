import type { Contradiction, NextStep } from '../../src/domain/evidence.ts'
import type { Locale } from '../../src/flow/locale.ts'

const contradictions: Readonly<Record<Locale, Readonly<Record<Contradiction, string>>>> = {
  en: {
    'several-accounts': 'Several different accounts were named.',
    'several-mobiles': 'Several different mobiles were named.',
    'several-servers': 'Several different servers were named.',
    'several-emails': 'Several different emails were named.',
    'refused-after-accepted': 'A code was right, and wrong ones followed it.',
    'failures-at-once': 'Many tries failed within a short time.',
  },
  'zh-CN': {
    'several-accounts': '先后提供了多个不同的账号。',
    'several-mobiles': '先后提供了多个不同的手机号。',
    'several-servers': '先后提供了多个不同的服务器。',
    'several-emails': '先后提供了多个不同的邮箱。',
    'refused-after-accepted': '验证码正确之后，又多次输入错误的验证码。',
    'failures-at-once': '短时间内多次失败。',
  },
}

const nextSteps: Readonly<Record<Locale, Readonly<Record<NextStep, string>>>> = {
  en: {
    'offer-sign-in': 'They can receive a code: offer to sign in with it.',
    'offer-other-channel': 'One recovery channel was not tried: offer the other way.',
    'ask-for-more': 'Ask what they can tell of the account, and offer to find it first.',
    'wait-for-lock': 'Tries are used up for now: wait, then offer the step again.',
    'assisted-recovery': 'No channel of their own works: assisted recovery by two agents.',
    nothing: 'They have proven who they are; nothing more is needed for that.',
  },
  'zh-CN': {
    'offer-sign-in': '用户能收到验证码：建议用验证码登录。',
    'offer-other-channel': '还有一种验证方式未尝试：建议换一种方式。',
    'ask-for-more': '请询问用户能提供的账号信息，并建议先找回账号。',
    'wait-for-lock': '尝试次数暂时用完：请稍后再建议该步骤。',
    'assisted-recovery': '用户没有可用的验证方式：可由两位客服协助恢复。',
    nothing: '用户已证明身份，无需再验证。',
  },
}

/** What does not fit together, in words. */
export const contradictionWords = (code: Contradiction, locale: Locale): string =>
  contradictions[locale][code]

/** What would help next and is safe, in words. */
export const nextStepWords = (step: NextStep, locale: Locale): string => nextSteps[locale][step]
