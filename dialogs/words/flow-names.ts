import type { Locale } from '../../src/flow/locale.ts'
import { supportWords } from './support-words.ts'

const others: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: {
    'my-account': 'My account',
    'my-case': 'My case',
    'talk-to-support': 'Talk to a person',
    'explain-lock': 'Why am I locked',
    'verify-identity': 'Identity check',
    'verify-channel': 'Check of a new address',
    'confirm-mobile': 'Mobile in full',
    'choose-password': 'New password',
    'human-check': 'Human check',
    undo: '“This wasn’t me”',
  },
  'zh-CN': {
    'my-account': '账号概览',
    'my-case': '我的工单',
    'talk-to-support': '转人工服务',
    'explain-lock': '锁定原因',
    'verify-identity': '身份验证',
    'verify-channel': '验证新的号码或邮箱',
    'confirm-mobile': '填写完整手机号',
    'choose-password': '设置新密码',
    'human-check': '人机验证',
    undo: '“不是我本人操作”',
  },
}

/** What came of a step, by the type of its answer. */
const steps: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: {
    'code.sent': 'a code was sent',
    'code.delayed': 'asked for codes too often',
    'code.accepted': 'the code was right',
    'code.refused': 'a wrong code',
    'code.expired': 'the code had expired',
    'code.exhausted': 'all tries were used up',
    'account.hinted': 'named an account',
    'account.delayed': 'looked for accounts too often',
    'account.informed': 'account information was asked for',
    'session.found': 'signed in',
    'session.missing': 'not signed in',
    'identity.ways': 'asked for a way to prove it',
    'identity.proven': 'identity proven',
    'reset.mailed': 'a reset link was asked for',
    'page.offered': 'a page was offered',
    'page.unneeded': 'no check was needed',
    'password.changed': 'the password was changed',
    'password.refused': 'the password was not changed',
    'password.held': 'a new password waits for proof',
    'channel.changed': 'a channel was changed',
    'channel.refused': 'a channel was not changed',
    'channel.proven': 'a new address was proven',
  },
  'zh-CN': {
    'code.sent': '已发送验证码',
    'code.delayed': '索取验证码过于频繁',
    'code.accepted': '验证码正确',
    'code.refused': '验证码错误',
    'code.expired': '验证码已过期',
    'code.exhausted': '尝试次数已用完',
    'account.hinted': '指明了账号',
    'account.delayed': '查找账号过于频繁',
    'account.informed': '请求发送账号信息',
    'session.found': '已登录',
    'session.missing': '未登录',
    'identity.ways': '查询可用的验证方式',
    'identity.proven': '身份已验证',
    'reset.mailed': '请求重置链接',
    'page.offered': '已提供页面',
    'page.unneeded': '无需验证',
    'password.changed': '密码已更改',
    'password.refused': '密码未更改',
    'password.held': '新密码等待验证',
    'channel.changed': '号码或邮箱已更改',
    'channel.refused': '号码或邮箱未更改',
    'channel.proven': '新的号码或邮箱已验证',
  },
}

/** A name out of a table, or the key itself: an older case may hold what is no longer known. */
function wordIn(table: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(table, key) ? (table[key] ?? key) : key
}

/** What a flow is called where it is spoken about. */
export function flowNames(flow: string, locale: Locale): string {
  return wordIn({ ...others[locale], ...supportWords[locale].steps }, flow)
}

/** What came of a step, in a few words. */
export function stepWords(answer: string, locale: Locale): string {
  return wordIn(steps[locale], answer)
}
