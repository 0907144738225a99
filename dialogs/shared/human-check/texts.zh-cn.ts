import { phrases } from '../../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What the human check says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '人机验证',
  askPage: (p) =>
    `查询之前，请先打开这个页面，确认是您本人在操作。页面无需输入任何内容，并会显示同样的两个词：${p.words}。完成后我会自动继续。`,
  waiting: '仍在等待您打开上面的页面。请打开它，或获取新的链接。',
  reminded: '需要先完成页面上的验证才能继续。',
  link: '打开验证页面',
  choices: {
    'new-link': {
      label: '获取新的链接',
      also: phrases(`新链接 | 重新发链接 | 链接打不开 | 链接失效了 | 链接过期了 | 换个链接`),
    },
  },
  help: '请点击按钮或消息中的地址打开页面。您的浏览器会做少量计算，成批发送请求的程序负担不起这样的计算。如果页面提示链接已失效，请选择“获取新的链接”。',
  why: '没有这项验证，程序就可以成千上万次地试探号码。页面不会询问您的任何信息，也不会保存任何内容。',
  status: '正在等待您完成页面上的验证。尚未查询或发送任何内容。',
}
