import type { againEn } from './secret-parts.en.ts'

/** The same in Simplified Chinese. */
export const againZhCn = {
  mismatch: '两次输入的新密码还是不一致。点“显示所输入的内容”可以对照查看。',
  typeAgain: '新密码还没用上，浏览器就又把它清除了。请再输入一次，并保持本页打开。',
  wrongOldPassword: '这也不是当前密码。如果想不起来，请在对话中输入“我忘记了密码”。',
  wrongSignIn:
    '还是没有登录成功。如果密码记不准，请在对话中输入“我忘记了密码”；如果邮箱记不准，请输入“我忘记了账号”。',
  notCode: '这也不是验证码：验证码只有数字，请看我们最新发给您的那条信息。',
  wrongCode: '这个验证码也不正确。请与最新一条信息逐位核对，或获取新的验证码。',
  expiredCode: '这个验证码也过期了。请获取新的验证码，并在几分钟内输入。',
  codeSent: '又发出了一个新的验证码，之前的已失效。',
  busy: '现在仍然繁忙，未做任何更改。请等半分钟再重新输入。',
  password: '这个新密码仍不符合要求。',
  rejected: '保存您账号的系统也没有接受这个密码。',
} satisfies typeof againEn
