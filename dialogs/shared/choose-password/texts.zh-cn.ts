import type { Texts } from './texts.en.ts'

/** What the choice of a new password says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '设置新密码',
  question: '请在页面上设置新密码，不要在对话中输入。在页面上确认是您本人之后，新密码才会生效。',
  help: '页面会列出密码规则，并在您输入时检查。在完成页面上的最后一步之前，密码保持不变。',
  why: '在对话中输入的密码日后可能被他人看到。在页面上输入时，只会保存无法还原的校验值。',
  status: '您正在页面上设置新密码。密码尚未更改。',
}
