import { phrases } from '../../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What verify identity says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '身份验证',
  askCode: {
    sms: (p) =>
      `为确认是您本人，6 位验证码已通过短信发送到 ${p.mask}，${p.validFor}内有效。请输入验证码。`,
    email: (p) =>
      `为确认是您本人，6 位验证码已通过邮件发送到 ${p.mask}，${p.validFor}内有效。请输入验证码。`,
    stranger: (p) =>
      `如果该账号有安全手机，6 位验证码已通过短信发送到该手机，${p.validFor}内有效。请输入验证码。`,
  },
  codeOver: '上一次发送的验证码已过期。请选择“重新发送”获取新的验证码，或使用其他验证方式。',
  noCodeYet: '目前还没有发送验证码。请在等待结束后选择“重新发送”，或使用其他验证方式。',
  briefly: '6 位验证码是多少？',
  brieflyOver: '请选择“重新发送”获取新的验证码，或使用其他验证方式。',
  askWay: '您想通过哪种方式验证身份？这里只列出之前验证过的方式。',
  noOtherWay:
    '这里没有其他已验证的方式可以接收验证码。人工客服可以协助您证明身份，您也可以返回继续输入验证码。',
  form: { code: '6 位验证码', example: '123456', verify: '验证' },
  notices: {
    badCode: '验证码是 6 位数字，刚才的内容里没有找到。',
    wrongCode: '验证码不正确或已失效，请以最新一条消息为准。',
    wrongCodeLast: (p) => `验证码不正确或已失效，还可以再试 ${p.left} 次。`,
    'expired-code': '这个验证码已过期。',
    'code-resent': '新的验证码已发出。只有最新的验证码有效。',
    strangerResent: '如果该账号有安全手机，新的验证码已发出。只有最新的验证码有效。',
    'code-stands': (p) => `刚才发送的验证码仍然有效。如果没有收到，${p.duration}后可以重新发送。`,
    wait: (p) => `${p.duration}后才能再次发送验证码。`,
    'too-many': (p) => `请求次数过多，需要暂停 ${p.duration}。`,
    badWay: '抱歉，没看明白您选的是哪一种。',
  },
  nudge: {
    example: '例如 012345。',
    format: '请输入最新一条信息中的 6 位数字。',
    'other-way': '您可以选择“重新发送”，或使用其他验证方式。',
    person: '如果收不到验证码，请输入“人工”，会有专人协助您。',
  },
  choices: {
    resend: {
      label: '重新发送',
      also: phrases(`重发 | 再发一次 | 再发一遍 | 重新发 | 没收到 | 收不到验证码 | 没有收到验证码 | 没收到短信 | 没收到邮件
        | 新的验证码 | 换一个验证码 | 验证码没到`),
    },
    'other-way': {
      label: '使用其他验证方式',
      also: phrases(`其他验证方式 | 其他方式 | 别的方式 | 换一种方式 | 换个方式 | 换一种验证方式 | 手机不在身边 | 手机丢了
        | 没有那个号码了 | 号码不用了`),
    },
  },
  ways: {
    sms: {
      label: (p) => `短信 ${p.mask}`,
      also: phrases(`短信 | 用短信 | 发短信 | 手机 | 手机号 | 用手机 | 安全手机`),
    },
    email: {
      label: (p) => `邮件 ${p.mask}`,
      also: phrases(`邮件 | 邮箱 | 用邮箱 | 用邮件 | 发邮件 | 安全邮箱 | 备用邮箱`),
    },
  },
  help: {
    'ask-code':
      '请输入最新一条信息中的 6 位数字，只有最新的验证码有效。如果没有收到，请稍等一分钟后选择“重新发送”，或使用其他验证方式。',
    'ask-verification-method':
      '请选择验证码应发送到哪里。没有验证过的方式不能用来证明身份；如果列出的方式都已不能使用，请输入“人工”。',
  },
  why: {
    'ask-code':
      '只有您本人才能更改您的账号，验证码用来确认是您本人。它只能使用一次，只用于这件事，也不会以可读的形式保存。',
    'ask-verification-method': '验证码必须发送到只有您能看到的地方。我只会使用安全手机和安全邮箱。',
  },
  status: {
    'sign-in': '您正在登录，目前需要确认是您本人。没有任何变动。',
    'retrieve-account': '您正在找回账号，目前需要确认是您本人。没有任何变动。',
    'change-password': '您正在修改密码，目前需要确认是您本人。密码尚未更改。',
    'reset-password': '您正在重置密码，目前需要确认是您本人。密码尚未更改。',
    'change-contact': '您正在修改联系方式，目前需要确认是您本人。没有任何变动。',
    'change-recovery': '您正在修改安全手机或安全邮箱，目前需要确认是您本人。没有任何变动。',
    'bind-email': '您正在更改登录邮箱，目前需要确认是您本人。没有任何变动。',
    'verify-channel': '您正在验证手机或邮箱，目前需要输入验证码。没有任何变动。',
  },
}
