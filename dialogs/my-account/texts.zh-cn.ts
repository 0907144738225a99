import { phrases } from '../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What my account says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '账号概览',
  entry:
    phrases(`我的账号 | 我的账户 | 查看我的账号 | 账号设置 | 账号信息 | 账号概览 | 我会收到什么消息 | 消息订阅 | 我的订阅
        | 账号找回检查 | 手机丢了会怎样`),
  button: phrases('我的账号 | 账号'),
  what: {
    password: '密码',
    recoveryMobile: '安全手机',
    recoveryEmail: '安全邮箱',
    contactMobile: '联系手机',
    contactEmail: '联系邮箱',
    loginEmail: '登录邮箱',
  },
  lines: {
    title: (p) => `您的账号 ${p.id}：`,
    none: (p) => `${p.name}：无`,
    verified: (p) => `${p.name}：${p.mask}，已验证`,
    pending: (p) => `${p.name}：${p.mask}，未验证，消息可能无法送达`,
    held: (p) => `${p.name}：${p.mask}，已验证；${p.hold}内不能只凭它登录、重置密码或更改账号`,
    passwordNone: '密码：未设置',
    passwordUnknown: '密码：已设置',
    passwordAge: (p) => `密码：${p.age}前更改`,
    passwordOld: (p) => `密码：${p.age}前更改；建议每 90 天更换一次，但不强制`,
    openCase: (p) => `处理中的工单：${p.number}`,
    change: (p) => `最近更改：${p.what}，${p.time}`,
    undone: (p) => `更改后已撤销：${p.what}，${p.time}`,
  },
  askWhat: '您想做什么？',
  gets: (p) => `您会通过${p.medium}收到：${p.kinds}。`,
  getsNothing: (p) => `您不会通过${p.medium}收到任何消息。`,
  askSubscription: {
    some: '选择一项可以开启或关闭，或输入“返回”。',
    none: '您还没有联系方式，所以收不到消息。要添加吗？',
  },
  checkUp: {
    withoutPhone: {
      reset: '如果手机丢了：您仍然可以通过邮件重置密码。',
      'sign-in': '如果手机丢了：您不能重置密码，但可以登录并更换丢失的方式。',
      person: '如果手机丢了：只能由人工客服协助您。',
    },
    withoutMailbox: {
      reset: '如果邮箱丢了：您仍然可以重置密码。',
      'sign-in': '如果邮箱丢了：您不能重置密码，但可以登录并更换丢失的方式。',
      person: '如果邮箱丢了：只能由人工客服协助您。',
    },
    missing: '再添加一种安全方式会更稳妥，要添加吗？',
    fine: '准备得很充分。',
  },
  kinds: { overdue: '欠费提醒', expiry: '产品到期提醒', events: '活动消息' },
  media: { contactMobile: '短信', contactEmail: '邮件' },
  switchOff: (p) => `不再通过${p.medium}接收${p.kind}`,
  switchOn: (p) => `通过${p.medium}接收${p.kind}`,
  missed: '请从中选择一个，或用几个词说明您的需要。',
  choices: {
    contact: { label: '联系方式', also: phrases('修改联系方式') },
    recovery: { label: '安全手机和邮箱', also: phrases('修改安全手机或邮箱') },
    login: { label: '登录邮箱', also: phrases('修改登录邮箱') },
    password: { label: '密码', also: phrases('修改密码') },
    'verify:contactMobile': { label: '验证联系手机', also: phrases('验证 | 验证手机 | 现在验证') },
    'verify:contactEmail': { label: '验证联系邮箱', also: phrases('验证 | 验证邮箱 | 现在验证') },
    subscriptions: {
      label: '我收到的消息',
      also: phrases(
        '订阅 | 消息 | 我会收到什么消息 | 我收到哪些消息 | 我会收到哪些消息 | 我能收到什么消息',
      ),
    },
    'check-up': { label: '账号找回检查', also: phrases('检查 | 手机丢了会怎样') },
    'add:recoveryMobile': { label: '设置安全手机', also: phrases('添加手机 | 好的') },
    'add:recoveryEmail': { label: '设置安全邮箱', also: phrases('添加邮箱 | 好的') },
    done: { label: '回到我的账号', also: phrases('不用 | 好 | 好的 | 完成') },
  },
  closing: {
    signedIn: '好的。还有什么可以帮您？',
    signedOut: '您没有登录，无法显示账号信息。请登录后查看。',
  },
  help: {
    'ask-what-to-change':
      '联系方式用来接收账单和提醒，安全手机和邮箱用来证明是您本人，登录邮箱是您登录时使用的邮箱。请选择要修改或查看的内容，输入“菜单”可以离开。',
    'ask-subscription': '每个按钮可以开启或关闭一种联系方式的一类消息。输入“返回”查看概览。',
    'ask-check-up': '按照目前的规则，假设您的手机或邮箱丢失会怎样；不会发送或更改任何内容。',
  },
  why: '所有内容都经过遮盖，仅在您登录期间显示。查看之后，除本次对话外不会保存。',
  status: '您正在查看自己的账号。没有正在办理的事情。',
}
