import type { Texts } from './texts.en.ts'

/** What the masked-number question says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '填写完整手机号',
  question: (p) => `账号信息将以短信发送到 ${p.mask}。为确认您知道该号码，请输入完整的手机号。`,
  briefly: '完整的手机号是多少？',
  nudge: {
    example: '例如 138 0013 8000，境外号码例如 +44 7400 123456。',
    format: '请输入全部数字；非本地号码请在前面加上 + 和国家代码。',
    'other-way': '如果您不知道该号码，请换一种方式查找。',
    person: '如果还是不行，请输入“人工”，会有专人协助您。',
  },
  form: {
    country: '国家或地区',
    mobile: '完整手机号',
    example: '138 0013 8000',
    next: '下一步',
  },
  help: '这里只显示所留号码的最后两位，请输入完整号码；无论是否正确，我的答复都一样。如果不知道，请换一种方式查找，或输入“人工”。',
  unknown: '那就从下面换一种方式查找，或输入“人工”，会有专人协助您。',
  why: '只有知道该号码的人，才应能让系统向它发送短信。您输入的内容只在本次对话中使用。',
  status: '您正在找回账号，目前需要您输入完整的手机号。尚未发送任何短信。',
}
