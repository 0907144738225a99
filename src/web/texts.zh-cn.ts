import type { Texts } from './texts.en.ts'

/** What the pages say in Simplified Chinese. */
export const zhCn = {
  tagline: '找回您的账号',
  promise: '此处绝不输入密码',
  chat: {
    title: 'Latchkey：找回您的账号',
    newChat: '新对话',
    newChatQuestion: '开始新对话吗？当前屏幕上的内容将不再显示。',
    language: '语言',
    label: '与 Latchkey 对话',
    placeholder: '请输入您的回答',
    needsScript: '对话需要 JavaScript。请在浏览器中启用后重新打开本页。',
    connecting: '正在打开对话…',
    ended: '上一个对话因长时间未使用已关闭，这是一个新对话。',
    unreachable: '暂时无法连接对话，已有内容不会丢失。',
    retry: '重试',
    stepOf: '{flow} · 第 {step} 步，共 {of} 步',
    ready: '随时为您服务',
  },
  flows: {
    'retrieve-account': '找回账号',
    'talk-to-support': '联系人工客服',
  },
  starts: {
    retrieve: '我忘记了账号',
    reset: '我忘记了密码',
    support: '我想联系人工客服',
  },
  check: {
    title: '快速验证',
    question: '您是真人吗？',
    why: '在发送任何信息之前，我们需要确认不是程序在操作。我们不会收集您的任何信息。',
    words: '对话中会显示相同的两个词。如果不一致，请关闭本页。',
    label: '我不是机器人',
    continue: '继续',
    verifying: '正在验证，请稍候…',
    verified: '已验证',
    failed: '验证未通过，请再试一次。',
    expires: (p: { minutes: number }) => `本页在 ${p.minutes} 分钟内有效。`,
    error: '验证未能完成，请重新打开本页。',
    needsScript:
      '此验证需要 JavaScript。请启用后重新打开本页，或在对话中输入“人工”，会有人工客服帮助您。',
    doneTitle: '谢谢',
    done: '验证已完成。请回到对话，对话会自动继续。',
    close: '您现在可以关闭本页。',
  },
  problems: {
    gone: {
      title: '此链接已失效',
      text: '链接只能使用一次，且有效时间很短。请回到对话重新打开链接，或获取新的链接。',
    },
    foreign: {
      title: '此表单无法使用',
      text: '它不属于这个链接，未做任何更改。请在对话中重新打开链接。',
    },
    missing: {
      title: '这里没有内容',
      text: '地址可能不完整。请复制完整地址，或在对话中打开链接。',
    },
    wrong: {
      title: '无法读取所提交的内容',
      text: '收到的内容与本页所提交的不符。请返回后重试。',
    },
    busy: {
      title: '请稍候',
      text: '您的请求过于频繁，请一分钟后再试。',
    },
    down: {
      title: '暂时无法处理',
      text: '后台服务没有响应。您的内容不会丢失，请一分钟后再试。',
    },
    toChat: '开始对话',
  },
  inbox: {
    title: '收件箱',
    about: '模拟网关已送达的信息，最新的在最上面。正式运行时会发送到手机和邮箱。',
    to: '收件人',
    everybody: '全部',
    filter: '显示',
    empty: '尚未发送任何信息',
    emptyHint: '在对话中获取验证码后，会自动显示在这里。',
    sms: '短信',
    email: '邮件',
    copy: (p: { code: string }) => `复制验证码 ${p.code}`,
    copied: '已复制',
    open: '打开链接',
    arrived: '收到新信息。',
    count: (p: { count: number }) => `${p.count} 条信息`,
  },
} satisfies Texts
