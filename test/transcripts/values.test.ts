import { openChat } from '../stand-ins/chat.ts'
import { programForSuite, unlimited } from '../stand-ins/program.ts'
import { play } from '../stand-ins/transcript.ts'

describe('values and a yes, as people write them', () => {
  const suite = programForSuite(unlimited)
  const talk = async (script: string): Promise<void> => {
    const program = suite.get()
    await play({ program, chat: openChat(program) }, script)
  }

  it('does not ask again for what the first sentence told', async () => {
    await talk(`
      > I forgot my account, my number is 13800138001
      < retrieve-account/confirm-value: looks like a mobile number, +86 138 0013 8001
      > are you sure?
      < retrieve-account/confirm-value: I have not done it yet
      > ok, wait
      < retrieve-account/confirm-value: Take your time
      > 👍
      < retrieve-account/ask-code: ••••••••01
    `)
    await talk(`
      > 我的服务器是 203.0.113.10，忘了账号
      < retrieve-account/confirm-value: 203.0.113.10
    `)
    await talk(`
      > I forgot my password, my email is li.wei@example.com
      < reset-password/wait-for-page
    `)
  })

  it('reads a value in a sentence at every question for one', async () => {
    await talk(`
      > find my account
      > mobile
      > sure, it is “one three eight, double zero one three, eight double zero one”
      < retrieve-account/ask-code: ••••••••01
      > no, the number is 13800138002, not 13800138001
      < retrieve-account/ask-code: I use +86 138 0013 8002 now instead
      > account id
      > my account id is 100000000045, thanks
      < confirm-mobile/ask-full-mobile
      > it is 13800138003 or 13800138004
      < confirm-mobile/ask-full-mobile: more than one value … Which one
      > server ip
      > ssh ubuntu@203.0.113.10:2222
      < confirm-mobile/ask-full-mobile
    `)
  })

  it('asks which of two values is meant, and takes its button', async () => {
    await talk(`
      > find my account
      > mobile
      > 13800138001 or 13800138002
      < retrieve-account/ask-mobile: more than one value … +86 138 0013 8001 and +86 138 0013 8002
      > the second one
      < retrieve-account/ask-code: ••••••••02
    `)
  })

  it('asks before it uses a value of another kind than the one that was asked for', async () => {
    await talk(`
      > find my account
      > account id
      > 13800138001
      < retrieve-account/confirm-value: looks like a mobile number, +86 138 0013 8001
      > no
      < retrieve-account/ask-method
    `)
  })
})
