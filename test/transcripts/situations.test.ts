import { openChat } from '../stand-ins/chat.ts'
import { programForSuite, unlimited } from '../stand-ins/program.ts'
import { play } from '../stand-ins/transcript.ts'

describe('what was told early is not asked again', () => {
  const suite = programForSuite(unlimited)
  const talk = async (script: string): Promise<void> => {
    const program = suite.get()
    await play({ program, chat: openChat(program) }, script)
  }

  it('keeps the number that came with a situation for the step it leads to (S63, S69)', async () => {
    await talk(`
      > sign in
      > use my account id and a code
      > 100000000012
      > {code +8613800138000}
      < menu/ask-what: signed in
      > 我换手机号了，新号码是 13900139001
      < menu/ask-what: 可以修改的手机号有两个
      > 联系
      < verify-identity/ask-code
      > {code li.wei@example.net}
      < change-contact/confirm-change: +86 139 0013 9001
      > 取消
      < menu/ask-what: 好的，已停止。您的账号没有任何变动。
    `)
  })

  it('asks which of two values is meant at the menu and at the question for a method', async () => {
    await talk(`
      > 13800138001 or 13800138002
      < retrieve-account/ask-method: more than one value
      > the second one
      < retrieve-account/ask-code: ••••••••02
      > start over
      > is it 13800138001 or 13800138002
      < retrieve-account/ask-method: Which one do you mean
    `)
  })

  it('takes a yes for the only thing it asked about', async () => {
    await talk(`
      > please delete my account
      < menu/ask-what: I cannot close or delete an account
      > yes
      < talk-to-support/ask-problem
    `)
  })

  it('withdraws a case after a yes, and says that nothing is open then', async () => {
    await talk(`
      > a person
      > The console shows an error since Monday
      > yes
      < menu/ask-what: Your case is number
      > what is my case number
      < my-case/ask-case-step: Your case
      > nothing
      > cancel my case
      < my-case/confirm-withdraw: Shall I withdraw case
      > hm
      < my-case/confirm-withdraw: could not tell
      > yes
      < menu/ask-what: is withdrawn
    `)
  })

  it('does not say that nothing was changed after something was (U15)', async () => {
    await talk(`
      > sign in
      > use my account id and a code
      > 100000000012
      > {code +8613800138000}
      > change my contact number to 13900139002
      > {code li.wei@example.net}
      > yes
      < change-contact/ask-verify-now
      > cancel
      < menu/ask-what: What was changed before stays changed
    `)
  })
})
