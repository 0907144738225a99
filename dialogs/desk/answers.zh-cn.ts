import type { AnswerTexts } from './answers.en.ts'

/** What the people of support are answered in Simplified Chinese. */
export const zhCnAnswers: AnswerTexts = {
  list: {
    title: (p) => `${p.filter}：${p.count}`,
    found: (p) => `包含“${p.words}”的工单：${p.count}`,
    filters: {
      open: '处理中的工单',
      mine: '我的工单',
      unassigned: '待接单的工单',
      urgent: '紧急工单',
      late: '超时工单',
      all: '全部工单',
    },
    line: (p) => `${p.number} · ${p.severity} · ${p.state} · ${p.topic} · ${p.who} · ${p.age}前`,
    none: '没有工单。',
    cut: '还有更多，这里只显示最紧急的。',
  },
  transcript: {
    title: (p) => `工单 ${p.number} 的对话记录`,
    cut: '仅显示最后的部分。',
    user: '用户',
    program: 'Latchkey',
    note: (p) => `${p.name}，备注`,
    line: (p) => `${p.time} · ${p.who}`,
    event: (p) => `${p.time} · ${p.what}`,
  },
  lineTitle: {
    said: (p) => `工单 ${p.number}：用户消息`,
    event: (p) => `工单 ${p.number}`,
  },
  events: {
    opened: () => '工单已提交。',
    appended: () => '用户补充了内容。',
    taken: (p) => `${p.name} 已接单。`,
    assigned: (p) => `${p.name} 将工单指派给 ${p.detail}。`,
    released: (p) => `${p.name} 已退回工单。`,
    deferred: (p) => `${p.name} 需要先内部核实。`,
    snoozed: (p) => `${p.name} 将工单暂缓至 ${p.time}。`,
    woken: () => '暂缓已结束。',
    graded: (p) => `${p.name} 将级别设为${p.detail}。`,
    offered: (p) => `${p.name} 建议了步骤：${p.detail}。`,
    'finished-step': (p) => `用户已完成步骤：${p.detail}。`,
    left: () => '用户已回到自动助手，工单仍在处理中。',
    returned: () => '用户已回到对话。',
    resolved: (p) => `${p.name} 已结案，结果：${p.detail}。`,
    reopened: () => '工单已重新打开：问题仍未解决。',
    closed: () => '工单已关闭。',
    withdrawn: () => '用户已撤回工单。',
    rated: (p) => `用户评分：${p.detail} 分。`,
    nudged: () => '用户两天未回复，已提醒。',
    silent: () => '用户三天未回复，工单已自动解决。',
    warned: (p) => `即将超时：${p.detail}。`,
    breached: (p) => `已超时：${p.detail}。`,
    'letter-sent': () => '用户不在对话中，已向其已验证的联系方式发送返回链接。',
    'came-back': () =>
      '有人通过消息中的链接回到了对话，但无法确认是同一人。该对话的登录已退出，未完成的操作也已结束。',
    read: (p) => `${p.name} 查看了对话记录。`,
    'recovery-asked': (p) => `${p.name} 申请协助恢复。`,
    'recovery-approved': (p) => `${p.name} 批准了协助恢复，将于 ${p.time}开放。`,
    'recovery-refused': () => '协助恢复已被驳回。',
    'recovery-lapsed': () => '恢复通道三天内未使用，已关闭。',
    'recovery-vetoed': () => '账号所有者已通过已验证的联系方式阻止恢复，账号已冻结。',
    'recovery-granted': () => '等待期已过且无人阻止，用户可以设置新密码。',
    'recovery-used': () => '用户已打开恢复页面。',
  },
  owed: { 'first-reply': '首次回复', 'next-reply': '下次回复', resolution: '解决' },
  counts: {
    title: '工单统计',
    open: '处理中',
    ended: '已结束',
    firstReply: '首次回复（中位数）',
    rating: '评分',
    average: (p) => `${p.average} 分（满分 5 分），共 ${p.count} 人`,
    none: '暂无',
    byTopic: '按主题',
    byStep: '转人工前的步骤',
    byOutcome: '按结果',
    line: (p) => `${p.name}：${p.cases}`,
  },
  test: { title: '自检', text: '此卡片会立即撤回，一切正常。' },
  done: {
    registered: (p) =>
      `此频道已成为工单频道，将发布 ${p.cases} 个处理中的工单。能在此发言的人都可以处理工单，请留意成员名单，并删除含有密钥的消息。`,
    unregistered: () => '此频道不再是工单频道，留下的卡片已失效。',
    'self-test': () => '正在尝试发布并撤回卡片。',
    language: () => '此频道将使用中文。',
    role: (p) => `${p.name} 现在是${p.role}。`,
    taken: (p) => `您已接单 ${p.number}，用户已知道您的名字。`,
    assigned: (p) => `工单 ${p.number} 现由 ${p.name} 处理。`,
    released: (p) => `工单 ${p.number} 已退回，等待他人接单。`,
    deferred: (p) => `工单 ${p.number} 等待团队处理。`,
    noted: (p) => `备注已保存到工单 ${p.number}。`,
    reopened: (p) => `工单 ${p.number} 已重新打开。`,
    replied: (p) => `工单 ${p.number}，已回复用户：${p.text}`,
    asked: (p) => `工单 ${p.number}，已询问用户：${p.text}`,
    repliedByLetter: (p) =>
      `工单 ${p.number}，已回复用户；用户似乎不在，另已发送返回链接：${p.text}`,
    repliedNowhere: (p) =>
      `工单 ${p.number}：用户既不在对话中，也没有已验证的联系方式，无法送达。已保存到工单：${p.text}`,
    offered: (p) => `工单 ${p.number}：已建议“${p.step}”。`,
    graded: (p) => `工单 ${p.number}：级别为${p.severity}。`,
    snoozed: (p) => `工单 ${p.number} 已暂缓至 ${p.time}。`,
    resolved: (p) => `工单 ${p.number} 已结案，结果：${p.outcome}。已请用户评分。`,
    'recovery-asked': (p) =>
      `工单 ${p.number}：已申请协助恢复，需另一位客服批准：批准 ${p.number}。`,
    'recovery-approved': (p) =>
      `工单 ${p.number}：已批准。所有已验证的联系方式都已收到通知并可阻止，将于 ${p.time}开放。`,
    'recovery-refused': (p) => `工单 ${p.number}：恢复已驳回。`,
  },
  roles: { viewer: '查看者', agent: '客服', lead: '组长' },
  refused: {
    'not-member': () => '您不是此频道的成员，未执行任何操作。',
    'not-allowed': () => '您的角色无权这样做，未执行任何操作。',
    'unknown-case': (p) => `没有工单 ${p.number}。`,
    'own-account': (p) => `工单 ${p.number} 涉及您自己的账号，须由他人处理。`,
    'stale-card': (p) => `该卡片显示的是工单 ${p.number} 的旧状态，未执行任何操作。卡片现已更新。`,
    'stale-card-named': (p) =>
      `该卡片显示的是工单 ${p.number} 的旧状态，未执行任何操作。工单由 ${p.name} 处理，卡片现已更新。`,
    'not-now': (p) => `工单 ${p.number} 当前状态为“${p.state}”，不能这样做。`,
    'not-now-named': (p) =>
      `工单 ${p.number} 当前状态为“${p.state}”，由 ${p.name} 处理，不能这样做。`,
    'no-text': () => '缺少内容。例如：回复 1001 我们正在核实。',
    'bad-outcome': () =>
      '请说明结果：已解决、已恢复、无法证明、重复、无回复或其他。例如：解决 1001 已解决',
    'bad-severity': () => '级别为低、普通、高或紧急。例如：级别 1001 高',
    'bad-time': () => '请说明时长，最多两周。例如：暂缓 1001 2小时',
    'bad-step': () =>
      '步骤为找回账号、重置密码、登录、修改密码、修改联系方式、修改安全手机或邮箱或绑定登录邮箱。例如：建议 1001 重置密码',
    'bad-role': () => '角色为查看者、客服或组长。例如：角色 小梅 查看者',
    'unknown-agent': (p) => `这里没有叫“${p.name}”的人；在此操作过的人才能被指定。`,
    'unclear-agent': (p) => `叫“${p.name}”的不止一人。`,
    'bad-key': () => '密钥不正确。',
    'bad-interest': (p) =>
      `“${p.name}”既不是主题也不是级别。主题有账号、密码、联系方式、登录、安全、其他；级别有低、普通、高、紧急。`,
    'no-key': () => '缺少密钥：在此注册 密钥',
    'too-many-keys': () => '错误的密钥次数过多，请一小时后再试。',
    'no-number': () => '缺少工单号。例如：接单 1001',
    'unknown-order': () => '没有这个指令。发送“帮助”查看可用的指令。',
    'no-recovery': (p) =>
      `工单 ${p.number} 不能协助恢复：账号须已指明、未冻结且有登录邮箱，并且用户须已通过两种不同的证明而无相反情况；用于登录的验证码只计一次。请先向用户建议步骤。`,
    'same-agent': () => '您申请的恢复须由他人批准。',
    full: (p) => `工单 ${p.number} 的记录过多，请先解决，再另开工单。`,
    'no-chat': (p) => `工单 ${p.number} 不是从对话提交的。`,
  },
  help: `指令后加工单号；在工单的话题中可省略工单号：
接单 1001 · 指派 1001 姓名 · 退回 1001
回复 1001 内容 · 询问 1001 内容 · 备注 1001 内容 · 建议 1001 步骤
级别 1001 高 · 暂缓 1001 2小时 · 等待团队 1001 · 解决 1001 已解决 · 重开 1001
查看 1001 · 记录 1001
协助恢复 1001 · 批准 1001 · 驳回 1001
无需工单号：工单 [处理中|我的|待接单|紧急|超时|全部] · 搜索 内容 · 统计 · 导出 csv|json · 角色 姓名 查看者|客服|组长 · 语言 english · 自检 · 取消注册`,
  outage: '有服务没有响应，未执行任何操作。请稍后再试。',
  exported: (p) => `共 ${p.cases} 个工单\n${p.text}`,
  exportedPart: (p) =>
    `共 ${p.cases} 个工单，仅显示最新的 ${p.shown} 个，其余可由运维人员列出\n${p.text}`,
  nameless: '客服',
  asked: (p) => `${p.text}\n\n请在这里回复，我等您的消息。`,
}
