import { expect } from 'chai'
import { openChat, type Chat, type Heard } from '../stand-ins/chat.ts'
import { oldPassword } from '../stand-ins/owner.ts'
import {
  codeIn,
  eventually,
  inboxOf,
  messagesTo,
  programForSuite,
  unlimited,
  type Program,
} from '../stand-ins/program.ts'

interface Person {
  readonly id: string
  readonly mobile: string
  readonly email: string
}

const li = { id: '200000000012', mobile: '+8613800138020', email: 'li.wei@example.net' } as const
const wang = { id: '200000000045', mobile: '+8613800138022', email: 'fang@example.net' } as const
const chen = { id: '200000000023', mobile: '+8613800138021', email: 'chen@example.net' } as const

/** People with two ways to prove who they are, and one more who has a login email. */
const people = [
  ...[li, wang, chen].map(({ id, mobile, email }) => ({
    id,
    password: oldPassword,
    recoveryMobile: mobile,
    recoveryEmail: email,
  })),
  { id: '200000000034', loginEmail: 'alex.morgan@example.com' },
]

const codesTo = async (program: Program, to: string) =>
  (await inboxOf(program, to)).filter(({ template }) => template === 'code')

/** The code that an act sends to an address; notices on their way there are not mistaken for it. */
async function codeAfter(program: Program, to: string, act: () => Promise<Heard>): Promise<string> {
  const before = (await codesTo(program, to)).length
  await act()
  return eventually(`a code to ${to}`, async () => {
    const codes = await codesTo(program, to)
    return codes.length > before ? codeIn(codes.at(-1)) : null
  })
}

/** A chat with a program. */
interface Visit {
  readonly program: Program
  readonly chat: Chat
}

/** Signs in by account ID and code, and proves the identity by a code to the recovery email. */
async function prove({ program, chat }: Visit, { id, mobile, email }: Person, words: string) {
  await chat.say(words)
  await chat.say('use my account id and a code')
  const signIn = await codeAfter(program, mobile, async () => chat.say(id))
  const identity = await codeAfter(program, email, async () => chat.say(signIn))
  return chat.say(identity)
}

/** Signs in alone. */
async function enter({ program, chat }: Visit, { id, mobile }: Person, words: string) {
  await chat.say(words)
  await chat.say('use my account id and a code')
  return chat.say(await codeAfter(program, mobile, async () => chat.say(id)))
}

const inChinese = { envelope: { locale: 'zh-CN' } } as const

describe('channels through /api/messages', () => {
  const suite = programForSuite(unlimited, people)

  it('a recovery mobile is changed, step by step, and the account shows it (G1)', async () => {
    const program = suite.get()
    const chat = openChat(program)
    const kind = await prove({ program, chat }, li, 'change my recovery number')
    expect(kind.step).to.deep.include({ flow: 'change-recovery', prompt: 'ask-kind' })
    expect((await chat.say('mobile')).step?.prompt).to.equal('ask-new-mobile')
    expect((await chat.say('13900139000')).step?.prompt).to.equal('confirm-change')
    const code = await codeAfter(program, '+8613900139000', async () => chat.say('yes'))
    expect((await chat.say(code)).step?.prompt).to.equal('ask-use-for-both')
    await chat.say('no')
    const account = await chat.say('my account')
    expect(account.text).to.match(/Recovery mobile: \+86 13•+00, verified; on hold for/)
    expect(account.text).to.match(/Last changed: Recovery mobile/)
    const told = await messagesTo(program, li.mobile, 2)
    expect(told.map(({ template }) => template)).to.include('channel-changed')
  })

  it('a contact email is changed and confirmed by its link, in Chinese', async () => {
    const program = suite.get()
    const chat = openChat(program, inChinese)
    await prove({ program, chat }, wang, '我要修改联系方式')
    await chat.say('邮箱')
    const confirm = await chat.say('fang.new@example.net')
    expect(confirm.step?.prompt).to.equal('confirm-change')
    const asked = await chat.say('对')
    expect(asked.step?.prompt).to.equal('ask-verify-now')
    expect(asked.text).to.match(/尚未验证/)
    await chat.say('现在验证')
    const mail = (await messagesTo(program, 'fang.new@example.net', 1)).at(-1)
    const path = /\/p\/confirm\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? ''
    const shown = await fetch(`${program.url}${path}`)
    const html = await shown.text()
    expect(shown.status).to.equal(200)
    expect(html).to.match(/确认您的联系邮箱/)
    const nonce = /name="nonce" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const pressed = await fetch(`${program.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams({ nonce, action: 'confirm' }),
    })
    expect(pressed.status).to.equal(200)
    expect((await fetch(`${program.url}${path}`)).status).to.equal(410)
    await chat.say('不用')
    const account = await chat.say('我的账号')
    expect(account.text).to.match(/联系邮箱：fa••••@example\.net，已验证/)
  })

  it('a login email is bound, in Chinese, and told of where it is taken already (G5)', async () => {
    const program = suite.get()
    const chat = openChat(program, inChinese)
    await prove({ program, chat }, chen, '绑定登录邮箱')
    await chat.say('alex.morgan@example.com')
    const neutral = await chat.say('对')
    expect(neutral.step).to.deep.include({ flow: 'verify-channel', prompt: 'ask-code' })
    const told = await messagesTo(program, 'alex.morgan@example.com', 1)
    expect(told.map(({ template }) => template)).to.deep.equal(['email-claimed'])
    await chat.say('填错了，重新填写')
    await chat.say('chen.jie@example.net')
    const code = await codeAfter(program, 'chen.jie@example.net', async () => chat.say('对'))
    const bound = await chat.say(code)
    expect(bound.text).to.match(/ch••••@example\.net/)
  })

  it('my account leads to every part and back', async () => {
    const program = suite.get()
    const chat = openChat(program)
    const shown = await enter({ program, chat }, wang, 'my account')
    expect(shown.step).to.deep.include({ flow: 'my-account', prompt: 'ask-what-to-change' })
    expect((await chat.say('Messages I get')).step?.prompt).to.equal('ask-subscription')
    const muted = await chat.say('Stop events by text')
    expect(muted.text).to.match(/back/)
    expect((await chat.say('back')).step?.prompt).to.equal('ask-what-to-change')
    expect((await chat.say('Recovery check-up')).step?.prompt).to.equal('ask-check-up')
    expect((await chat.say('back')).step?.prompt).to.equal('ask-what-to-change')
    expect((await chat.say('back')).step?.prompt).to.equal('ask-what')
  })

  it('hostile values are refused or stay inert, and change nothing (E1, E4, E9)', async () => {
    const program = suite.get()
    const chat = openChat(program)
    await prove({ program, chat }, wang, 'change my recovery email')
    await chat.say('email')
    for (const typed of [
      'w\u0430ng@example.com',
      '<b>a</b>@example.com',
      "x'; drop table accounts;--",
      'wang@',
      '*'.repeat(3_000),
    ]) {
      const heard = await chat.say(typed)
      expect(heard.status, typed).to.equal(200)
      expect(heard.step?.prompt, typed).to.equal('ask-new-email')
      expect(heard.text).not.to.include('<b>')
    }
    await chat.say('cancel')
    expect((await chat.say('my account')).text).to.match(/Recovery email: fa••••@example\.net/)
  })
})
