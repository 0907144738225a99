import type { DeskFace } from '../../src/flow/desk-face.ts'
import type { OfferedStep } from '../../src/domain/support-case.ts'
import { locales } from '../../src/flow/locale.ts'
import { phrases } from '../../src/flow/phrases.ts'
import { supportWords } from '../words/support-words.ts'

/** Phrases that begin an order, in every language; the longest that matches counts. */
export const orderPhrases: DeskFace['phrases'] = {
  register: phrases('register triage here | 注册工单频道 | 在此注册'),
  unregister: phrases('unregister | triage unregister | 注销工单频道 | 取消注册'),
  'self-test': phrases('triage self-test | self-test | selftest | triage self test | 自检'),
  help: phrases('help | ? | commands | 帮助 | 指令'),
  language: phrases('language | 语言'),
  role: phrases('role | 角色'),
  cases: phrases('cases | list | 工单列表 | 工单'),
  search: phrases('search | find | 搜索 | 查找'),
  counts: phrases('counts | statistics | stats | 统计'),
  export: phrases('export | 导出'),
  show: phrases('show | case | open | 查看 | 显示'),
  take: phrases('take | claim | 接单 | 接手 | 领取'),
  assign: phrases('assign | hand over | 指派 | 分配 | 转给'),
  release: phrases('release | unassign | drop | 退回 | 释放'),
  reply: phrases('reply | answer | say | 回复 | 答复'),
  ask: phrases('ask | 询问 | 追问'),
  note: phrases('note | 备注 | 内部备注'),
  offer: phrases('offer | suggest | 建议 | 推荐步骤'),
  severity: phrases('severity | priority | 级别 | 优先级'),
  snooze: phrases('snooze | 暂缓 | 稍后'),
  wait: phrases('wait | pending | 待内部 | 等待团队'),
  resolve: phrases('resolve | close | solve | 解决 | 结案'),
  reopen: phrases('reopen | 重开 | 重新打开'),
  transcript: phrases('transcript | history | log | 记录 | 对话记录'),
  recover: phrases('recover | assisted recovery | 协助恢复 | 协助找回'),
  approve: phrases('approve | 批准 | 同意'),
  refuse: phrases('refuse | reject | decline | 拒绝 | 驳回'),
}

/** Words for a step: these and the names that users read. */
function wordsFor(step: OfferedStep, others: string): readonly string[] {
  const names = locales.map((locale) => supportWords[locale].steps[step].toLowerCase())
  return [...phrases(others), ...names]
}

const stepWords: DeskFace['words']['step'] = {
  'retrieve-account': wordsFor(
    'retrieve-account',
    'retrieve-account | retrieve account | find account',
  ),
  'reset-password': wordsFor('reset-password', 'reset-password | reset password | reset'),
  'sign-in': wordsFor('sign-in', 'sign-in | login'),
  'change-password': wordsFor('change-password', 'change-password | change password'),
  'change-contact': wordsFor('change-contact', 'change-contact | change contact'),
  'change-recovery': wordsFor('change-recovery', 'change-recovery | change recovery'),
  'bind-email': wordsFor('bind-email', 'bind-email | bind email | login email'),
}

/** Words that may follow an order, in every language; lower case. */
export const orderWords: DeskFace['words'] = {
  severity: {
    low: phrases('low | 低'),
    normal: phrases('normal | medium | 普通 | 中'),
    high: phrases('high | 高'),
    urgent: phrases('urgent | critical | 紧急'),
  },
  outcome: {
    solved: phrases('solved | fixed | done | 已解决 | 解决'),
    recovered: phrases('recovered | access restored | 已恢复 | 恢复'),
    'not-proven': phrases('not-proven | not proven | unproven | 未能证明 | 无法证明'),
    duplicate: phrases('duplicate | 重复'),
    'no-answer': phrases('no-answer | no answer | silent | 无回复'),
    other: phrases('other | 其他'),
  },
  step: stepWords,
  filter: {
    open: phrases('open | 处理中'),
    mine: phrases('mine | my | 我的'),
    unassigned: phrases('unassigned | new | 未分配 | 待接单'),
    urgent: phrases('urgent | 紧急'),
    late: phrases('late | breaching | overdue | 超时'),
    all: phrases('all | 全部'),
  },
  role: {
    viewer: phrases('viewer | reader | 查看者'),
    agent: phrases('agent | 客服'),
    lead: phrases('lead | admin | 组长'),
  },
  topic: {
    account: phrases('account | 账号'),
    password: phrases('password | 密码'),
    channels: phrases('channels | contact | 联系方式'),
    'sign-in': phrases('sign-in | login | 登录'),
    security: phrases('security | 安全'),
    other: phrases('other | 其他'),
  },
}
