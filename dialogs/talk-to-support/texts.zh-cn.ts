import { phrases } from '../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What handing over to a person says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '转人工服务',
  entry: phrases(
    `人工 | 人工服务 | 转人工 | 客服 | 人工客服 | 找客服 | 联系客服 | 找人工 | 提交工单`,
  ),
  askProblem:
    '我可以把问题转给客服团队。请说明发生了什么、您已经试过哪些办法。请不要填写密码或验证码。',
  askMore: (p) =>
    `您的工单 ${p.number} 正在处理中，客服会查看。还有什么需要补充？请不要填写密码或验证码。`,
  askProblemBriefly: '请说明发生了什么、您已经试过哪些办法。',
  confirmCase: (p) =>
    `以下内容，以及您在这里做过的步骤和结果，将转给客服。号码和地址会隐去一部分，验证码和密码绝不会转发。\n\n${p.problem}\n\n要提交吗？`,
  withSupport: (p) => `客服 ${p.name} 正在与您对话。您发送的内容会直接转给对方，我暂不插话。`,
  withSomebody: '客服正在与您对话。您发送的内容会直接转给对方，我暂不插话。',
  askRating: (p) =>
    `请为工单 ${p.number} 的服务打分，1 分为很差，5 分为很好。如果问题仍未解决，请告诉我，我会重新打开工单。`,
  askComment: '谢谢。还有什么想对客服团队说的吗？一句话就好。',
  notices: {
    'too-short': '请再多写几个字，方便客服了解情况。',
    'bad-choice': '请从给出的选项中选择一个。',
    joined: (p) =>
      `客服 ${p.name} 已接手您的工单，现在就在这个对话里。您发送的内容会转给对方。请不要发送密码或验证码，客服绝不会向您索要。`,
    back: (p) => `您已回到与客服 ${p.name} 的对话。`,
    offered: (p) =>
      `${p.name} 建议您试试“${p.step}”。准备好后请点击下面的按钮，完成后会自动回到这里。`,
    stepDone: (p) => `这一步已结束，${p.name} 已收到通知。`,
    delayed: (p) => `一次发送的内容太多，刚才的话没有转发。请过 ${p.wait}再继续。`,
    granted: (p) =>
      `${p.name} 与另一位客服已为您开放恢复通道，您现在可以设置新密码。准备好后请选择“设置新密码”。`,
    page: '请打开下面的页面。链接只能使用一次，最多半小时内有效；页面上显示的两个词应与这里一致。',
    'way-closed': '恢复通道已关闭，未打开页面。客服会在这里告诉您如何继续。',
    'password-set': '新密码已生效。其他登录均已退出，账号较早验证过的手机和邮箱会收到变更通知。',
    nudged: '客服正在等待您的回复。如果一直没有回复，工单将于明天关闭。',
    ended: (p) => `您的工单 ${p.number} 已标记为解决。`,
    silent: (p) => `三天未收到您的回复，工单 ${p.number} 已关闭。`,
  },
  choices: {
    yes: {
      label: '是，提交工单',
      also: phrases(
        `是 | 是的 | 好 | 好的 | 可以 | 提交 | 提交吧 | 可以提交 | 发送 | 发送吧 | 发吧 | 发 | 可以发 | 可以发送 | 就这样发 | 麻烦发一下 | 确认 | 确认提交 | 对`,
      ),
    },
    rewrite: {
      label: '重新填写',
      also: phrases(
        `重写 | 修改 | 改一下 | 重新写 | 换个说法 | 重新说 | 重新描述 | 换种说法 | 改一下内容 | 我再改改`,
      ),
    },
    no: { label: '否', also: phrases(`不 | 不用 | 不要 | 算了 | 不提交`) },
    'hand-back': {
      label: '回到自动助手',
      also: phrases(
        `返回助手 | 回到助手 | 返回 | 取消 | 停止 | 退出 | 离开 | 菜单 | 主菜单 | 重新开始 | 助手 | 结束对话`,
      ),
    },
    'set-password': { label: '设置新密码', also: phrases(`设置密码 | 新密码 | 设新密码`) },
    reopen: {
      label: '问题仍未解决',
      also: phrases(`还是不行 | 仍然不行 | 没有解决 | 没解决 | 未解决 | 重新打开 | 还没好`),
    },
    skip: { label: '没有了', also: phrases(`跳过 | 没有 | 不用 | 不了 | 无`) },
    'stars:1': { label: '1', also: phrases(`一分 | 1分 | 很差`) },
    'stars:2': { label: '2', also: phrases(`两分 | 二分 | 2分`) },
    'stars:3': { label: '3', also: phrases(`三分 | 3分 | 一般`) },
    'stars:4': { label: '4', also: phrases(`四分 | 4分 | 不错`) },
    'stars:5': { label: '5', also: phrases(`五分 | 5分 | 很好 | 非常好`) },
  },
  closing: {
    opened: (p) =>
      `您的工单号是 ${p.number}，请妥善保存。客服人员会查看您的问题，并在这里回复；在此期间账号不会有任何变动。发送“状态 ${p.number}”可查看进展。`,
    openedLater: (p) =>
      `您的工单号是 ${p.number}，请妥善保存。现在不在客服工作时间，客服将从 ${p.time}起查看，并在这里回复；在此期间账号不会有任何变动。发送“状态 ${p.number}”可查看进展。`,
    appended: (p) => `已补充到工单 ${p.number}，客服马上可以看到。`,
    left: '好的，没有转发任何内容。',
    delayed: (p) => `您刚才联系客服的次数较多，请过 ${p.wait}再试；之前转发的内容不会丢失。`,
    handedBack: (p) => `我回来了。工单 ${p.number} 仍在处理中，发送“人工”即可继续。`,
    released: (p) => `工单 ${p.number} 将由另一位客服接手。在此之前由我为您服务。`,
    over: (p) => `工单 ${p.number} 已关闭，刚才的内容没有转发。如需帮助，请发送“人工”提交新工单。`,
    rated: '谢谢，您的评价会帮助我们改进。',
    skipped: '好的。',
    reopened: (p) => `工单 ${p.number} 已重新打开，客服会在这里回复您。`,
    tooLate: '这个工单不能再重新打开了。发送“人工”，我会为您提交新工单。',
  },
  openPage: '打开页面',
  pageWords: (p) => `两个词：${p.words}`,
  help: {
    'ask-problem': '请用自己的话说明情况。客服能看到您写的内容和做过的步骤，看不到密码或验证码。',
    'confirm-case': '选择“是”提交，或选择“重新填写”先修改内容。',
    'with-support': '请直接输入想告诉客服的话。发送“回到自动助手”可以继续使用助手，工单仍会保留。',
    'ask-rating':
      '请选择 1 到 5 分；如果问题仍未解决，请发送“问题仍未解决”；不想评分请发送“返回”。',
    'ask-comment': '给客服团队写一句话，或选择“没有了”。',
  },
  why: {
    'ask-problem': '客服需要了解情况才能决定下一步怎么做。您写的内容会随工单保存一年。',
    'confirm-case': '转发之前，应当先让您看到转发的内容。',
    'with-support':
      '有些事情只有人工可以处理。客服能看到这里的对话，以及您之前的步骤是否成功，看不到密码、验证码，也看不到完整的号码和地址。',
    'ask-rating': '您的评分能让我们知道哪里做得不够好。评分随工单保存。',
    'ask-comment': '客服团队会阅读并改进。内容随工单保存。',
  },
  status: {
    writing: '您正在联系客服，尚未转发任何内容。',
    talking: (p) => `工单 ${p.number} 正由客服处理。`,
    rating: (p) => `工单 ${p.number} 已关闭。`,
  },
}
