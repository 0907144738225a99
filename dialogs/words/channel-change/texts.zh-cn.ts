import { phrases } from '../../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What a change of a contact or a recovery channel says in Simplified Chinese. */
export const zhCn: Texts = {
  flows: {
    contact: {
      name: '修改联系方式',
      entry:
        phrases(`更换联系邮箱 | 修改联系邮箱 | 修改联系电话 | 修改联系手机 | 更换联系手机 | 更改联系方式 | 联系方式变了
          | 联系方式`),
      button: phrases('联系 | 联系手机 | 联系邮箱 | 接收消息的'),
    },
    recovery: {
      name: '修改安全手机或邮箱',
      entry:
        phrases(`修改安全手机 | 修改安全邮箱 | 更换安全手机 | 更换安全邮箱 | 安全手机换了 | 安全邮箱换了 | 更改密保手机
          | 修改密保手机 | 修改密保邮箱 | 安全手机 | 安全邮箱`),
      button: phrases('安全 | 密保 | 证明身份的'),
    },
  },
  names: {
    contact: { sms: '联系手机', email: '联系邮箱' },
    recovery: { sms: '安全手机', email: '安全邮箱' },
  },
  askKind: {
    contact: '账单和通知会发送到联系方式，它们不能用来证明身份。您要修改哪一个？',
    recovery: '安全手机和安全邮箱用来证明是您本人。您要修改手机还是邮箱？',
  },
  askNew: {
    sms: '新的手机号是多少？境外号码请以 + 和国家代码开头。',
    email: '新的邮箱地址是什么？',
  },
  confirm: {
    replace: (p) => `您的${p.name}将从 ${p.before} 改为 ${p.after}，对吗？`,
    first: (p) => `${p.after} 将成为您的${p.name}，对吗？`,
  },
  askVerifyNow: (p) => `在验证 ${p.after} 之前，消息可能无法送达。现在验证吗？`,
  askBoth: {
    contact: (p) => `${p.after} 也用作您的${p.name}吗？两者相同更便于维护，不会错过消息。`,
    recovery: (p) => `${p.after} 也用作您的${p.name}吗？两者相同更便于维护，不会错过消息。`,
  },
  briefly: {
    'ask-kind': '手机还是邮箱？',
    'ask-new-mobile': '新的手机号是多少？',
    'ask-new-email': '新的邮箱地址是什么？',
    'confirm-change': '对吗？',
  },
  form: { mobile: '新的手机号', email: '新的邮箱地址', next: '下一步' },
  notices: {
    badEmail: '这不像是邮箱地址。',
    same: '这就是您目前使用的，无需更改。',
    choose: '请从中选择一个。',
    saved: (p) => `您的${p.name}现在是 ${p.after}，尚未验证。`,
    verified: '已验证：消息可以送达。',
    notVerified: '尚未验证。之后会提醒您，也可以在“我的账号”中验证。',
    swapped: (p) =>
      `您的${p.name}现在是 ${p.after}。原来的，以及较早验证过的其他手机和邮箱（如有），会收到变更通知。`,
    swappedHeld: (p) =>
      `您的${p.name}现在是 ${p.after}。原来的，以及较早验证过的其他手机和邮箱（如有），会收到变更通知。${p.hold}内，不能只凭它登录、重置密码或做其他更改。`,
  },
  nudge: {
    sms: '手机号的样子是 138 0013 8000 或 +44 7400 123456。',
    email: '邮箱地址的样子是 name@example.com。',
    person: '如果还是不行，请输入“人工”，会有专人协助您。',
  },
  choices: {
    mobile: { label: '手机', also: phrases(`手机号 | 手机号码 | 电话 | 号码 | 短信`) },
    email: { label: '邮箱', also: phrases(`电子邮箱 | 邮件 | 邮箱地址 | 电邮`) },
    yes: {
      label: '对，修改',
      also: phrases(`对 | 是 | 是的 | 对的 | 好 | 好的 | 确认 | 没错 | 可以 | 改吧`),
    },
    edit: { label: '不对，重新输入', also: phrases(`不对 | 不是 | 否 | 错了 | 重新输入 | 换一个`) },
    keep: {
      label: '保持不变',
      also: phrases(`不改了 | 还用原来的 | 没有别的号码 | 没有别的邮箱 | 没有新的`),
    },
    verify: {
      label: '现在验证',
      also: phrases(`是 | 是的 | 好 | 好的 | 验证 | 可以 | 发验证码 | 现在就验证`),
    },
    later: { label: '稍后再说', also: phrases(`否 | 不 | 不用 | 以后再说 | 稍后 | 跳过`) },
    both: { label: '两者都用', also: phrases(`是 | 是的 | 好 | 好的 | 都用 | 可以 | 两个都用`) },
    one: { label: '只用于这一个', also: phrases(`否 | 不 | 不用 | 只改这个 | 只用这一个`) },
  },
  answers: {
    none: '没有新的就无需更改。请选择“保持不变”，一切照旧。',
    reader:
      '它随账号保存；更改时会通知所有已验证的手机和邮箱，其中一部分会隐去。目前还没有任何更改。',
    undo: '以后可以用同样的方法再改。您不说“是”，就保持不变；目前还没有任何更改。',
    notYet: '目前还没有任何更改。',
  },
  closing: {
    verified: (p) => `完成：您的${p.name}是 ${p.after}。`,
    unverified: (p) =>
      `您的${p.name}现在是 ${p.after}，尚未验证，消息可能无法送达；一小时、一天和三天后会提醒您。`,
    both: (p) => `它现在也是您的${p.name}。`,
    notBoth: (p) => `没能同时用于您的${p.name}，它保持不变。`,
    refused: {
      proof: '没有任何更改：登录已经结束，或距离上次验证身份的时间过长。请重新开始。',
      same: '没有任何更改：这就是您目前使用的。',
      frozen: '目前不能做任何更改，因为有人报告了该账号的一次更改。人工客服可以协助您。',
      taken: '没有任何更改：该号码或邮箱不能用于此账号。请重新开始，换一个再试。',
      moved: '没有做任何更改：它刚刚在别处被修改过。可以在“我的账号”中查看目前的内容。',
      directory: '没有任何更改：保管您账号的系统不允许这项更改。人工客服可以协助您。',
      unknown:
        '无法确定更改是否已经生效：保管您账号的系统一天内都没有答复。请在“我的账号”中查看实际内容。',
    },
    notConfirmed: '没有任何更改：输入发送到新号码或新邮箱的验证码后才会生效，原来的保持不变。',
    stillWaiting: '尚未验证，消息可能无法送达。可以随时在“我的账号”中验证。',
    unchanged: '没有任何更改。',
    left: '好的，没有任何更改。还有什么可以帮您？',
  },
  help: {
    'ask-kind': '请输入“手机”或“邮箱”。可以随时返回或取消。',
    'ask-new-mobile':
      '就是您今后要用的手机号，请完整输入，境外号码请加 + 和国家代码，不能用固定电话。如果没有新的，请选择“保持不变”，不会有任何更改。',
    'ask-new-email':
      '就是您今后要用的邮箱，例如 name@example.com。如果没有新的，请选择“保持不变”，不会有任何更改。',
    'confirm-change': '新的内容正确请输入“对”，要重新输入请输入“不对”。',
    'ask-use-for-both': '两者都使用请输入“是”，另一个保持不变请输入“否”。',
    'ask-verify-now': '输入“是”会发送验证码，输入“稍后”之后会提醒您。',
  },
  why: {
    contact:
      '账单和通知会发送到联系方式，所以必须正确。它们不能证明身份，更改时会通知所有已验证的手机和邮箱。',
    recovery:
      '证明身份的验证码会发送到安全手机和安全邮箱。所以修改时需要通过原来的或其他方式验证，还要验证新的，并会通知所有已验证的手机和邮箱。',
  },
  status: {
    contact: '您正在修改联系方式。',
    recovery: '您正在修改安全手机或安全邮箱。',
  },
}
