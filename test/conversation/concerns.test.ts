import { expect } from 'chai'
import { cues } from '../../dialogs/words/cues.ts'
import { concerns } from '../../src/flow/concern.ts'
import { folded } from '../../src/text/fold.ts'
import type { World } from '../stand-ins/world.ts'
import { createWorld } from '../stand-ins/world.ts'

const problem = 'I cannot get into my account since yesterday, nothing works'

/** A world at the place that some words lead to. */
async function at(...words: readonly string[]): Promise<World> {
  const world = createWorld()
  for (const text of words) await world.say(text)
  return world
}

/** How a question's own answer to a bad value begins, in both languages. */
const badValue =
  /could not read|exactly 6 digits|cannot be an account|not an IP|has an @|没有识别|刚才的内容里|不像是|不是 IP|应有一个/

type Heard = readonly [text: string, id: string, answer: RegExp]

const places: readonly {
  readonly where: readonly string[]
  readonly prompt: string
  readonly heard: readonly Heard[]
}[] = [
  {
    where: ['find my account', 'mobile'],
    prompt: 'ask-mobile',
    heard: [
      ['is this a scam? why should i give you my number', 'trust', /right to ask/],
      ['who gets to see it', 'reader', /nobody|Nobody/],
      ['what if i got it wrong', 'slip', /no harm/],
      ['does it cost anything to receive the text', 'cost', /charge nothing/],
      ['you already have my number', 'known', /cannot see who/],
      ["can't i use email instead", 'by-mail', /by text alone/],
      ['输这里安全吗', 'reader', /客服人员看不到/],
      ['你们不是已经有我的号码了吗', 'known', /看不到是谁/],
    ],
  },
  {
    where: ['find my account', 'mobile', '13800138001'],
    prompt: 'ask-code',
    heard: [
      ['how long is it valid', 'validity', /5 minutes more/],
      ['who is texting me', 'sender', /Never tell it/],
      ['i got two codes which one', 'which', /newest/],
      ['过期了吧', 'validity', /5 分钟有效/],
      ['my phone is charging', 'later', /no hurry/],
      ['两条短信用哪个', 'which', /最新/],
      ['I typed the code three times and it hates me', 'bad-code', /newest message works/],
      ['can you call me instead', 'by-text', /by text message alone/],
      ['发到微信行不行', 'by-text', /只通过短信/],
    ],
  },
  {
    where: ['find my account', 'account id'],
    prompt: 'ask-account-id',
    heard: [
      ['what does it look like', 'explains', /looks like 100000000012/],
      ["I've never had one", 'lacks', /look by the mobile/],
      ['can i use my company name', 'by-name', /cannot be found by a name/],
    ],
  },
  {
    where: ['find my account', 'server ip'],
    prompt: 'ask-server-ip',
    heard: [
      ['什么是IP', 'explains', /互联网上的编号/],
      ['there are two of them', 'which', /Any one/],
      ["no idea, i don't know it", 'forgot', /account ID/],
    ],
  },
  {
    where: ['sign in'],
    prompt: 'wait-for-page',
    heard: [
      ['I never had one', 'lacks', /account ID and a code/],
      ['手机上打不开这个页面', 'page', /换一个浏览器/],
      ['am i in now? it says success', 'done', /not told me yet that you are signed in/],
    ],
  },
  {
    where: ['reset my password'],
    prompt: 'ask-email',
    heard: [
      ['i never had an email', 'lacks', /no password to reset/],
      ['我是用微信注册的', 'lacks', /没有需要重置的密码/],
      ['没邮箱', 'lacks', /没有需要重置的密码/],
      ['i forgot which one', 'forgot', /I don’t know my email/],
      ["i can't open that mailbox", 'lost-mailbox', /in other ways who you are/],
    ],
  },
  {
    where: ['reset my password', 'anna@example.com'],
    prompt: 'wait-for-page',
    heard: [
      ['can you send it by text instead', 'by-text', /by mail alone/],
      ['the mailbox belongs to my old employer', 'lost-mailbox', /in other ways/],
      ['邮箱进不去了', 'lost-mailbox', /其他方式/],
      ['it says my new password is too weak', 'weak', /what the password lacks/],
      ['can i keep my old password', 'weak', /none of your last ones/],
      ['what are the rules for the new password', 'weak', /what the password lacks/],
      ['密码有什么要求', 'weak', /还缺什么/],
      ["mail isn't there", 'no-mail', /junk folder/],
      ['my company blocks external mails', 'no-mail', /junk folder/],
      ['it asks for a code now', 'asks-code', /not here/],
      ['is it from noreply? looks like phishing', 'sender', /is ours/],
      ['页面打不开', 'page', /完整地址/],
      ['邮箱里啥也没有', 'no-mail', /垃圾邮件/],
      ['ok done', 'done', /not told me yet/],
      ['我改完了', 'done', /还没有通知我/],
    ],
  },
  {
    where: ['a person', problem],
    prompt: 'confirm-case',
    heard: [
      ['who sees this', 'reader', /support team alone.*Nothing has been sent yet/],
      ['what exactly will you send', 'content', /nothing works/],
      ["what happens if I don't", 'undo', /Nothing has been sent yet/],
      ['is it reversible', 'undo', /take a case back/],
    ],
  },
  {
    where: ['a person'],
    prompt: 'ask-problem',
    heard: [
      ['what should i write', 'writing', /One or two sentences/],
      ['hello', 'greeting', /Hello!/],
      ["it's private", 'private', /no more than you like/],
      ['i already told you everything', 'told', /steps you took/],
      ['人呢', 'anyone', /还没有客服/],
    ],
  },
]

