import { phrases } from '../../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What verify channel says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '验证新的号码或邮箱',
  askCode: {
    sms: (p) => `已向新号码 ${p.mask} 发送 6 位验证码短信，${p.validFor}内有效。请输入验证码。`,
    email: (p) => `已向新邮箱 ${p.mask} 发送 6 位验证码，${p.validFor}内有效。请输入验证码。`,
    contactEmail: (p) =>
      `已向 ${p.mask} 发送邮件，内有确认链接和 6 位验证码（${p.validFor}内有效）。请打开链接，或输入验证码。`,
  },
  codeOver: '上次的验证码已经过期。请选择“重新发送”获取新的验证码。',
  noCodeYet: '验证码尚未发送。等待时间结束后请选择“重新发送”。',
  briefly: '6 位验证码是多少？',
  form: { code: '6 位验证码', example: '123456', verify: '验证' },
  notices: {
    badCode: '验证码是 6 位数字，这条消息里没有找到。',
    wrongCode: '验证码不正确或已失效，请以最新一条消息为准。',
    wrongCodeLast: (p) => `验证码不正确或已失效，还可以再试 ${p.left} 次。`,
    'expired-code': '这个验证码已经过期。',
    'code-resent': '新的验证码已发送，只有最新的有效。',
    'code-stands': (p) => `刚才发送的验证码仍然有效。如果没有收到，${p.duration}后可以重新发送。`,
    wait: (p) => `${p.duration}后可以发送下一个验证码。`,
    'too-many': (p) => `请求次数过多，需要暂停 ${p.duration}。`,
  },
  nudge: {
    example: '验证码的样子是 012345。',
    format: '请输入最新消息中的 6 位数字。',
    'other-way': '如果没有收到，请选择“重新发送”，或换一个号码或邮箱。',
    person: '如果一直收不到验证码，请输入“人工”，会有专人协助您。',
  },
  choices: {
    resend: {
      label: '重新发送',
      also: phrases(
        `重发 | 再发一次 | 重新发送验证码 | 没收到 | 没有收到 | 收不到验证码 | 新验证码`,
      ),
    },
    'other-value': {
      label: '填错了，重新填写',
      also: phrases(`号码错了 | 邮箱错了 | 换一个号码 | 换一个邮箱 | 重新填写 | 填错号码了`),
    },
    later: { label: '稍后再说', also: phrases(`以后再说 | 稍后 | 跳过 | 先跳过 | 暂不验证`) },
  },
  help: '请输入最新消息中的 6 位数字，只有这个验证码有效。如果没有收到，请稍等一分钟后选择“重新发送”；如果号码或邮箱填错了，可以重新填写。',
  why: '号码或邮箱填错时，您会收不到消息，消息还可能发给别人。验证码说明您能收到消息；它只能使用一次，不会保存明文。',
  status: '正在等待发送到新号码或新邮箱的验证码。',
}
