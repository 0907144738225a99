import { expect } from 'chai'
import { openChat, type Chat } from '../stand-ins/chat.ts'
import { programForSuite, unlimited } from '../stand-ins/program.ts'
import { play } from '../stand-ins/transcript.ts'

/** The way to every prompt there is, so that each command is tried where each question waits (design 4.5). */
const waysTo: Readonly<Record<string, string>> = {
  'menu/ask-what': '> hello',
  'retrieve-account/ask-method': '> find my account',
  'retrieve-account/confirm-value': '> 100000000012',
  'retrieve-account/ask-mobile': '> find my account\n> mobile',
  'retrieve-account/ask-account-id': '> find my account\n> account id',
  'retrieve-account/ask-server-ip': '> find my account\n> server ip',
  'retrieve-account/ask-code': '> find my account\n> mobile\n> 13800138000',
  'confirm-mobile/ask-full-mobile': '> find my account\n> account id\n> 100000000012',
  'talk-to-support/ask-problem': '> a person',
  'talk-to-support/confirm-case': '> a person\n> nothing works and I tried it all',
}

/** Words that only tell something. */
const tellingWords = ['help', 'status', 'why', 'repeat', 'language', 'sign out']

/** Where a chat waits. */
const at = (chat: Chat): string => `${chat.last().step?.flow}/${chat.last().step?.prompt}`

describe('commands work wherever a question waits', () => {
  const suite = programForSuite(unlimited)
  const chatAt = async (way: string): Promise<Chat> => {
    const program = suite.get()
    const chat = openChat(program)
    await play({ program, chat }, way)
    return chat
  }

  for (const [place, way] of Object.entries(waysTo)) {
    it(`at ${place}: what tells something keeps the place`, async () => {
      const chat = await chatAt(way)
      expect(at(chat)).to.equal(place)
      const question = chat.last().text
      for (const word of tellingWords) {
        const heard = await chat.say(word)
        expect(at(chat), word).to.equal(place)
        expect(heard.text, word).to.not.equal('')
        if (word === 'help' || word === 'why') expect(heard.text, word).to.not.equal(question)
      }
      expect((await chat.say('中文')).text).to.match(/\p{Script=Han}{4}/u)
      expect(at(chat), 'after another language').to.equal(place)
      expect((await chat.say('english')).text).to.include('I will speak English')
      expect(at(chat), 'after English').to.equal(place)
    })

    it(`at ${place}: the switch of a page's language is no answer, and asks again in the other`, async () => {
      const chat = await chatAt(way)
      const languageTo = (locale: string) =>
        chat.send({ type: 'event', name: 'latchkey/language', value: { locale } })
      for (const round of [1, 2]) {
        const chinese = await languageTo('zh-CN')
        expect(chinese.text, `round ${round}`).to.match(
          /^接下来我会使用中文。\n+.{0,3}\p{Script=Han}/u,
        )
        expect(chinese.text).to.not.include('zh-CN')
        expect(at(chat)).to.equal(place)
        const english = await languageTo('en')
        expect(english.text, `round ${round}`).to.match(/^I will speak English from now on\.\n+\w/u)
        expect(at(chat)).to.equal(place)
      }
      expect((await chat.say('language zh-CN')).text).to.match(/^接下来我会使用中文。/u)
      expect(at(chat), 'after the words for it').to.equal(place)
    })

    it(`at ${place}: what leads elsewhere leads there, and a person is one word away`, async () => {
      const menu = place.startsWith('menu/')
      const cancelled = await chatAt(way)
      expect((await cancelled.say('cancel')).step?.flow).to.equal('menu')
      const listed = await chatAt(way)
      expect((await listed.say('main menu')).step?.flow).to.equal('menu')
      const begun = await chatAt(way)
      const outermost = begun.last().step?.stack[0] ?? 'menu'
      expect((await begun.say('start over')).step?.flow).to.equal(outermost)
      const helped = await chatAt(way)
      expect((await helped.say('a person')).step?.flow).to.equal('talk-to-support')
      if (menu || place.startsWith('talk')) return
      expect((await helped.say('back')).text).to.include('Back to where you were')
      expect(at(helped)).to.equal(place)
    })

    it(`at ${place}: going back ends at the menu, and never in a loop`, async () => {
      const chat = await chatAt(way)
      let steps = 0
      while ((await chat.say('back')).step?.flow !== 'menu') {
        steps += 1
        expect(steps).to.be.lessThan(6)
      }
      expect((await chat.say('back')).text).to.include('no step before this one')
    })
  }

  it('a case gets a number, keeps it, and never carries a code', async () => {
    const program = suite.get()
    const chat = openChat(program)
    await play(
      { program, chat },
      `
      > a person
      > no
      < talk-to-support/ask-problem: A few more words
      > my code 123456 does not work
      < talk-to-support/confirm-case
      > rewrite
      < talk-to-support/ask-problem
      > I lost my phone and everything on it
      > yes
      < menu/ask-what: Your case is number 100
    `,
    )
    const number = /number (\d+)/.exec(chat.last().text)?.[1]
    await play(
      { program, chat },
      `
      > a person
      > and it was the only one I had
      > yes
      < menu/ask-what: I have added that to your case ${number ?? 'none'}.
    `,
    )
  })
})
