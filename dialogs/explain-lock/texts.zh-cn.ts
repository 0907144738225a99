import { phrases } from '../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What explaining a lock says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '登录为什么被锁定',
  entry:
    phrases(`为什么被锁 | 为什么被锁了 | 为什么被锁定 | 为什么锁定 | 被锁了 | 被锁定了 | 账号被锁 | 账号被锁了 | 账号被锁定 | 账号锁定
        | 帐号被锁 | 登录被锁 | 登录被锁定 | 登录锁定 | 解锁账号 | 解锁 | 什么时候解锁 | 多久解锁`),
  closing: {
    locked: (p) =>
      `登录已锁定，将于 ${p.time} 解除，还需 ${p.duration}：输错 3 次后还需要验证码，输错 10 次会锁定 24 小时。只有登录时的错误才会计入，您现在就可以在这里重置密码。`,
    open: '从这里看，登录没有被锁定。输错 3 次后还需要验证码，输错 10 次会锁定 24 小时；如果不记得密码，可以重置。',
  },
}
