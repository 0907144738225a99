import type { Texts } from './texts.en.ts'

/** What goes to phones in Simplified Chinese. */
export const zhCn: Texts = {
  code: {
    'retrieve-account': (p) =>
      `【${p.provider}】验证码 ${p.code}，用于找回账号，${p.minutes} 分钟内有效，仅限在发起请求的对话中使用。我们不会来电索要验证码，请勿告诉任何人。`,
  },
  account: {
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
      other: '下一步：用注册时的方式登录，或请助手转人工服务。',
    },
    notYou: '如非本人操作，账号没有任何变动，也没有其他人收到此信息。',
  },
}
