import { phrases } from '../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What several flows say in the same words, in Simplified Chinese. */
export const zhCn: Texts = {
  choices: {
    'command:person': { label: '人工客服', also: phrases(`人工 | 转人工 | 客服`) },
    'situation:lost-phone': {
      label: '手机不在手边',
      also: phrases(
        `手机丢了 | 手机被偷了 | 手机被偷 | 手机没了 | 没有这个手机了 | 没有这个号码了 | 号码不用了 | 手机坏了`,
      ),
    },
    again: { label: '重新开始', also: phrases('再试一次 | 重试 | 再来一次') },
    'new-link': {
      label: '获取新的链接',
      also: phrases(
        `新链接 | 重新发送 | 重新发链接 | 链接打不开 | 链接失效了 | 链接过期了 | 换个链接`,
      ),
    },
  },
  /** A person's own words, marked as theirs. */
  supportSaid: (p) => `${p.name}（客服）：${p.text}`,
  /** Why something typed is no mobile number. */
  consent: {
    yesItself: ['是'],
    noItself: ['否', '不'],
    yes: phrases(`是 | 是的 | 是啊 | 是呀 | 对 | 对的 | 对啊 | 对呀 | 對 | 對的 | 没错 | 沒錯 | 好 | 好的 | 好啊 | 好呀 | 好吧 | 好嘞 | 好滴 | 好哒
      | 行 | 行的 | 行啊 | 行吧 | 可以 | 可以的 | 可以啊 | 嗯 | 恩 | 嗯呢 | 确定 | 我确定 | 確定 | 确认 | 我确认 | 確認 | 同意 | 我同意
      | 当然 | 当然可以 | 没问题 | 沒問題 | 就这样 | 就这样吧 | 就这么办 | 正确 | 正确的 | 去办吧 | 办吧 | 来吧 | 没毛病 | 妥 | 要的 | 必须的 | 必须 | 是滴
      | 是哒 | 对滴 | 对哒 | 好呢 | 好嘛 | 好咧 | 好勒 | 好的呢 | 行嘞 | 确认无误 | 信息无误 | 无误 | 都对 | 都对的 | 全对 | 完全正确
      | 正确无误 | 是这样 | 是这样的 | 就这个 | 就按这个来 | 按这个来 | 照这个办 | 当然啦 | 那当然 | 中 | 得嘞 | 要得 | 使得
      | 成 | 成吧 | 愿意 | 我愿意 | 係 | 係呀 | 冇問題 | 继续 | 继续吧`),
    neither: [] as readonly string[],
    no: phrases(
      `不 | 否 | 不是 | 不是的 | 不对 | 不對 | 不要 | 不用 | 不用了 | 不行 | 不可以 | 不好 | 不了 | 不需要 | 别 | 错 | 错了 | 不同意 | 没有`,
    ),
    yesSigns: [],
    noSigns: [],
    courtesies: phrases(
      `谢谢 | 谢谢你 | 谢谢您 | 多谢 | 谢了 | 麻烦了 | 麻烦你了 | 麻烦您了 | 辛苦了 | 的 | 啊 | 呀 | 哦 | 哈 | 请`,
    ),
    delays: phrases(`等 | 稍 | 慢着 | 先别 | 先不 | 晚点 | 一会 | 再说 | 让我想想 | 考虑`),
    questions: phrases(
      `吗 | 么 | 呢 | 什么 | 怎么 | 为什么 | 谁 | 哪 | 多久 | 是不是 | 对不对 | 好不好 | 能不能 | 要不要`,
    ),
    times: phrases(`多久 | 多长时间 | 什么时候 | 几分钟 | 要等`),
    waits: phrases(
      `没收到 | 没有收到 | 收不到 | 还没来 | 还没到 | 还是没有 | 没来 | 没到 | 没动静 | 没反应 | 等了 | 一直在等 | 还在等 | 等半天`,
    ),
    answers: {
      'unsure-question': '我还没有这样做，您明确说“是”之后我才会做。',
      'unsure-delay': '不着急，您说“是”之后我才会做。',
      'unsure-unclear': '我不确定您是不是同意，所以还没有这样做。请回答“是”或“否”。',
    },
  },
  takingBack: phrases(`取消 | 撤回 | 撤销 | 收回 | 关闭 | 不要了`),
  severalCodes: '这条消息里有几个不同的验证码，请只输入最新的那一个。',
  severalValues: (p: { values: string }) => `这条消息里有不止一个：${p.values}。您指的是哪一个？`,
  corrected: (p: { value: string }) => `好的，现在改用 ${p.value}，不再用您之前给的。`,
  mobileRefusals: {
    'not-a-number': '没有识别出手机号。',
    'too-short': '这个号码的位数不够。',
    'too-long': '这个号码的位数过多。',
    foreign: '这不是本地的手机号。境外号码请以 + 和国家代码开头。',
    landline: '这是固定电话，无法接收短信。',
    extension: '这个号码带有分机号，无法接收短信。',
    invalid: '没有这样的手机号。',
    special: '这不是手机号，短信可能无法送达。',
    'unknown-country': '没有这个国家或地区代码。',
  },
  /** Why nothing is sent now, to anybody who asks. */
  sending: {
    paused: (p) =>
      `请求量远超平常，目前无法向那里发送消息，刚才没有发出任何内容。请在 ${p.duration}后再试，改用其他方式，或输入“人工”。`,
    country:
      '无法向该国家或地区的手机号发送短信，刚才没有发出任何内容。请改用其他方式，或输入“人工”。',
  },
  /** Why an identity was not proven, as verify-identity returned it. */
  notProven: {
    'no-way':
      '没有已验证的手机或邮箱可以接收验证码，因此无法在这里确认是您本人。请输入“人工”，会有专人协助您证明身份。',
    'same-way':
      '能够证明身份的方式在本次登录时已经用过，不能重复使用：仅凭一部手机或一个邮箱，不足以更改账号。如果您知道登录邮箱和密码，请先输入“退出登录”，再用它们登录；否则请输入“人工”，会有专人协助您。',
    held: '可以接收验证码的手机或邮箱刚刚更改过，暂时不能用来证明身份。生效时间可以在“我的账号”中查看。如果无法等待，请输入“人工”，会有专人协助您。',
    frozen:
      '该账号目前处于冻结状态，因为有人报告某次更改或申请不是本人所为。在此期间，任何人都不能登录或更改该账号。请输入“人工”，会有专人协助您。',
    exhausted: '验证码错误次数过多，已经失效。您可以重新开始并获取新的验证码，或输入“人工”。',
    'too-many':
      '验证码错误次数过多，为了您的安全，需要暂停一段时间。您可以稍后再试，或输入“人工”。',
    lost: '您的登录已经结束，之前的验证不再有效。请重新开始，或输入“人工”。',
    left: '好的，没有进行身份验证。您可以随时重新开始，或输入“人工”。',
  },
  /** Short, plain words that nobody mistakes for another when they are read out; 64 in each language. */
  linkWords: phrases(`苹果 | 篮子 | 石桥 | 蜡烛 | 地毯 | 城堡 | 樱桃 | 圆圈
    | 白云 | 铜铃 | 棉花 | 海豚 | 飞龙 | 老鹰 | 风车 | 布料
    | 猎鹰 | 羽毛 | 森林 | 花园 | 生姜 | 吉他 | 锤子 | 港口
    | 蜂蜜 | 小岛 | 外套 | 丛林 | 水壶 | 梯子 | 灯笼 | 柠檬
    | 磁铁 | 枫叶 | 弹珠 | 草地 | 镜子 | 猴子 | 银针 | 海洋
    | 橄榄 | 橙子 | 纸张 | 鹦鹉 | 卵石 | 铅笔 | 辣椒 | 钢琴
    | 枕头 | 行星 | 口袋 | 兔子 | 丝带 | 河流 | 火箭 | 马鞍
    | 银杏 | 蜘蛛 | 夏天 | 寺庙 | 老虎 | 隧道 | 绒布 | 窗户`),
}
