import { phrases } from '../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What bind email says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '绑定登录邮箱',
  entry:
    phrases(`绑定邮箱 | 绑定一个邮箱 | 登录邮箱 | 修改登录邮箱 | 更换登录邮箱 | 解绑邮箱 | 解绑登录邮箱 | 添加登录邮箱
        | 用邮箱来登录`),
  button: phrases('登录 | 登录用的 | 登录邮箱'),
  askKind: (p) => `您目前使用 ${p.bound} 登录。要更换还是解绑？`,
  askNew: '您想用哪个邮箱登录？',
  confirm: {
    first: (p) => `${p.after} 将成为您的登录邮箱，对吗？`,
    replace: (p) => `您的登录邮箱将从 ${p.before} 改为 ${p.after}，对吗？`,
    unbind: (p) =>
      `解绑后不能再用 ${p.before} 和密码登录，只能使用账号 ID 和验证码登录。确定解绑吗？`,
  },
  askPage: (p) => `登录邮箱已绑定。请在这个页面设置密码，页面会显示同样的两个词：${p.words}。`,
  waiting: '登录邮箱已绑定，等待设置密码。请打开上面的页面，获取新的链接，或输入“稍后”。',
  briefly: {
    'ask-kind': '更换还是解绑？',
    'ask-new-email': '哪个邮箱？',
    'confirm-change': '对吗？',
  },
  link: '设置密码',
  form: { email: '登录邮箱', next: '下一步' },
  notices: {
    'bad-email': '这不像是邮箱地址，邮箱地址的样子是 name@example.com。',
    same: '您已经在使用这个邮箱登录。',
    choose: '请从中选择一个。',
    reminded: '需要先完成页面上的操作才能继续。请只在该页面上输入密码，不要在对话中输入。',
  },
  person: '如果还是不行，请输入“人工”，会有专人协助您。',
  choices: {
    change: { label: '更换', also: phrases('更换邮箱 | 换一个 | 修改') },
    unbind: { label: '解绑', also: phrases('解除绑定 | 删除 | 去掉') },
    yes: { label: '对', also: phrases('是 | 是的 | 对的 | 好 | 好的 | 确认 | 确定 | 可以') },
    no: { label: '不对', also: phrases('否 | 不 | 不是 | 错了 | 重新输入') },
    later: { label: '稍后', also: phrases('稍后再说 | 以后再说 | 跳过') },
  },
  closing: {
    bound: (p) =>
      `完成：今后请使用 ${p.after} 和您的密码登录。已通知所有已验证的手机和邮箱。新邮箱暂时不能用于重置密码，生效时间可以在“我的账号”中查看。`,
    withPassword: (p) =>
      `完成：${p.after} 和密码已经设置。两者都是新的，暂时还不能使用，生效时间可以在“我的账号”中查看；在此之前请用账号 ID 和验证码登录。`,
    withoutPassword: (p) =>
      `完成：${p.after} 是您的登录邮箱，暂时还不能单独使用，生效时间可以在“我的账号”中查看。它还没有密码，输入“修改密码”可以设置。`,
    unbound: '完成：您不再有登录邮箱，请使用账号 ID 和验证码登录。',
    refused: {
      proof:
        '没有任何更改：登录已经结束、距离上次验证身份的时间过长，或该邮箱不能使用。请重新开始，或换一个邮箱。',
      same: '没有任何更改：您已经在使用这个邮箱登录。',
      frozen: '目前不能做任何更改，因为有人报告了该账号的一次更改。人工客服可以协助您。',
      'only-way': '不能解绑：没有已验证的安全手机时，您将无法登录。请先设置安全手机。',
    },
    notConfirmed: '没有任何更改：输入发送到该邮箱的验证码后才会生效。',
    unchanged: '您的登录邮箱没有更改。',
    left: '好的，您的登录邮箱保持不变。还有什么可以帮您？',
  },
  help: {
    'ask-kind': '要换一个邮箱请输入“更换”，不再使用邮箱登录请输入“解绑”。',
    'ask-new-email': '请输入完整的邮箱地址，例如 name@example.com。之后会向它发送验证码。',
    'confirm-change': '正确请输入“对”，否则请输入“不对”。',
    'wait-for-page':
      '请点击按钮或消息中的地址打开页面，输入两次密码。如果页面提示链接已失效，请选择“获取新的链接”。',
  },
  why: '拥有登录邮箱的人可以登录并申请重置密码。所以修改时需要用另一种方式证明身份，还要验证新的邮箱；所有已验证的手机和邮箱都会收到通知，新邮箱会先暂缓生效。',
  status: '您正在更改登录邮箱。',
}
