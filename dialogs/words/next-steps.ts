import { choice, type ChoiceWords } from '../../src/flow/choice.ts'
import type { NextStep } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { phrases } from '../../src/flow/phrases.ts'

/** The flows that a closing proposes. */
type Proposed =
  | 'retrieve-account'
  | 'reset-password'
  | 'change-password'
  | 'sign-in'
  | 'talk-to-support'
  | 'my-account'
  | 'bind-email'

const steps: Readonly<Record<Locale, Readonly<Record<Proposed, ChoiceWords>>>> = {
  en: {
    'retrieve-account': { label: 'Find my account', also: phrases('find account') },
    'reset-password': { label: 'Reset my password', also: phrases('reset | reset password') },
    'change-password': { label: 'Change my password', also: phrases('change password') },
    'sign-in': { label: 'Sign in', also: phrases('log in | login') },
    'talk-to-support': { label: 'Talk to a person', also: phrases('a person | person') },
    'my-account': { label: 'My account', also: phrases('account') },
    'bind-email': { label: 'Bind a login email', also: phrases('bind email | login email') },
  },
  'zh-CN': {
    'retrieve-account': { label: '找回账号', also: phrases('找账号') },
    'reset-password': { label: '重置密码', also: phrases('重置') },
    'change-password': { label: '修改密码', also: phrases('改密码') },
    'sign-in': { label: '登录', also: phrases('去登录') },
    'talk-to-support': { label: '转人工服务', also: phrases('人工 | 转人工') },
    'my-account': { label: '账号概览', also: phrases('我的账号 | 账号') },
    'bind-email': { label: '绑定登录邮箱', also: phrases('绑定邮箱 | 登录邮箱') },
  },
}

const again: Readonly<Record<Locale, ChoiceWords>> = {
  en: { label: 'Start again', also: phrases('try again | once more | again') },
  'zh-CN': { label: '重新开始', also: phrases('再试一次 | 重试 | 再来一次') },
}

/** A button that starts another flow; it has the menu's own id for it, so that no button is shown twice. */
export function startStep(flow: Proposed, locale: Locale): NextStep {
  const words = { en: steps.en[flow], 'zh-CN': steps['zh-CN'][flow] }
  return { ...choice(`start:${flow}`, words, locale), flow, given: null }
}

/** A button that runs the flow that has just ended once more, from its beginning. */
export function againStep(flow: Proposed, locale: Locale): NextStep {
  return { ...choice('again', again, locale), flow, given: null }
}
