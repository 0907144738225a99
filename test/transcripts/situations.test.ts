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

  it('asks which one is meant by a yes where more than one was offered', async () => {
    await talk(`
      > the intern who registered our cloud account left in August and blocked my number
      < menu/ask-what: awkward place
      > yes
      < menu/ask-what: Which one: “Recover a company account” or “Talk to a person”?
      > 2
      < talk-to-support/confirm-case: left in August and blocked my number
    `)
  })

  it('does not take “I don’t have it” for a wish to stop', async () => {
    await talk(`
      > somebody grabbed my phone out of my hand at the bus stop, pls help
      < menu/ask-what: I am sorry about your phone
      > i don't have it!!!
      < menu/ask-what: did not understand that part
    `)
  })

  it('lets a text be put differently before it is sent, and a case be taken back as a mistake', async () => {
    await talk(`
      > talk to support
      > i think my ex still has access
      < talk-to-support/confirm-case: my ex still has access
      > i want to say it differently
      < talk-to-support/ask-problem
      > my former partner may still sign in to the account
      > yes
      < menu/ask-what: Your case is number
      > is my case closed?
      < my-case/ask-case-step: Your case
      > nothing
      > sorry that was a mistake, please take the case back
      < my-case/confirm-withdraw: Shall I withdraw case
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