describe('a question or a doubt at a question is met, and the question is asked again', () => {
  for (const { where, prompt, heard } of places) {
    it(`at ${prompt}, behind ${where.join(', ')}`, async () => {
      for (const [text, id, answer] of heard) {
        const world = await at(...where)
        const sent = world.sent.length
        const said = await world.say(text)
        expect(said.heard, text).to.deep.equal({ kind: 'smalltalk', ids: [id] })
        expect(said.step.prompt, text).to.equal(prompt)
        expect(said.text.replaceAll('\n', ' '), text).to.match(answer)
        expect(said.text, text).not.to.match(badValue)
        expect(world.sent, text).to.have.length(sent)
      }
    })
  }

  it('says how to go on to whoever does not have or know what is asked for', async () => {
    for (const text of ['i have no phone', "i don't remember which number", '不记得是哪个号了']) {
      const world = await at('find my account', 'mobile')
      const said = await world.say(text)
      expect(said.step.prompt, text).to.equal('ask-method')
      expect(said.text, text).to.match(/another way|换一种方式/)
    }
  })

  it('reads a value as a value, and a label as its choice, whatever stands beside them', async () => {
    const world = await at('find my account', 'mobile')
    const said = await world.say('who sees it? well, it is 13800138001')
    expect(said.step.prompt).to.equal('ask-code')
    const resent = await world.say('I got nothing, nothing came')
    expect(resent.heard?.kind).not.to.equal('smalltalk')
  })

  it('takes no question for a yes', async () => {
    for (const text of [
      'yes, but who sees this?',
      'ok what exactly will you send',
      '好，谁能看到',
    ]) {
      const world = await at('a person', problem)
      const said = await world.say(text)
      expect(said.step.prompt, text).to.equal('confirm-case')
    }
  })

  it('says something new each time the same is asked, and in the end offers a person', async () => {
    const world = await at('reset my password', 'anna@example.com')
    const texts: string[] = []
    for (const text of ['ok done', 'did it work?', 'is it changed', 'i changed it']) {
      texts.push((await world.say(text)).text.split('\n')[0] ?? '')
    }
    expect(new Set(texts.slice(0, 3)).size).to.equal(3)
    expect(texts.join(' ')).to.include('let a person take over')
  })
})

describe('the cues of concerns', () => {
  it('are written as they are compared: folded, without signs, in parts that are not empty', () => {
    for (const concern of concerns) {
      expect(cues[concern], concern).not.to.deep.equal([])
      for (const sought of cues[concern].flat()) {
        const part = sought.trim()
        const plain = folded(part)
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .trim()
        expect(part, concern).to.equal(plain)
        expect(part, concern).not.to.equal('')
      }
    }
  })
})
