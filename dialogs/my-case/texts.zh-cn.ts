import { phrases } from '../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What asking for one's case says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '我的工单',
  entry: phrases(
    `我的工单 | 我的工单怎么样了 | 工单状态 | 工单进度 | 查工单 | 查看工单 | 撤回工单 | 撤回我的工单
      | 我的工单号 | 工单号 | 我的工单号是多少 | 工单号是多少 | 取消工单 | 取消我的工单 | 撤销工单 | 关闭工单`,
  ),
  askStep: (p) => `${p.standing}\n\n您想做什么？`,
  askStepBriefly: '您想做什么？',
  standing: {
    new: (p) => `您的工单 ${p.number} 于 ${p.opened}提交，正在等待客服接手，客服会在这里回复您。`,
    held: (p) => `您的工单 ${p.number} 于 ${p.opened}提交，客服 ${p.agent} 正在处理。`,
    waiting: (p) => `您的工单 ${p.number} 于 ${p.opened}提交，客服 ${p.agent} 正在等待您的回复。`,
    reopened: (p) => `您的工单 ${p.number} 于 ${p.opened}提交，现已重新打开，正在等待客服处理。`,
    resolved: (p) => `您的工单 ${p.number} 已于 ${p.changed}标记为解决。`,
    closed: (p) => `您的工单 ${p.number} 已于 ${p.changed}关闭。`,
    withdrawn: (p) => `您已于 ${p.changed}撤回工单 ${p.number}。`,
  },
  confirmWithdraw: (p) => `要撤回工单 ${p.number} 吗？撤回后客服不会再回复。`,
  badChoice: '请从给出的选项中选择一个。',
  choices: {
    add: { label: '补充内容', also: phrases(`补充 | 添加 | 再说几句`) },
    withdraw: { label: '撤回工单', also: phrases(`撤回 | 取消工单 | 不需要了`) },
    reopen: { label: '问题仍未解决', also: phrases(`还是不行 | 没有解决 | 没解决 | 重新打开`) },
    done: { label: '没有了', also: phrases(`好的 | 好 | 没事了 | 谢谢 | 不用了`) },
    yes: { label: '是，撤回', also: phrases(`是 | 是的 | 好 | 好的 | 确认`) },
    no: { label: '否，保留', also: phrases(`否 | 不 | 保留 | 不用`) },
  },
  answers: {
    whenAnswer: '客服会在工作时间查看工单，并在这个对话里回复。您不必一直等着，回来时就能看到。',
    undo: '撤回的工单不能再打开，但可以提交新的工单。您不说“是”，工单就会保留。',
    notYet: '工单还没有撤回。',
  },
  closing: {
    seen: '好的。',
    unknown: '在这个对话里没有找到您的这个工单。请使用提交时的对话；如果提交时已登录，请先登录。',
    withdrawn: (p) => `工单 ${p.number} 已撤回。`,
    reopened: (p) => `工单 ${p.number} 已重新打开，客服会在这里回复您。`,
    'too-late': '现在已无法这样做。发送“人工”，我会为您提交新工单。',
  },
  help: {
    'ask-case-step': '请选择要对工单做什么，或选择“没有了”。',
    'confirm-withdraw': '选择“是”撤回工单，或选择“否”保留。',
  },
  why: {
    'ask-case-step': '这是您的工单，您随时可以补充或撤回。',
    'confirm-withdraw': '撤回的工单不能再打开，所以先向您确认。',
  },
  status: '您正在查看自己的工单。',
}
