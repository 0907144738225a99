import type { AssistantTexts } from '../../src/flow/assistant.ts'
import { zhCn as words } from '../words/texts.zh-cn.ts'

/** What the assistant says around the flows, in Simplified Chinese. */
export const zhCn: AssistantTexts = {
  greeting: (p) =>
    `您好，我是 ${p.name}，${p.provider}账号的自动助手。我绝不会在这里询问密码。请问有什么可以帮您？`,
  menu: '请问有什么可以帮您？',
  menuHelp:
    '请点选按钮，或用自己的话说明需要。也可以直接粘贴手机号、12 位账号 ID 或服务器地址。随时可以输入：帮助、返回、取消、重新开始、状态、为什么、重复、语言、人工。',
  menuHelpWithoutTexts:
    '请点选按钮，或用自己的话说明需要。随时可以输入：帮助、返回、取消、重新开始、状态、为什么、重复、语言、人工。',
  menuWhy: '了解您的需要，才能带您到正确的步骤。目前还没有询问任何账号信息。',
  menuStatus: '目前没有正在进行的操作。',
  greetingNotUnderstood: (p) =>
    `您好，我是 ${p.name}，${p.provider}账号的自动助手。抱歉，刚才的话没有看懂。我可以帮您找回账号、重置或修改密码、查看账号，也可以转接人工；我绝不会在这里询问密码。`,
  notUnderstood: '抱歉，没有看懂。',
  notUnderstoodMore: '还是没有看懂。简单几个字就可以，例如“找回账号”。',
  notUnderstoodPerson: '抱歉，我没能理解。请点选按钮，或输入“人工”，会有专人协助您。',
  quoted: (label) => `“${label}”`,
  didYouMean: (p) => `您是想选${p.labels}吗？`,
  situations: {
    'lost-phone':
      '手机不在手边确实让人着急。不用这部手机也有办法：之前验证过的邮箱，或者请客服用其他方式核实您的身份。',
    'no-code':
      '一直等不到验证码确实让人着急。请先看看手机有没有信号、是否拦截了陌生短信，邮件请看看垃圾箱；只有最新的验证码有效。也可以换一种方式，或转接人工。',
    'cannot-sign-in':
      '别着急，我们来看看怎么登录。请看是哪一种情况：忘了账号、忘了密码，还是登录被锁定。',
    compromised:
      '遇到这种事确实让人害怕，我们抓紧处理。通过邮件设置新密码，会让其他人全部退出登录；如果资料已被改动，或邮箱也不安全，请同时转接人工。',
    'change-number': '可以修改的手机号有两个：联系手机用来接收消息，安全手机用来证明您的身份。',
    'change-email':
      '可以修改的邮箱有三个：联系邮箱用来接收消息，安全邮箱用来证明您的身份，登录邮箱用来登录。',
    'close-account': '我不能注销或删除账号，也没有做任何改动。人工客服可以告诉您如何办理。',
    leaver:
      '这种情况确实让人为难。仅凭对话不能移交账号，但客服可以根据材料判断，我可以先把情况记录下来。',
    outside:
      '这件事不在我的服务范围内：我负责找回账号、恢复登录和保护账号安全。人工客服可以告诉您该找谁。',
  },
  situationAgain: '我明白您的情况。请点选下面的按钮，或输入“人工”，会有专人协助您。',
  sameAgain: [
    '我们还在这一步。',
    '输入“帮助”可以看到更多说明，“返回”回到上一步，“人工”会有专人协助您。',
    '这样下去没有进展，不如请人工接手：请输入“人工”。',
  ],
  greetingBack: '您好！',
  thanks: '不客气。',
  bot: '我是自动助手。如果想和真人沟通，请输入“人工”。',
  codeWithoutFlow:
    '这看起来是验证码，但目前没有需要验证码的步骤，我没有使用它。请不要把验证码告诉任何人。',
  cancelled: '好的，已停止。',
  unchanged: '您的账号没有任何变动。',
  changeStands: '之前已经更改的内容仍然有效，可以在“我的账号”中查看。',
  nothingToCancel: '目前没有正在进行的操作。',
  nothingBefore: '这已经是第一步了。',
  startedOver: '我们重新开始。',
  resumed: '回到刚才的步骤。',
  signedOut: '您已退出登录。',
  notSignedIn: '您没有在这里登录，无需退出。',
  secretTyped:
    '这看起来是密码，我没有读取，已直接丢弃。聊天内容会被传输它的服务保存：如果是真实密码，请尽快修改，并且只在我提供的页面上输入密码。',
  languageChosen: '接下来我会使用中文。',
  askLanguage: '请选择语言。 / Which language would you like?',
  stale: '这张卡片属于之前的步骤，所以没有处理。现在的步骤是：',
  attachment: '这里只能读取文字，所以没有打开附件。',
  expired: '由于长时间没有操作，为了您的安全，已结束刚才的流程。',
  restarted: '系统已更新，无法安全地继续刚才的步骤，请重新开始。',
  groupOnly: '账号问题只能私下沟通，请给我发私信。',
  cameBack: '您已通过消息中的链接回到对话。为了安全，此处的登录已退出，之前未完成的操作也已结束。',
  supportSaid: words.supportSaid,
  unable: '这项操作无法在这里完成：保管您账号的系统不允许。人工客服可以协助您。',
  outsidePending:
    '更改请求已经提交，目前还不知道是否已经生效。一有结果就会在这里告诉您；您不需要做任何操作，重复发送也不会重复更改。',
  outsideLeft: '您请求的更改已经提交，仍有可能生效。一旦生效，会通知所有已验证的手机和邮箱。',
  outage: (p) =>
    `我们的系统暂时没有响应。您的进度没有丢失，请一分钟后再发一次。如果一直如此，请把编号 ${p.reference} 告诉客服。`,
  busy: (p) =>
    `我们这边出了点问题，您的进度已保留。请再发一次。如果再次出现，请把编号 ${p.reference} 告诉客服。`,
}
