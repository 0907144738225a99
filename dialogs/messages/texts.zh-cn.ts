import type { ChannelName } from '../../src/domain/account.ts'
import type { CodeTexts, Texts } from './texts.en.ts'

const channels: Readonly<Record<ChannelName, string>> = {
  recoveryMobile: '安全手机',
  recoveryEmail: '安全邮箱',
  contactMobile: '联系手机',
  contactEmail: '联系邮箱',
  loginEmail: '登录邮箱',
}

const codeFor = (what: string, where = '在发起请求的对话中'): CodeTexts => ({
  subject: (p) => `【${p.provider}】${what}的验证码`,
  text: (p) =>
    `【${p.provider}】验证码 ${p.code}，用于${what}，${p.minutes} 分钟内有效，仅限${where}使用。我们不会来电索要验证码，请勿告诉任何人。`,
})

/** What goes to phones and mailboxes in Simplified Chinese. */
export const zhCn: Texts = {
  code: {
    'retrieve-account': codeFor('找回账号'),
    'sign-in': {
      ...codeFor('登录', '在您发起请求的地方'),
      subject: (p) => `【${p.provider}】登录验证码`,
    },
    'change-password': codeFor('修改密码'),
    'change-contact': codeFor('修改联系方式'),
    'change-recovery': codeFor('修改安全手机或安全邮箱'),
    'bind-email': codeFor('更改登录邮箱'),
    'verify-channel': codeFor('验证此手机或邮箱'),
    'reset-password': codeFor('重置密码', '在发起请求的页面上'),
  },
  account: {
    subject: (p) => `【${p.provider}】您的账号信息`,
    opening: (p) => `【${p.provider}】您查询的账号信息：`,
    id: (p) => `账号 ID：${p.id}`,
    loginEmail: (p) => `登录邮箱：${p.email}`,
    noLoginEmail: '登录邮箱：未绑定',
    signedUpWith: (p) => `注册方式：${p.way}`,
    ways: {
      email: '邮箱',
      mobile: '手机号',
      wechat: '微信',
      sso: '企业单点登录',
      'sub-user': '由主账号创建（您是子用户）',
      other: '其他方式',
    },
    next: {
      email: '下一步：用该邮箱登录；忘记密码时可在登录页重置。',
      subUser: '下一步：从子用户入口登录；忘记密码时，请主账号的管理员重置。',
      other: '下一步：用注册时的方式登录，或请助手转人工服务。',
    },
    notYou: '如非本人操作，账号没有任何变动，也没有其他人收到此信息。',
  },
  orCopy: '如果按钮没有反应，请复制以下地址，粘贴到浏览器中打开：',
  reset: {
    subject: (p) => `【${p.provider}】重置您的密码`,
    asked: (p) =>
      `有人通过我们的助手请求重置使用此邮箱登录的${p.provider}账号的密码。如果是您本人，请在以下页面设置新密码：`,
    button: '重置密码',
    lifetime: (p) =>
      `链接只能使用一次，${p.minutes} 分钟内有效。在页面上设置新密码并用验证码确认是您本人之前，密码保持不变。`,
    notYou:
      '如果不是您本人操作，无需理会：没有此链接，任何人都无法重置您的密码。请不要把链接转发给他人；我们不会向您索要链接、密码或验证码。',
  },
  changed: {
    subject: (p) => `【${p.provider}】您的密码已更改`,
    what: (p) => `您的${p.provider}账号的密码已于 ${p.time}更改，其他设备都已退出登录。`,
    ifYou: '如果是您本人操作，无需理会。',
    button: '不是我本人操作',
    disable:
      '如果不是您本人操作，请尽快打开以下页面：新密码将失效，旧密码也不会恢复，所有设备退出登录，账号暂时冻结；链接在有限的时间内有效：',
    restore:
      '如果不是您本人操作，请尽快打开以下页面：此次更改将被撤销，所有设备退出登录，账号暂时冻结；链接在有限的时间内有效：',
    report:
      '如果不是您本人操作，请尽快在以下页面报告：所有设备退出登录，账号暂时冻结，其他内容不变；链接在有限的时间内有效：',
    care: '如果有其他人能查看您的邮件，请同时更改此邮箱的密码。',
    sms: (p) =>
      `【${p.provider}】您的密码已于 ${p.time}更改，其他设备已退出登录。如非本人操作，请立即来电或到营业网点联系我们，或对助手说“人工”。`,
  },
  channelChanged: {
    subject: (p) => `【${p.provider}】您的${channels[p.channel]}已更改`,
    what: (p) => `您的${p.provider}账号的${channels[p.channel]}已于 ${p.time}更改。`,
    sms: (p) =>
      `【${p.provider}】您的${channels[p.channel]}已于 ${p.time}更改。如非本人操作，请立即来电或到营业网点联系我们，或对助手说“人工”。`,
  },
  confirm: {
    subject: (p) => `【${p.provider}】请确认您的联系邮箱`,
    asked: (p) => `${p.provider}账号的账单、通知等消息将发送到这个邮箱，请在此确认可以收到：`,
    button: '确认',
    code: (p) => `您也可以在发起请求的对话中输入验证码：${p.code}，${p.minutes} 分钟内有效。`,
    lifetime: (p) => `链接只能使用一次，${p.minutes} 分钟内有效。`,
    notYou: '如果您不清楚此事，无需任何操作。请勿将验证码告诉任何人。',
  },
  claimed: {
    subject: (p) => `【${p.provider}】有人尝试使用您的登录邮箱`,
    text: (p) =>
      `${p.time}，有人尝试将这个邮箱设为另一个${p.provider}账号的登录邮箱。该邮箱属于您的账号，因此没有任何变动，对方也没有得到任何信息。如果是您本人操作，请登录已绑定该邮箱的账号，或换用其他邮箱。`,
  },
  locked: {
    subject: (p) => `【${p.provider}】您的登录已被锁定一天`,
    text: (p) =>
      `由于多次输入错误，仅凭登录邮箱和密码登录${p.provider}的方式已锁定至 ${p.time}。这些尝试均未成功，您的账号和密码没有任何变动。您仍然可以登录：输入正确的密码和验证码即可；也可以联系助手，用账号 ID 和验证码登录，或重置密码，无需等待。如果不是您本人操作，则无需处理；请勿将密码和验证码告诉任何人。`,
  },
  codesPaused: {
    subject: (p) => `【${p.provider}】有人为您的账号多次输入错误的验证码`,
    text: (p) =>
      `有人为您的${p.provider}账号多次输入错误的验证码，因此在 ${p.time}之前，仅凭验证码的验证方式暂停使用。这些尝试均未成功，账号没有任何变动。您仍然可以登录：使用密码登录，或通过助手发送到登录邮箱的链接重置密码；在这些情况下，以及在您曾经验证过身份的对话中，验证码照常有效。如果不是您本人操作，则无需处理；请勿将密码和验证码告诉任何人。`,
  },
  frozen: {
    subject: (p) => `【${p.provider}】您的账号暂时冻结`,
    text: (p) =>
      `有人通过我们的助手请求重置使用此邮箱登录的${p.provider}账号的密码。由于有人报告某次更改或申请不是本人所为，该账号已冻结至 ${p.time}，在此之前任何人都不能登录、重置密码或做任何更改。如果是您本人请求，请在该时间之后重新申请，或现在对助手说“人工”。如果不是您本人，则无需处理。`,
  },
  waiting: {
    subject: (p) => `${p.provider}客服已回复工单 ${p.number}`,
    text: (p) =>
      `${p.provider}客服正在工单 ${p.number} 中等待您的回复，请点击链接继续对话：${p.url} 链接只能使用一次，一天内有效，不会登录任何账号。如果您没有联系过我们，无需理会。`,
  },
  recovery: {
    subject: (p) => `有人申请恢复您的${p.provider}账号`,
    text: (p) =>
      `有人因无法登录此${p.provider}账号向客服求助，两位客服已同意，自 ${p.time}起对方可以设置新密码。如果不是您本人，请点击链接阻止：${p.url}`,
    sms: (p) =>
      `【${p.provider}】有人因无法登录此账号向客服求助，自 ${p.time}起对方可以设置新密码。如非本人，请在此之前来电或到营业网点联系我们，或对助手说“人工”。`,
  },
  reminder: {
    subject: (p) => `【${p.provider}】您有一个联系方式尚未验证`,
    text: (p) =>
      `您的${p.provider}账号的${channels[p.channel]} ${p.mask} 尚未验证，消息可能无法送达。请对助手说“我的账号”进行验证。如果不是您本人更改，请对助手说“人工”。`,
  },
}
