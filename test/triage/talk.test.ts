import { expect } from 'chai'
import { caseIn } from '../stand-ins/agent.ts'
import { owner } from '../stand-ins/owner.ts'
import { playTalk } from '../stand-ins/two-people.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const opening = `
  U> a person
  U< ask-problem: What happened
  U> I lost my phone and cannot sign in
  U< confirm-case: I lost my phone … Shall I send it?
  U> yes
  U< ask-what: Your case is number 1001
`

const taken = `${opening}
  Mei> take 1001
  Mei< Case 1001 is yours
  U! Mei of our support team has your case
`

async function play(script: string): Promise<World> {
  const world = createWorld()
  await world.add(owner)
  await playTalk(world, script)
  return world
}

describe('a talk of a user and an agent', () => {
  it('goes from a lost phone to a rating, each reading what is theirs', async () => {
    const world = await play(`${taken}
      U> thank you, and then?
      U< -
      T! Case 1001: the user writes … “thank you, and then?”
      Mei> reply 1001 Which account is it?
      Mei< Case 1001, to the user: Which account is it?
      U! Mei (support team): Which account is it?
      U> the one of our shop
      U< -
      T! “the one of our shop”
      Mei> note 1001 seems honest
      Mei> ask 1001 Can you read mail?
      U! Mei (support team): Can you read mail? … I am waiting for it.
      U> yes
      U< -
      T! “yes”
      Mei> resolve 1001 solved
      Mei< The user is asked for a rating
      U! Your case 1001 has been marked as solved … from 1 (poor) to 5 (very good)?
      U> 5
      U< ask-comment: Is there anything you would like to tell the team?
      U> very kind
      U< ask-what: Thank you, that helps us to do better.
      T! The user gave 5 of 5 … “very kind”
      T! -
    `)
    const row = await caseIn(world)
    expect(row.state).to.equal('resolved')
    expect(row.memory).to.include({ rating: 5, outcome: 'solved' })
  })

  it('tells the agent nothing of a switch of the language, by the page or by words', async () => {
    const world = await play(taken)
    const lines = world.desk.lines(1001).length
    const [byPage] = await world.deliver({ kind: 'switched', localeTag: 'zh-CN' })
    expect(byPage?.text).to.match(/^接下来我会使用中文。/u)
    expect(byPage?.step.prompt).to.equal('with-support')
    expect((await world.say('language en-US')).text).to.match(/^I will speak English/u)
    expect(world.desk.lines(1001)).to.have.lengthOf(lines)
  })

  it('passes nothing on in either direction that is a secret or tells who somebody is', async () => {
    const world = await play(`${taken}
      U> my mobile is 13800138000 and my mail li.wei@example.com
      U< -
      T! mobile is +86 13•••••••00 and my mail li••••＠example[.]com
      U> account 100000000012 on 47.96.12.34, the code was 123456
      U< -
      T! account ••••••••0012 on 47.96.•••.•••, the code was ••••••
      U> my password is Harbour-Light-71
      U< with-support: That looks like a password, so I have thrown it away
      T! -
      Mei> reply 1001 Is it 13900139000 or wang@example.com? Your password is Harbour-Light-71, code 654321
      U! Is it +86 13•••••••00 or wa••••＠example[.]com? Your password is •••••• code ••••••
      Mei> note 1001 told me 13900139000 and pwd=Harbour-Light-71
    `)
    const seen: string[] = []
    for (const { versions } of world.desk.messages) seen.push(JSON.stringify(versions))
    for await (const { row } of world.store.scan('cases')) seen.push(JSON.stringify(row))
    for await (const { row } of world.store.scan('audit')) seen.push(JSON.stringify(row))
    for (const mark of ['Harbour', '123456', '654321', '13900139000', 'wang@', '13800138000']) {
      expect(seen.join('\n')).not.to.include(mark)
    }
  })

  it('keeps the assistant silent but for help, status, language, secrets and the way out', async () => {
    await play(`${taken}
      U> reset my password
      U< -
      U> find my account
      U< -
      U> 13800138000
      U< -
      U> help
      U< with-support: Write what you would like to tell the support team.
      U> status
      U< with-support: A person has your case 1001 in hand.
      U> language 中文
      U< with-support: 接下来我会使用中文
      U> language english
      U< with-support: I will speak English
      U> cancel
      U< ask-what: I am here again. Your case 1001 stays open
      T! “reset my password”
      T! “find my account”
      T! +86 13•••••••00
      T! The user went back to the assistant; the case stays open.
      T! -
    `)
  })

  it('is gone back to by asking for a person, and by the agent’s next words', async () => {
    await play(`${taken}
      U> back to the assistant
      U< ask-what: I am here again
      T! The user went back to the assistant
      U> a person
      U< with-support: You are with Mei of our support team again
      T! The user is back in the talk
      U> back to the assistant
      U< ask-what: I am here again
      T! The user went back
      Mei> reply 1001 One more thing
      U! Mei (support team): One more thing
      U> yes?
      U< -
      T! “yes?”
    `)
  })

  it('lets the user take an offered step alone, and tells the agent when it is over', async () => {
    await play(`${taken}
      Mei> offer 1001 reset password
      Mei< offered “Reset my password”
      U! Mei suggests that you try “Reset my password”
      U> Reset my password
      U< ask-email: Which email address do you sign in with?
      Mei> reply 1001 Take your time
      U! Mei (support team): Take your time
      U> cancel
      U< with-support: That step is over. Mei has been told.
      T! The user has come to the end of a step: Reset my password
      U> it did not work
      U< -
      T! “it did not work”
      T! -
    `)
  })

  it('lets an offered step be taken, and the case be looked at, after an hour of talk', async () => {
    const world = await play(`${taken}
      Mei> offer 1001 reset password
      U! Mei suggests
    `)
    for (let minute = 0; minute < 60; minute += 5) {
      world.clock.pass(5 * 60_000)
      await world.deliver({ text: `minute ${minute}` })
    }
    expect((await world.say('status 1001')).text).to.include('Mei of the support team')
    expect((await world.say('nothing')).step.prompt).to.equal('with-support')
    expect((await world.say('reset my password')).step.prompt).to.equal('ask-email')
    expect((await world.say(owner.loginEmail)).step.prompt).to.equal('wait-for-page')
  })

  it('brings whoever asks for a person in the middle of an offered step back to that person', async () => {
    await play(`${taken}
      Mei> offer 1001 find account
      U! Mei suggests
      U> find my account
      U< ask-method
      U> a person
      U< with-support: That step is over
    `)
  })

  it('ends with a rating that thanks are not, and is taken up again by what still does not work', async () => {
    const world = await play(`${taken}
      Mei> resolve 1001 recovered
      U! How was the help with case 1001
      U> thanks
      U< ask-rating: You are welcome.
      U> 1
      U< ask-comment: Is there anything
      U> nothing more
      U< ask-what: Thank you
      T! The user gave 1 of 5
      U> thanks
      U< ask-what: You are welcome
      T! -
      U> it still does not work
      U< ask-what: I have opened your case 1001 again
      T! The case was opened again: it still does not work.
      Mei> reply 1001 I look again
      U! Mei of our support team has your case
      U! Mei (support team): I look again
    `)
    expect((await caseIn(world)).state).to.equal('waiting-on-user')
  })

  it('tells the user when the agent puts the case back and when another takes it', async () => {
    await play(`${taken}
      Mei> release 1001
      U! Your case 1001 goes to another person of the support team
      U> hello?
      U< ask-what: Hello!
      Tom> take 1001
      U! Tom of our support team has your case
    `)
  })

  it('has one voice: another agent’s words are refused until the case is handed over', async () => {
    await play(`${taken}
      Tom> reply 1001 I know better
      Tom< in the hands of Mei
      Mei> assign 1001 Tom
      Mei< in Tom’s hands
      U! Tom of our support team has your case
      Mei> reply 1001 I as well
      Mei< in the hands of Tom
      Tom> reply 1001 Hello
      U! Tom (support team): Hello
    `)
  })

  it('interrupts a flow that was under way for a person, who comes first', async () => {
    await play(`${opening}
      U> reset my password
      U< ask-email: Which email address
      Mei> reply 1001 Hello
      U! Mei of our support team has your case
      U! Mei (support team): Hello
      U> li.wei@example.com
      U< -
      T! li••••＠example[.]com
    `)
  })

  it('speaks each side’s own language', async () => {
    await play(`
      U> 转人工
      U> 我的手机丢了，无法登录
      U> 是
      U< ask-what: 1001
      Mei> take 1001
      Mei< Case 1001 is yours
      U! Mei
      U> 谢谢
      U< -
      T! Case 1001: the user writes … “谢谢”
      Mei> resolve 1001 solved
      U! 工单 1001
    `)
  })
})
