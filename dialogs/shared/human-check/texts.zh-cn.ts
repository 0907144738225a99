import { phrases } from '../../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What the human check says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '人机验证',
  askPage: (p) =>
    `查询之前，需要先确认是真人在操作。请点击按钮，无需输入任何内容，完成后我会自动继续。如果打开了新的页面，页面上会显示同样的两个词：${p.words}。`,
  waiting: '仍在等待您完成上面的验证。请点击验证按钮，或获取新的链接。',
  reminded: '需要先完成验证才能继续。',
  link: '打开验证页面',
  choices: {
    'new-link': {
      label: '获取新的链接',
      also: phrases(`新链接 | 重新发链接 | 链接打不开 | 链接失效了 | 链接过期了 | 换个链接`),
    },
  },
  help: '请点击消息中的按钮，或打开消息中的地址。您的浏览器会做少量计算，成批发送请求的程序负担不起这样的计算。如果提示验证已过期，请选择“获取新的链接”。',
  why: '没有这项验证，程序就可以成千上万次地试探号码。验证不会询问您的任何信息，也不会收集任何内容。',
  status: '正在等待您完成验证。尚未查询或发送任何内容。',
}
