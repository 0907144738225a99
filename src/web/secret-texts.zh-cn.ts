import { againZhCn } from './secret-parts.zh-cn.ts'
import { outside } from './outside-texts.zh-cn.ts'
import type { SecretTexts } from './secret-texts.en.ts'

/** What happens to an account whatever its owner objects to. */
const frozenZhCn = [
  '所有设备上的登录都会退出；',
  '暂时无人可以登录或做任何更改；',
  '客服会建立工单，与您一起核实。',
]

/** What the pages say, in Simplified Chinese, that secrets are typed on. */
export const secretZhCn = {
  failed: (p: { title: string }) => `有误：${p.title}`,
  checkThis: '请检查以下内容',
  words: '对话中会显示相同的两个词。如果不一致，请关闭本页。',
  domain: (p: { host: string }) =>
    `我们的页面只使用 ${p.host} 这一个地址。如果浏览器地址栏显示的是其他名称，请关闭本页。`,
  expires: (p: { minutes: number }) =>
    p.minutes <= 120
      ? `本页在 ${p.minutes} 分钟内有效。`
      : `本页在 ${Math.floor(p.minutes / 60)} 小时内有效。`,
  until: '截止时间',
  show: '显示所输入的内容',
  person: '如果无法继续，请在对话中输入“人工”，会有人工客服帮助您。',
  whose: {
    title: '这是您的对话吗？',
    chats: {
      'own-page': '此链接会让我们网页上的一个对话完成登录，当前浏览器无法判断该对话是否是您的。',
      teams: '此链接会让 Microsoft Teams 中的一个对话完成登录。',
      other: '此链接会让另一个聊天程序中的对话完成登录。',
    },
    warning: '登录后，该对话的使用者便能以您的身份操作。如果链接是别人发给您的，请关闭本页。',
    submit: '是我的对话，继续',
    otherwise:
      '只有当链接是您自己获取的，并且您的对话中显示上面这两个词时，才可以继续。否则请关闭本页，在您自己的对话中重新获取链接。',
  },
  signIn: {
    title: '登录',
    titleAt: (p: { provider: string }) => `登录 ${p.provider}`,
    why: '在此登录后，对话会自动继续。',
    email: '登录邮箱',
    password: '密码',
    code: '验证码',
    codeHint:
      '多次输入有误后还需要验证码。请将此处留空并点击“登录”，如果该账号有安全手机，验证码会发送到该手机。',
    submit: '登录',
    forgot: '忘记密码？请在对话中输入“我忘记了密码”。',
  },
  setPassword: {
    resetTitle: '设置新密码',
    changeTitle: '修改密码',
    why: '在完成最后一步之前，您的密码保持不变。',
    oldPassword: '当前密码',
    newPassword: '新密码',
    confirmPassword: '再次输入新密码',
    submit: '继续',
    rules: '新密码必须满足',
    length: (p: { min: number; max: number }) => `${p.min} 至 ${p.max} 个字符`,
    letter: '包含字母',
    digit: '包含数字',
    symbol: '包含符号，例如 . / _ ! 或 #',
    'no-space': '不含空格',
    others:
      '新密码不能与当前密码及之前三次的密码相同，不能是常见密码，也不能由您的姓名、邮箱或号码组成。这些会在您继续时检查。',
    met: '已满足',
    unmet: '未满足',
    count: '共 {of} 项规则，已满足 {met} 项。',
    same: '两次输入一致。',
    different: '两次输入目前不一致。',
  },
  code: {
    title: '请确认是您本人',
    sent: {
      sms: (p: { mask: string }) => `验证码已通过短信发送至 ${p.mask}。`,
      email: (p: { mask: string }) => `验证码已通过邮件发送至 ${p.mask}。`,
    },
    pending: '您的密码尚未更改，验证码正确后才会更改。',
    code: '验证码',
    submit: '确认',
    resend: '重新发送验证码',
    otherWay: '使用其他验证方式',
  },
  way: {
    title: '选择其他验证方式',
    why: '验证码应发送到哪里？此处只列出已验证过的方式。',
    sms: (p: { mask: string }) => `短信发送至 ${p.mask}`,
    email: (p: { mask: string }) => `邮件发送至 ${p.mask}`,
    back: '返回输入验证码',
    noneTitle: '此处没有其他验证方式',
    none: '没有其他已验证的手机或邮箱可以接收验证码。如果收不到验证码，请在对话中输入“人工”，人工客服会帮助您证明账号属于您。',
  },
  confirm: {
    title: '确认您的联系邮箱',
    what: '账号的账单、通知等消息将发送到：',
    submit: '确认',
    otherwise: '如果您不清楚此事，请关闭本页。不点击按钮，什么都不会发生。',
  },
  undo: {
    title: '不是您本人操作？',
    password: '您的账号密码已被更改。',
    recoveryMobile: '您的账号安全手机已被更改。',
    recoveryEmail: '您的账号安全邮箱已被更改。',
    contactMobile: '您的账号联系手机已被更改。',
    contactEmail: '您的账号联系邮箱已被更改。',
    loginEmail: '您的账号登录邮箱已被更改。',
    recovery: '有人因无法登录，向客服申请恢复您的账号，两位客服已同意，等待期过后将开放。',
    when: '时间',
    what: '如果不是您本人操作，请点击按钮，之后：',
    effects: {
      restore: [
        '此次更改以及近期对同一项的其他更改都会被撤销，恢复到这些更改之前；',
        ...frozenZhCn,
      ],
      disable: ['已设置的新密码会失效；以前的密码可能已被他人知道，也不会恢复；', ...frozenZhCn],
      stop: ['这条进入您账号的途径会被永久关闭；', ...frozenZhCn],
      report: ['在客服与您核实之前，已更改的内容保持不变；', ...frozenZhCn],
    },
    submit: '不是我本人操作',
    otherwise: '如果是您本人操作，请关闭本页。不点击按钮，什么都不会发生。',
  },
  continue: {
    title: (p: { number: number }) => `客服正在工单 ${p.number} 中等您回复`,
    solvedTitle: (p: { number: number }) => `客服已答复工单 ${p.number}`,
    what: '对话会在此处打开，可以看到此前的全部内容。如果该对话仍在其他地方打开，会在那里关闭，其中的登录也会退出。',
    needsScript:
      '您的浏览器未启用 JavaScript。如果您是在本站与我们对话的，请先启用 JavaScript，因为此链接只能使用一次。',
    submit: '继续对话',
    otherwise: '如果您没有联系过我们，请关闭本页。不点击按钮，什么都不会发生。',
  },
  back: {
    opening: {
      title: '回到对话',
      text: '对话即将在此标签页中打开。',
      noScript:
        '您的浏览器未启用 JavaScript，无法打开对话，而此链接已使用过。请启用 JavaScript，开始新的对话并输入“人工”。',
      notKept:
        '您的浏览器不允许本站保存任何内容（包括仅在此标签页中保存），因此无法打开对话。请更改此设置，开始新的对话并输入“人工”。',
      newChat: '开始新的对话',
    },
    teams: {
      title: '请在 Teams 中继续对话',
      text: '您是在 Microsoft Teams 中与我们对话的。客服已知道您即将回来。',
      open: '打开 Microsoft Teams',
    },
    elsewhere: {
      title: '请回到原来的对话',
      text: '请打开您与我们对话时使用的应用，在那里继续。客服已知道您即将回来。',
    },
  },
  done: {
    'signed-in': {
      title: '您已登录',
      text: '请回到对话，对话会自动继续。',
      more: ['此登录只对该对话有效。如需结束，请在对话中输入“退出登录”。'],
    },
    'password-changed': {
      title: '密码已更改',
      text: '新密码即刻生效，您可以回到对话。',
      more: [
        '您在所有设备上的登录都已退出，请用新密码重新登录。',
        '如果还有较早验证过的其他手机或邮箱，会收到变更通知。',
      ],
    },
    confirmed: {
      title: '已确认',
      text: '今后账号的消息可以发送到这里。',
      more: ['如果对话还在进行，请回到对话继续。'],
    },
    undone: {
      title: '更改已撤销',
      text: '所有登录都已退出，客服已建立工单进行核实。',
      more: [
        '请回到对话或开始新的对话，输入“人工”与我们联系。',
        '如果有其他人能查看您的邮件，请同时更改邮箱的密码。',
      ],
    },
    'password-disabled': {
      title: '密码已停用',
      text: '现在没有任何密码可以登录您的账号。所有登录都已退出，客服已建立工单进行核实。',
      more: [
        '账号解冻后，请在对话中输入“我忘记了密码”并设置新密码。如需提前处理，请输入“人工”与我们联系。',
        '如果有其他人能查看您的邮件，请同时更改邮箱的密码。',
      ],
    },
    reported: {
      title: '已报告，账号已冻结',
      text: '所有登录都已退出，客服已建立工单进行核实。已更改的内容保持不变。',
      more: ['请回到对话或开始新的对话，输入“人工”与我们联系。'],
    },
    frozen: {
      title: '您的账号暂时冻结',
      text: '有人报告某次更改或申请不是本人所为。核实之前，任何人都不能登录、设置密码或做任何更改。',
      more: ['请回到对话并输入“人工”，会有专人与您一起核实。'],
    },
    stopped: {
      title: '未做任何更改',
      text: '未能确认是您本人，为保护账号安全，操作已停止。',
      more: ['请回到对话重新开始。您的登录方式不受影响。'],
    },
    ...outside.done,
    close: '您现在可以关闭本页。',
  },
  handedOn: outside.handedOn,
  notices: {
    ...outside.notices,
    mismatch: '两次输入的新密码不一致，请重新输入两次。',
    wrongOldPassword: '当前密码不正确，请重新填写全部三项。',
    wrongSignIn: '登录未成功。请检查邮箱和密码，如果需要验证码，也请检查验证码。',
    locked: (p: { span: string }) =>
      `由于多次输入有误，登录已锁定，${p.span}后可再次登录。您仍可重置密码：请在对话中输入“我忘记了密码”。`,
    frozen: (p: { span: string }) =>
      `信息无误，但账号目前冻结，${p.span}后才能登录：有人报告某次更改或申请不是本人所为。请在对话中输入“人工”，会有专人与您一起核实。`,
    held: (p: { span: string }) =>
      `信息无误，但登录邮箱和密码都是刚刚设置的，${p.span}后才能使用。在此之前，请在对话中用账号 ID 和验证码登录，或输入“人工”。`,
    notCode: '这不是验证码。请输入最新一条信息中的数字。',
    wrongCode: '验证码不正确。请使用最新一条信息中的验证码。',
    wrongCodeLeft: (p: { left: number }) =>
      p.left === 0 ? '验证码不正确，次数已用完。' : `验证码不正确，还可以再试 ${p.left} 次。`,
    expiredCode: '验证码已过期。只有最新的验证码有效，且有效时间只有几分钟。',
    codeSent: '验证码已发出，只有最新的验证码有效。',
    wait: (p: { span: string }) => `请等待 ${p.span}后再获取新的验证码。`,
    tooMany: (p: { span: string }) => `尝试次数过多，请在 ${p.span}后重试。`,
    busy: '当前请求过多，暂时未能完成，未做任何更改。请在几秒后重新输入。',
  },
  again: againZhCn,
  faults: {
    'too-short': (p: { min: number }) => `新密码太短，至少需要 ${p.min} 个字符。`,
    'too-long': (p: { max: number }) => `新密码太长，最多 ${p.max} 个字符。`,
    'no-letter': '新密码中没有字母，请至少加入一个。',
    'no-digit': '新密码中没有数字，请至少加入一个。',
    'no-symbol': '新密码中没有符号，请加入一个，例如 . / _ ! 或 #',
    space: '新密码中有空格或看不见的字符，请去掉。',
    common: '新密码是很多人使用的密码，很容易被猜到。请换一个。',
    'own-words': '新密码由您的姓名、邮箱或号码组成。请换一个与您无关的密码。',
    same: '新密码与当前密码相同。请换一个。',
    reused: '新密码是您最近三次用过的密码之一。请换一个最近没有用过的。',
  },
} satisfies SecretTexts
