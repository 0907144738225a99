import type { EvidenceTexts } from './evidence.en.ts'

/** What was seen of a user, told to the people of support in Simplified Chinese. */
export const zhCnEvidence: EvidenceTexts = {
  proofs: {
    'signed-in': '登录状态',
    'recovery-mobile-code': '安全手机验证码',
    'recovery-email-code': '安全邮箱验证码',
    'login-mailbox': '发到登录邮箱的链接',
    'full-mobile': '完整填写绑定手机号',
    'new-address-code': '新号码或邮箱验证码',
    'human-check': '人机验证',
  },
  proofStates: {
    passed: (p) => `✔ ${p.proof}：通过（权重 ${p.weight}）`,
    failed: (p) => `✘ ${p.proof}：失败，共尝试 ${p.tries} 次`,
    tried: (p) => `? ${p.proof}：尝试 ${p.tries} 次，结果未知`,
    begun: (p) => `? ${p.proof}：已开始，未完成`,
    untried: (p) => `– ${p.proof}：未尝试`,
  },
  pathStep: (p) => `${p.time} · ${p.flow}：${p.step}`,
  pathRepeated: (p) => `${p.time} · ${p.flow}：${p.step}（${p.times} 次）`,
  /** What does not fit together. */
  contradictions: {
    'several-accounts': '先后提供了多个不同的账号。',
    'several-mobiles': '先后提供了多个不同的手机号。',
    'several-servers': '先后提供了多个不同的服务器。',
    'several-emails': '先后提供了多个不同的邮箱。',
    'refused-after-accepted': '验证码正确之后，又多次输入错误的验证码。',
    'failures-at-once': '短时间内多次失败。',
  },
  /** What would help next and is safe. */
  nextSteps: {
    'offer-sign-in': '用户能收到验证码：建议用验证码登录。',
    'offer-other-channel': '还有一种验证方式未尝试：建议换一种方式。',
    'ask-for-more': '请询问用户能提供的账号信息，并建议先找回账号。',
    'wait-for-lock': '尝试次数暂时用完：请稍后再建议该步骤。',
    'assisted-recovery': '用户没有可用的验证方式：可由两位客服协助恢复。',
    nothing: '用户已证明身份，无需再验证。',
  },
  /** What a user did on a page of a letter, where the name of a flow stands else. */
  undo: '“不是我本人操作”',
  /** What came of a step, by the type of its answer. */
  steps: {
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
    'session.frozen': '验证通过，但账号已冻结',
    'session.refused': '未登录',
    'identity.unproven': '未登录',
    'password.unheld': '未登录',
    'channel.unproven': '未登录',
    'identity.ways': '查询可用的验证方式',
    'identity.proven': '身份已验证',
    'reset.mailed': '请求重置链接',
    'page.offered': '已提供页面',
    'page.unneeded': '无需验证',
    'mailbox.shown': '打开了登录邮箱中的链接',
    'password.changed': '密码已更改',
    'password.refused': '密码未更改',
    'password.held': '新密码等待验证',
    'channel.changed': '号码或邮箱已更改',
    'channel.refused': '号码或邮箱未更改',
    'channel.proven': '新的号码或邮箱已验证',
  },
}
