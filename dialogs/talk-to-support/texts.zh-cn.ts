import { phrases } from '../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What handing over to a person says in Simplified Chinese. */
export const zhCn: Texts = {
  entry: {
    label: '转人工服务',
    also: phrases(
      `人工 | 人工服务 | 转人工 | 客服 | 人工客服 | 找客服 | 联系客服 | 找人工 | 提交工单`,
    ),
  },
  askProblem:
    '我可以把问题转给客服团队。请说明发生了什么、您已经试过哪些办法。请不要填写密码或验证码。',
  confirmCase: (p) =>
    `以下内容和您刚才所在的步骤将一并转给客服：\n\n${p.problem}\n\n要提交工单吗？`,
  notices: {
    tooShort: '请再多写几个字，方便客服了解情况。',
    badChoice: '请回答“是”或“否”，或选择“重新填写”。',
  },
  choices: {
    yes: {
      label: '是，提交工单',
      also: phrases(`是 | 是的 | 好 | 好的 | 可以 | 提交 | 确认 | 对`),
    },
    rewrite: { label: '重新填写', also: phrases(`重写 | 修改 | 改一下 | 重新写`) },
    no: { label: '否', also: phrases(`不 | 不用 | 不要 | 算了 | 不提交`) },
  },
  closing: {
    opened: (p) =>
      `您的工单号是 ${p.number}，请妥善保存。客服人员会查看您的问题；在此期间账号不会有任何变动。`,
    left: '好的，没有提交工单，也没有转发任何内容。',
  },
  help: {
    'ask-problem': '请用自己的话说明情况。客服能看到您写的内容和所在的步骤，看不到密码或验证码。',
    'confirm-case': '选择“是”提交工单，或选择“重新填写”先修改内容。',
  },
  why: {
    'ask-problem': '客服需要了解情况才能决定下一步怎么做。您写的内容会随工单保存。',
    'confirm-case': '转发之前，应当先让您看到转发的内容。',
  },
  status: '您正在联系客服，尚未转发任何内容。',
}
