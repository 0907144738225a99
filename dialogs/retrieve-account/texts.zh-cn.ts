import { phrases } from '../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** What retrieve account says in Simplified Chinese. */
export const zhCn: Texts = {
  name: '找回账号',
  entry:
    phrases(`找账号 | 忘记账号 | 我忘记账号了 | 账号忘了 | 忘了账号 | 账号找不到了 | 查询账号 | 我的账号是什么 | 我的账号是多少 | 账号丢了
        | 找回我的账号 | 找回帐号 | 忘记帐号 | 不知道账号`),
  askMethod:
    '您想通过哪种方式查找账号？账号信息只会以短信发送到账号绑定的手机号，不会显示在对话中。',
  askMobile:
    '账号绑定的是哪个手机号？请确认该号码还能接收短信，我会先发送验证码。其他国家或地区的号码请以 + 开头，例如 +1 或 +44。',
  askAccountId: (p) => `请输入账号 ID，例如 ${p.example}。`,
  askServerIp: '请输入您购买或管理的任意一台服务器的公网 IP 地址，例如 203.0.113.10。',
  askCode: (p) =>
    `如果有账号绑定了 ${p.mask}，6 位验证码已发送到该手机，${p.validFor}内有效。请输入验证码。`,
  briefly: {
    'ask-method': '您想通过哪种方式查找账号？',
    'confirm-value': null,
    'ask-mobile': '账号绑定的是哪个手机号？',
    'ask-account-id': '账号 ID 是多少？',
    'ask-server-ip': '服务器的公网 IP 地址是什么？',
    'ask-code': '6 位验证码是多少？',
  },
  confirmValue: {
    mobile: (p) => `这看起来是手机号 ${p.value}。要查找绑定了该号码的账号吗？`,
    'account-id': (p) => `这看起来是账号 ID ${p.value}。要查找这个账号吗？`,
    'server-ip': (p) => `这看起来是服务器地址 ${p.value}。要查找它所属的账号吗？`,
  },
  form: {
    country: '国家或地区',
    mobile: '手机号',
    mobileExample: '138 0013 8000',
    send: '发送',
    accountId: '账号 ID',
    serverIp: '服务器 IP 地址',
    next: '下一步',
    code: '6 位验证码',
    codeExample: '123456',
    verify: '验证',
  },
  notices: {
    method: {
      example: '没有看懂您想用哪一种方式。',
      format: '输入其中一个词就可以，也可以直接粘贴号码或地址。',
      'other-way': '如果手边都没有：以前的账单上有账号 ID，控制台里有服务器地址。',
      person: '如果这些都找不到，请输入“人工”，会有专人协助您。',
    },
    corrected: (p: { value: string }) =>
      `好的，现在改用 ${p.value}。如果有账号绑定了它，我刚刚已经发了一条 6 位验证码短信过去。`,
    badCode: '验证码是 6 位数字，刚才的内容里没有找到。',
    wrongCode: '这不是最近一次发送的验证码。',
    wrongCodeLast: (p) => `这不是最近一次发送的验证码，还可以再试 ${p.left} 次。`,
    'expired-code': '这个验证码已过期，请选择“重新发送”获取新的验证码。',
    'code-resent': '如果有账号绑定了该号码，新的验证码已发出。只有最新的验证码有效。',
    'code-stands': (p) => `刚才发送的验证码仍然有效。如果没有收到，${p.duration}后可以重新发送。`,
    'same-number': '验证码正是发送到这个号码的。',
    wait: (p) => `${p.duration}后才能向该号码再次发送验证码，您也可以先换一种方式查找。`,
    'too-many': (p) =>
      `请求次数过多，需要暂停 ${p.duration}。您可以先换一种方式查找，或转人工服务。`,
    'got-nothing':
      '短信可能会延迟几分钟。如果一直没有收到，信息可能对应其他号码或账号，不妨换一种方式查找。',
    'no-mobile':
      '那我们换一种方式查找。如果账号绑定的号码已完全无法使用，请输入“人工”，会有专人协助您。',
    accountId: {
      'too-short': '账号 ID 没有这么短。',
      'too-long': '账号 ID 没有这么长。',
      'other-signs': '这不像是账号 ID。',
    },
    octet: (p) =>
      `${p.position} ${p.value} 不正确：IP 地址的四段都应在 0 到 255 之间，且前面不能加 0。`,
    position: ['第一段', '第二段', '第三段', '第四段'],
    serverIp: {
      'not-an-address': '这不是 IP 地址。',
      port: '请去掉端口号，只输入地址。',
      cidr: '这是一个地址段，请输入单个地址。',
      zone: '请去掉 % 及其后面的部分。',
      private: '这是内网地址，很多网络都在使用，无法据此查找账号。',
      loopback: '这是本机地址，无法据此查找账号。',
      'link-local': '这个地址只在局域网内有效，无法据此查找账号。',
      documentation: '这是示例专用地址，没有服务器会使用它。',
      multicast: '这是组播地址，无法据此查找账号。',
      reserved: '这是保留地址，没有服务器会使用它。',
    },
  },
  nudges: {
    mobile: {
      example: '例如 138 0013 8000，境外号码例如 +44 7400 123456。',
      format: '请只输入数字；非本地号码请在前面加上 + 和国家代码。',
      'other-way': '您也可以改用账号 ID 或服务器 IP 查找。',
      person: '如果还是不行，请输入“人工”，会有专人协助您。',
    },
    'account-id': {
      example: (p) => `账号 ID 的样子是 ${p.example}。`,
      format: '请照原样完整输入账号 ID，不要带其他内容。',
      'other-way': '您也可以改用手机号或服务器 IP 查找。',
      person: '如果还是不行，请输入“人工”，会有专人协助您。',
    },
    'server-ip': {
      example: '例如 203.0.113.10，IPv6 例如 2001:db8::10。',
      format: '请按控制台显示的内容原样输入公网地址。',
      'other-way': '您也可以改用手机号或账号 ID 查找。',
      person: '如果还是不行，请输入“人工”，会有专人协助您。',
    },
    code: {
      example: '例如 012345。',
      format: '请输入最新一条短信中的 6 位数字。',
      'other-way': '您可以选择“重新发送”，或换一个号码。',
      person: '如果收不到验证码，请输入“人工”，会有专人协助您。',
    },
  },
  choices: {
    mobile: {
      label: '手机号',
      also: phrases(
        `手机 | 手机号码 | 电话 | 用手机号 | 通过手机号 | 换手机号找 | 用手机号找 | 改用手机号 | 使用手机号`,
      ),
    },
    'account-id': {
      label: '账号 ID',
      also: phrases(`账号id | 帐号id | 用账号id | 用id找 | 我知道账号id | 改用账号id | 使用账号id`),
    },
    'server-ip': {
      label: '服务器 IP',
      also: phrases(
        `服务器 | 服务器ip | 服务器地址 | 用ip | 用服务器ip | 通过服务器 | 公网ip | ip地址 | 改用服务器ip | 使用服务器ip`,
      ),
    },
    'no-mobile': {
      label: '该号码已不用',
      also: phrases(
        `号码不用了 | 手机丢了 | 换号了 | 手机号换了 | 没有那个号码了 | 号码已停用 | 手机号不用了`,
      ),
    },
    resend: {
      label: '重新发送',
      also: phrases(`重发 | 再发一次 | 再发一遍 | 重新发 | 没收到 | 收不到验证码 | 没有收到验证码 | 没收到短信 | 新的验证码 | 换一个验证码
        | 验证码一直没收到 | 验证码没到`),
    },
    'different-number': {
      label: '换一个号码',
      also: phrases(`换号码 | 换个号码 | 号码错了 | 号码输错了 | 其他号码 | 用别的号码`),
    },
    yes: {
      label: '是',
      also: phrases(`是的 | 对 | 对的 | 好 | 好的 | 可以 | 没错 | 确认 | 嗯 | 发送 | 发吧`),
    },
    no: { label: '否', also: phrases(`不 | 不是 | 不对 | 不用 | 不要 | 不了`) },
    retype: {
      label: '再试一次',
      also: phrases(
        `重新输入号码 | 重新输入 | 再输一次 | 再输一遍 | 重输 | 输错了 | 号码输错了 | 打错了 | 打错号码了 | 重试`,
      ),
    },
    gotNothing: {
      label: '没有收到',
      also: phrases(`没收到 | 什么都没收到 | 没收到短信 | 收不到 | 没有短信`),
    },
  },
  closing: {
    informed:
      '谢谢。如果您提供的信息与某个账号相符，账号信息将以短信发送到该账号绑定的手机号。请查看短信，可能会延迟几分钟。',
    exhausted:
      '验证码错误次数过多，已经失效，本次查找到此为止。您可以重新开始、换一种方式查找，或转人工服务。',
    tooMany: (p) =>
      `验证码错误次数过多，为了您的安全，需要暂停 ${p.duration}。您可以先换一种方式查找，或转人工服务。`,
    left: '好的，已停止查找。还有什么可以帮您？',
  },
  help: {
    'ask-method':
      '请选择您还记得的一项：账号绑定的手机号、账号 ID，或名下任意一台服务器的公网地址。也可以直接把它粘贴在这里。',
    'confirm-value':
      '我识别出了您粘贴的内容，使用前想先和您确认。请回答“是”或“否”，或者输入其他内容。',
    'ask-mobile':
      '请输入账号绑定的手机号。如果有账号绑定了它，我会先发送验证码，再发送账号信息。号码已不用的话，请改用账号 ID 或服务器 IP 查找。',
    'ask-account-id': '账号 ID 可以在账单、订单或控制台角落找到。',
    'ask-server-ip':
      '请输入账号拥有或管理的服务器的公网 IPv4 或 IPv6 地址。10.0.0.1 这样的内网地址无法用来查找账号。',
    'ask-code':
      '请输入短信中的 6 位数字。如果没有收到，请稍等一分钟后选择“重新发送”；只有最新的验证码有效。',
  },
  why: {
    'ask-method': '需要一项属于该账号的信息才能查找。它只在本次对话中使用。',
    'confirm-value': '先确认是为了避免发送您不想要的短信。这项内容只在本次对话中使用。',
    'ask-mobile':
      '只有持有该手机的人才能看到短信，因此别人无法得知您的账号信息。号码只在本次对话中使用。',
    'ask-account-id': '通过 ID 可以找到账号，信息会发送到账号绑定的手机号。ID 只在本次对话中使用。',
    'ask-server-ip':
      '通过地址可以找到当前拥有该服务器的账号，信息会发送到账号绑定的手机号。地址只在本次对话中使用。',
    'ask-code':
      '验证码用来确认手机在您手中。它只能使用一次，只在本次对话中有效，也不会以可读的形式保存。',
  },
  status: {
    finding: '您正在找回账号。账号没有任何变动。',
    codeSent: (p) =>
      `您正在找回账号。如果有账号绑定了 ${p.mask}，发送的验证码在 ${p.duration}内仍然有效。`,
    codeOver: (p) => `您正在找回账号。上一次发送到 ${p.mask} 的验证码已过期。`,
  },
}
