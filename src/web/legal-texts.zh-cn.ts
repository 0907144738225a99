import type { LegalFacts, LegalPart, LegalSpans } from './legal-facts.ts'
import type { LegalTexts } from './legal-texts.en.ts'

const when = (isSo: boolean, line: string): readonly string[] => (isSo ? [line] : [])

const kept = (spans: LegalSpans): LegalPart => ({
  heading: '保存的内容和期限',
  lines: [
    '您在这里输入的内容以及得到的回答：加密保存 30 天。',
    `一次性验证码：仅保存带密钥的哈希值。验证码有效期为 ${spans.code}，链接有效期为 ${spans.link}；剩余记录在一天后删除。`,
    '密码：仅以慢速哈希值的形式随账号保存。密码在单独的网页上填写，绝不在对话中填写。',
    '等待发送给您的信息：加密保存，最多一天。',
    `您的登录状态：直到您退出登录，或 ${spans.session}内没有发送消息。`,
    '尝试的次数及所在的网络：仅保存带密钥的哈希值，无法据此找到任何人，最多 90 天。',
    '客服工单中的对话：去除密码、验证码和号码后加密保存 365 天。',
    '工单的内容摘要以及对账号所做操作的记录：号码和邮箱均已打码，长期保存。账号被删除时，工单一并删除；操作记录会保留，用于保护您和其他用户。',
  ],
})

const inBrowser = (): LegalPart => ({
  heading: '在您的浏览器中',
  lines: [
    '一个 Cookie，保存 40 天，只用于区分不同的浏览器，以免别人发给您的链接让他人的对话登录。',
    '您的对话密钥，关闭标签页后即删除。如果对话嵌在其他网站的页面中，而浏览器不为其保留任何内容，密钥会存放在仅限该网站使用的 Cookie 中，对话关闭半小时后即失效。如果浏览器不运行脚本，密钥会存放在本网站的 Cookie 中，期限相同。',
    '我们不会跟踪您访问其他网站，也不用于广告统计。',
  ],
})

const readers = (facts: LegalFacts): LegalPart => ({
  heading: '谁能看到',
  lines: [
    `${facts.provider}的客服人员可以看到您提交的工单，以及您此前的操作步骤。`,
    ...when(
      facts.isLive,
      facts.sendsTexts
        ? '验证码、链接和通知通过短信和邮件服务商发送，服务商可以看到这些信息。'
        : '验证码、链接和通知通过邮件服务商发送，服务商可以看到这些信息。',
    ),
    ...when(
      !facts.isLive,
      '当前为试用环境：信息不会真正发送，任何能打开其收件箱的人都可以看到。请勿使用真实数据。',
    ),
    ...when(
      facts.hasTeams,
      '如果您在 Microsoft Teams 中使用，微软可以看到您在其中输入的内容，并按其自身规则保存。',
    ),
    ...when(
      facts.logoHost !== null,
      `页眉中的图片来自 ${facts.logoHost ?? ''}，该网站会获知您的网络地址。`,
    ),
    '除此之外没有其他人能看到，我们也不会出售任何内容。',
  ],
})

const rights = (facts: LegalFacts): LegalPart => ({
  heading: '您可以要求',
  lines: [
    `您可以向${facts.provider}索取与您账号有关的全部保存内容，或要求删除。在对话中输入“人工”即可联系客服。`,
  ],
})

/** The pages of law in Simplified Chinese. */
export const legalZhCn = {
  privacy: '隐私说明',
  terms: '使用条款',
  support: '支持',
  toChat: '前往对话',
  privacyPage: (facts: LegalFacts, spans: LegalSpans) => ({
    title: '隐私说明',
    lead: `${facts.name} 是自动助手，帮助用户找回${facts.provider}的账号。本页说明它保存哪些内容、保存多久，以及谁能看到。`,
    parts: [kept(spans), inBrowser(), readers(facts), rights(facts)],
  }),
  termsPage: (facts: LegalFacts, spans: LegalSpans) => ({
    title: '使用条款',
    lead: `您可以使用 ${facts.name} 找回您本人在${facts.provider}的账号，并管理登录和验证方式。`,
    parts: [
      {
        heading: '服务说明',
        lines: [
          '回答由程序按固定规则给出，您随时可以要求转接人工。',
          '本服务免费。运营商可能会收取短信费用。',
        ],
      },
      {
        heading: '您同意',
        lines: [
          '仅用于您本人的账号，或您受托管理的账号。',
          '不将验证码和链接交给任何人；密码只在专门的网页上填写，绝不在对话中填写。',
          '不试探他人是否有账号，也不使用程序自动操作。',
        ],
      },
      {
        heading: '账号的保护',
        lines: [
          `验证码有效期为 ${spans.code}，最多可尝试 ${facts.codeAttempts} 次。一天内错误达到 ${facts.failuresPerDay} 次后，没有其他证明将不再受理该账号。`,
          `更换后的邮箱或号码在 ${spans.hold}后才能用于进入账号，并可在 ${spans.undo}内撤销更改。`,
          `已开始的操作在 ${spans.flow}内没有新消息时结束。`,
          '滥用者将被暂时或永久停止使用。',
        ],
      },
    ] satisfies readonly LegalPart[],
  }),
} satisfies LegalTexts
