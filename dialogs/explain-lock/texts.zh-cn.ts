import { phrases } from '../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What explaining a lock says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '登录为什么被锁定',
  entry:
    phrases(`为什么被锁 | 为什么被锁了 | 为什么被锁定 | 为什么锁定 | 被锁了 | 被锁定了 | 账号被锁 | 账号被锁了 | 账号被锁定 | 账号锁定
        | 帐号被锁 | 登录被锁 | 登录被锁定 | 登录锁定 | 解锁账号 | 解锁 | 什么时候解锁 | 多久解锁`),
  closing: {
    until: (p) =>
      `仅凭密码登录已锁定，将于 ${p.time}解除，还需 ${p.duration}：输错 3 次后还需要验证码，输错 10 次会锁定 24 小时。输入正确的密码和验证码仍可登录，您也可以用账号 ID 和验证码登录，或现在就在这里重置密码。`,
    codesUntil: (p) =>
      `有人为您的账号多次输入错误的验证码，因此在 ${p.time}之前（还需 ${p.duration}），没有其他凭据的人不能使用验证码。您已登录，您的验证码在这里照常有效，密码和重置密码的链接也可以使用。`,
    personUntil: (p) =>
      `从这里发起的尝试过多，查询和验证码需要暂停到 ${p.time}，还需 ${p.duration}。在此期间您可以使用登录页面，或联系人工客服。`,
    open: '从这里看，登录没有被锁定。输错 3 次后还需要验证码，输错 10 次会锁定 24 小时；如果不记得密码，可以重置。',
  },
}
