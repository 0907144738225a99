import { phrases } from '../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What the evidence form for a company's account says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '找回公司账号',
  entry: phrases(`找回公司账号 | 找回公司的账号 | 找回企业账号 | 申诉公司账号 | 填写材料`),
  ask: {
    account: '一共六个简短的问题，发送之前会请您过目。是哪个账号？最好提供账号 ID 或登录邮箱。',
    company: '账号属于哪家公司？最好是营业执照上的全称。',
    since: '那位同事是什么时候离开的，或者您从什么时候起无法登录？',
    holder: '据您所知，账号现在在谁手上，还有人在使用吗？',
    evidence:
      '有哪些材料可以说明账号属于公司？发票、营业执照、域名、备案信息都可以。这里只需写出名称，如何提交由客服告诉您。',
    reach: '您在公司担任什么职务，什么时候方便联系？客服会在这个对话里回复您。',
  },
  briefly: {
    account: '是哪个账号？',
    company: '账号属于哪家公司？',
    since: '从什么时候开始？',
    holder: '账号现在在谁手上？',
    evidence: '有哪些材料可以说明账号属于公司？',
    reach: '您在公司担任什么职务，什么时候方便联系？',
  },
  labels: {
    account: '账号',
    company: '公司',
    since: '时间',
    holder: '目前持有人',
    evidence: '材料',
    reach: '联系方式',
  },
  line: (p) => `${p.label}：${p.value}`,
  notKnown: '不清楚',
  confirm: (p) =>
    `将转交给客服的内容如下，其中的号码和地址对客服只显示一部分。\n\n${p.lines}\n\n要发送吗？`,
  confirmBriefly: '要发送吗？',
  answers: {
    reader: '只有客服人员会看到，并据此判断。目前还没有发送。',
    whenAnswer: '客服会在工作时间查看，并在这个对话里回复。目前还没有发送。',
    content: '目前还没有发送。',
    undo: '它会成为一个工单，处理期间随时可以撤回；您不说“是”，就不会通知任何人。目前还没有发送。',
  },
  tooShort: {
    first: '内容太短了，请再写几个字。',
    more: '一两个词就可以；如果不清楚，请直接说“不清楚”。',
  },
  choices: {
    'not-known': { label: '不清楚', also: phrases(`不知道 | 我不知道 | 我不清楚 | 不确定 | 跳过`) },
    yes: {
      label: '是，发送',
      also: phrases(`是 | 是的 | 好 | 好的 | 发送 | 发吧 | 快发吧 | 发出去吧 | 可以`),
    },
    rewrite: { label: '重新填写', also: phrases(`重写 | 修改 | 改一下 | 重填`) },
    no: { label: '不发送', also: phrases(`否 | 不 | 不用了 | 算了 | 不要发送`) },
  },
  closing: {
    opened: (p) =>
      `您的工单号是 ${p.number}，您说的内容都在其中，请记下这个号码。客服核实材料后会在这里回复，在此期间账号不会有变动。输入“状态 ${p.number}”可以查看进度。`,
    openedLater: (p) =>
      `您的工单号是 ${p.number}，您说的内容都在其中，请记下这个号码。现在不是客服时间，${p.time}起会有人核实材料并在这里回复。输入“状态 ${p.number}”可以查看进度。`,
    appended: (p) => `已补充到您的工单 ${p.number}，客服可以立即看到。`,
    delayed: (p) => `您刚才多次联系客服，这次的内容没有发送。请在 ${p.wait}后再试。`,
    left: '好的，没有转交任何内容。',
  },
  help: {
    'ask-claim-account':
      '如果知道，请输入账号 ID 或登录邮箱；否则请说明账号的名称或用途。“返回”回到上一个问题，“取消”结束填写。',
    'ask-claim-company': '请输入公司名称，与发票或工商登记一致。',
    'ask-claim-since': '写明年份和月份就可以。',
    'ask-claim-holder': '请输入姓名或职务，例如“已离职的管理员”。',
    'ask-claim-evidence': '请写出材料的名称，不要填写证件号码。这里不需要上传。',
    'ask-claim-reach': '请输入您的姓名、职务，以及方便查看这个对话的时间。',
    'confirm-claim': '选择“是”发送，或选择“重新填写”先修改。',
  },
  why: {
    'ask-claim-account': '客服需要先知道是哪个账号，才能核实。',
    'ask-claim-company': '材料必须与这家公司相符。',
    'ask-claim-since': '客服会对照这段时间里账号的使用情况。',
    'ask-claim-holder': '在做任何改动之前，客服也会询问目前的持有人。',
    'ask-claim-evidence': '材料决定处理结果，仅凭对话不会把账号交给任何人。',
    'ask-claim-reach': '客服可能需要向您了解情况。您填写的内容会随工单保存一年。',
    'confirm-claim': '转交之前，应当请您先看一遍。',
  },
  status: '您正在向客服说明公司账号的情况。还没有转交任何内容。',
}
