import { phrases } from '../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What sign-in says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '登录',
  entry: phrases(`去登录 | 我要登录 | 登录账号 | 登录账户 | 登录我的账号 | 登陆 | 我要登陆`),
  askPage: (p) =>
    `请在这个页面登录，页面会显示同样的两个词：${p.words}。登录后我会自动继续，请不要在对话中输入密码。`,
  waiting: '仍在等待您在上面的页面登录。请打开它、获取新的链接，或使用账号 ID 和验证码。',
  pageOnly: {
    waiting: '仍在等待您在上面的页面登录。请打开它，或获取新的链接。',
    lacks: '没有密码就无法通过该页面登录。可以通过邮件重置密码，或请人工客服协助。',
    help: '请点击按钮或消息中的地址打开页面，在页面上输入登录邮箱和密码。如果页面提示链接已失效，请选择“获取新的链接”；不记得密码时，请输入“人工”，会有专人协助您。',
  },
  askAccountId: (p) => `请输入账号 ID，例如 ${p.example}。验证码会以短信发送到该账号的安全手机。`,
  briefly: {
    'ask-account-id': '账号 ID 是多少？',
  },
  link: '打开登录页面',
  form: { accountId: '账号 ID', next: '下一步' },
  notices: {
    reminded:
      '需要先完成页面上的登录才能继续。如果您刚才输入的是密码，请只在页面上输入，不要发到其他地方。',
    accountId: {
      'too-short': '账号 ID 没有这么短。',
      'too-long': '账号 ID 没有这么长。',
      'other-signs': '这不像是账号 ID。',
    },
  },
  nudge: {
    example: (p) => `账号 ID 的样子是 ${p.example}。`,
    format: '请照原样完整输入账号 ID，不要带其他内容。',
    'other-way': '您也可以在登录页面使用邮箱和密码登录。',
    person: '如果还是不行，请输入“人工”，会有专人协助您。',
  },
  choices: {
    'use-code': {
      label: '使用账号 ID 和验证码',
      also: phrases(`用验证码 | 验证码 | 验证码登录 | 账号id | 用账号id | 不用密码`),
    },
    'use-page': {
      label: '使用登录页面',
      also: phrases(`登录页面 | 页面 | 用页面 | 用密码 | 密码登录 | 邮箱和密码 | 用邮箱登录`),
    },
  },
  answers: {
    lacks: '没有密码时，可以使用账号 ID 和发送到安全手机的验证码登录，也可以通过邮件重置密码。',
    done: '页面还没有通知我您已登录。登录后，我会在这里自动继续。',
  },
  closing: {
    signedIn: '您已登录，仅在本次对话中有效。长时间没有操作会自动退出，也可以随时输入“退出登录”。',
    notSignedIn: '您没有登录，没有任何变动。还有什么可以帮您？',
  },
  help: {
    'wait-for-page':
      '请点击按钮或消息中的地址打开页面，在页面上输入登录邮箱和密码。如果页面提示链接已失效，请选择“获取新的链接”；不记得密码时，可以使用账号 ID 和验证码。',
    'ask-account-id':
      '账号 ID 可以在账单、订单或控制台角落找到。验证码只会发送到该账号的安全手机，无论账号是否存在，我的答复都一样。',
  },
  why: {
    'wait-for-page':
      '您要办理的事情会改动账号，所以需要确认账号属于您。在对话中输入的密码日后可能被他人看到，在页面上输入则不会留存。',
    'ask-account-id': '通过 ID 才知道验证码应发送到哪个安全手机。ID 只在本次对话中使用。',
  },
  status: '您正在登录。没有任何变动。',
}
