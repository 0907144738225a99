import type { Locale } from '../../src/flow/locale.ts'

/** The same words in both languages. */
export type Words = Readonly<Record<Locale, string>>

/** One of the eleven jobs, from the menu to its end. */
export interface Walk {
  readonly flow: string
  readonly begins: Words
  /** What is typed at each `flow/prompt`; what is left out is passed by its page or by the newest code. */
  readonly answers: Readonly<Record<string, string | Words>>
  /** Where it ends. */
  readonly ends: string
}

const yes = { en: 'yes', 'zh-CN': '是' }
const proof = { 'verify-identity/ask-verification-method': { en: 'email', 'zh-CN': '邮箱' } }
const menu = 'menu/ask-what'
const find = { en: 'find my account', 'zh-CN': '找回账号' }

/** The eleven jobs, each from the menu on. */
export const walks: readonly Walk[] = [
  {
    flow: 'retrieve by mobile',
    begins: find,
    answers: {
      'retrieve-account/ask-method': { en: 'mobile', 'zh-CN': '手机号' },
      'retrieve-account/ask-mobile': '13800138000',
    },
    ends: menu,
  },
  {
    flow: 'retrieve by account id',
    begins: find,
    answers: {
      'retrieve-account/ask-method': { en: 'account id', 'zh-CN': '账号 ID' },
      'retrieve-account/ask-account-id': '100000000012',
      'confirm-mobile/ask-full-mobile': '13800138000',
    },
    ends: menu,
  },
  {
    flow: 'retrieve by server ip',
    begins: find,
    answers: {
      'retrieve-account/ask-method': { en: 'server ip', 'zh-CN': '服务器 IP' },
      'retrieve-account/ask-server-ip': '203.0.113.10',
      'confirm-mobile/ask-full-mobile': '13800138000',
    },
    ends: menu,
  },
  {
    flow: 'sign in',
    begins: { en: 'sign in', 'zh-CN': '登录' },
    answers: {},
    ends: menu,
  },
  {
    flow: 'my account',
    begins: { en: 'my account', 'zh-CN': '我的账号' },
    answers: {},
    ends: 'my-account/ask-what-to-change',
  },
  {
    flow: 'change contact',
    begins: { en: 'change my contact number', 'zh-CN': '修改联系手机' },
    answers: {
      ...proof,
      'change-contact/ask-kind': { en: 'mobile', 'zh-CN': '手机' },
      'change-contact/ask-new-mobile': '13900139000',
      'change-contact/ask-use-for-both': { en: 'no', 'zh-CN': '否' },
      'change-contact/ask-verify-now': yes,
      'change-contact/confirm-change': yes,
    },
    ends: menu,
  },
  {
    flow: 'change recovery',
    begins: { en: 'change my recovery email', 'zh-CN': '修改安全邮箱' },
    answers: {
      ...proof,
      'change-recovery/ask-new-email': 'li.new@example.net',
      'change-recovery/confirm-change': yes,
      'change-recovery/ask-use-for-both': { en: 'no', 'zh-CN': '否' },
    },
    ends: menu,
  },
  {
    flow: 'change password',
    begins: { en: 'change my password', 'zh-CN': '修改密码' },
    answers: proof,
    ends: menu,
  },
  {
    flow: 'bind email',
    begins: { en: 'bind a login email', 'zh-CN': '绑定登录邮箱' },
    answers: {
      ...proof,
      'bind-email/ask-new-email': 'li.login@example.com',
      'bind-email/ask-kind': { en: 'change', 'zh-CN': '更换' },
      'bind-email/confirm-change': yes,
    },
    ends: menu,
  },
  {
    flow: 'reset password',
    begins: { en: 'I forgot my password', 'zh-CN': '我忘记密码了' },
    answers: { 'reset-password/ask-email': 'li.wei@example.com' },
    ends: 'reset-password/wait-for-page',
  },
  {
    flow: 'talk to support',
    begins: { en: 'talk to a person', 'zh-CN': '人工' },
    answers: {
      'talk-to-support/ask-problem': { en: 'The console shows nothing', 'zh-CN': '控制台打不开' },
      'talk-to-support/confirm-case': yes,
    },
    ends: menu,
  },
]
