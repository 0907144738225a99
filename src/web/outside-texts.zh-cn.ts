import type { OutsideTexts } from './outside-texts.en.ts'

/** What the pages say where accounts live in a directory, in Simplified Chinese. */
export const outside: OutsideTexts = {
  notices: {
    rejected: {
      'too-short': '保管您账号的系统要求更长的密码，请换一个。',
      'too-simple': '保管您账号的系统认为这个密码过于简单，请使用更多不同种类的字符。',
      'used-before': '保管您账号的系统显示这个密码以前用过，请换一个从未在这里用过的密码。',
      'too-young':
        '距离上次修改密码的时间太短，保管您账号的系统暂不允许再次修改。请明天再试，或在对话中联系人工客服。',
      policy: '保管您账号的系统不接受这个密码，请换一个更长且以前没有用过的密码。',
    },
    typeAgain: '请再输入一次新密码：此浏览器中已没有读取前一次输入所需的密钥。',
  },
  done: {
    undoing: {
      title: '账号已冻结，正在撤销更改',
      text: '此处的所有登录都已退出，并已请求保管您账号的系统撤销这项更改。客服已建立工单跟进。',
      more: [
        '如果更改的是密码，现在应当没有密码可以打开您的账号：解除冻结后，请在对话中输入“忘记密码”重新设置。',
        '如果有他人能读取您的邮件，请同时修改邮箱的密码。',
      ],
    },
    'not-allowed': {
      title: '未做任何更改',
      text: '保管您账号的系统不允许这项更改。',
      more: ['请回到对话并输入“人工”，会有客服人员与您一起处理。'],
    },
    unknown: {
      title: '无法确定是否已经更改',
      text: '保管您账号的系统一直没有答复。请先用新密码尝试登录。',
      more: ['如果不行，请回到对话重新开始。'],
    },
  },
  handedOn: {
    title: '新密码已经提交',
    text: '保管您账号的系统尚未答复是否已经生效。再次查看不会重复更改。',
    look: '再次查看',
  },
}
