import { choice, type ChoiceWords } from '../../src/flow/choice.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { phrases } from '../../src/flow/phrases.ts'
import type { Choice } from '../../src/flow/reply.ts'

const newLink: Readonly<Record<Locale, ChoiceWords>> = {
  en: {
    label: 'Send a new link',
    also: phrases(`new link | another link | the link does not work | the link doesn't work | link expired
      | the link is too old | again | resend | resend link | resend the link`),
  },
  'zh-CN': {
    label: '获取新的链接',
    also: phrases(
      `新链接 | 重新发送 | 重新发链接 | 链接打不开 | 链接失效了 | 链接过期了 | 换个链接`,
    ),
  },
}

/** "Send a new link", wherever the chat waits for a page whose link it showed. */
export function newLinkChoice(locale: Locale): Choice {
  return choice('new-link', newLink, locale)
}
