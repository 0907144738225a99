import { openChat } from '../stand-ins/chat.ts'
import { programForSuite, unlimited } from '../stand-ins/program.ts'
import { play } from '../stand-ins/transcript.ts'

describe('retrieve account over HTTP, in Chinese', () => {
  const suite = programForSuite(unlimited)
  const talk = async (script: string): Promise<void> => {
    const program = suite.get()
    const chat = openChat(program, { envelope: { locale: 'zh-CN' } })
    await play({ program, chat }, script)
  }

  it('by mobile, with a wrong code, a resend and the details at last', async () => {
    await talk(`
      > 你好
      < menu/ask-what: 我绝不会在这里询问密码
      > 我忘记账号了
      < retrieve-account/ask-method: 不会显示在对话中
      > 手机号
      < retrieve-account/ask-mobile: 以 + 开头
      > １３８００１３８００１
      < retrieve-account/ask-code: ••••••••01 … 5 分钟
      > {wrong +8613800138001}
      < retrieve-account/ask-code: 验证码不正确或已失效
      > 没收到
      < retrieve-account/ask-code: 只有最新的验证码有效
      > {code +8613800138001}
      < menu/ask-what: 将以短信发送到该账号绑定的手机号
      ! +8613800138001: 账号 ID：100000000023
      > 没有收到
      < retrieve-account/ask-method: 不妨换一种方式查找
    `)
  })

  it('by account ID and by server, switching in between', async () => {
    await talk(`
      > 找回账号
      > 账号 ID
      < retrieve-account/ask-account-id: 例如 100000000012
      > 12345
      < retrieve-account/ask-account-id: 没有这么短
      > 改用服务器IP
      < retrieve-account/ask-server-ip: 203.0.113.10
      > 123.45.678.910
      < retrieve-account/ask-server-ip: 第三段 678
      > 192.168.0.1
      < retrieve-account/ask-server-ip: 内网地址
      > 203.0.113.23
      < confirm-mobile/ask-full-mobile: ••••••••01
      > 138 0013 8001
      < menu/ask-what: 短信
      ! +8613800138001: 100000000023
    `)
  })

  it('understands its commands everywhere, and changes the language when asked', async () => {
    await talk(`
      > 找回账号
      > 帮助
      < retrieve-account/ask-method: 账号 ID
      > 为什么
      < retrieve-account/ask-method: 只在本次对话中使用
      > 状态
      < retrieve-account/ask-method: 您正在找回账号
      > 英文
      < retrieve-account/ask-method: I will speak English
      > 换成中文
      < retrieve-account/ask-method: 接下来我会使用中文
      > 重新开始
      < retrieve-account/ask-method: 我们重新开始
      > 人工
      < talk-to-support/ask-problem
      > 返回
      < retrieve-account/ask-method: 回到刚才的步骤
      > 取消
      < menu/ask-what: 已停止
    `)
  })
})
