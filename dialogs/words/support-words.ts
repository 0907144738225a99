import type { OfferedStep } from '../../src/domain/support-case.ts'
import type { Locale } from '../../src/flow/locale.ts'

/** How the people of support are quoted in a user's chat, and what the steps they offer are called. */
export interface SupportWords {
  /** A person's own words, marked as theirs. */
  readonly said: (p: { name: string; text: string }) => string
  readonly steps: Readonly<Record<OfferedStep, string>>
}

/** In every language. */
export const supportWords: Readonly<Record<Locale, SupportWords>> = {
  en: {
    said: (p) => `${p.name} (support team): ${p.text}`,
    steps: {
      'retrieve-account': 'Find my account',
      'reset-password': 'Reset my password',
      'sign-in': 'Sign in',
      'change-password': 'Change my password',
      'change-contact': 'Change my contact details',
      'change-recovery': 'Change my recovery channels',
      'bind-email': 'Bind a login email',
    },
  },
  'zh-CN': {
    said: (p) => `${p.name}（客服）：${p.text}`,
    steps: {
      'retrieve-account': '找回账号',
      'reset-password': '重置密码',
      'sign-in': '登录',
      'change-password': '修改密码',
      'change-contact': '修改联系方式',
      'change-recovery': '修改安全手机或邮箱',
      'bind-email': '绑定登录邮箱',
    },
  },
}
