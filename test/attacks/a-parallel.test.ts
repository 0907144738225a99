import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { openChat, type Chat, type Heard } from '../stand-ins/chat.ts'
import { outboxIsEmpty } from '../stand-ins/outbox-is-empty.ts'
import { codeIn, inboxOf, messagesTo, programForSuite } from '../stand-ins/program.ts'

const many = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index)

const prompts = (heard: readonly Heard[]): readonly string[] =>
  heard.map(({ step }) => step?.prompt ?? 'nothing')

/** Codes that are not this one. */
const others = (code: string, count: number): readonly string[] =>
  many(count).map((index) => String((Number(code) + 1 + index) % 1_000_000).padStart(6, '0'))

describe('deliveries in parallel and over again (attacks A1, A2, A3, J1, J2)', () => {
  // The failures of a day are as in production; only waiting for the next code is left out.
  const suite = programForSuite({ CODE_RESEND_SECONDS: '0', SENDS_PER_NUMBER_PER_HOUR: '1000' })

  const toMobile = async (): Promise<Chat> => {
    const chat = openChat(suite.get())
    for (const text of ['find my account', 'mobile']) await chat.say(text)
    return chat
  }
  const codesTo = async (number: string): Promise<number> => {
    const messages = await inboxOf(suite.get(), number)
    return messages.filter(({ template }) => template === 'code').length
  }
  const toCode = async (number: string): Promise<{ chat: Chat; code: string }> => {
    const before = await codesTo(number)
    const chat = await toMobile()
    await chat.say(number)
    const messages = await messagesTo(suite.get(), number, before + 1)
    return { chat, code: codeIn(messages.at(-1)) }
  }
  const informed = async (number: string): Promise<number> => {
    await outboxIsEmpty(suite.get())
    const messages = await inboxOf(suite.get(), number)
    return messages.filter(({ template }) => template !== 'code').length
  }
  it('J2 the same activity five times at once → one effect and one answer', async () => {
    const chat = await toMobile()
    const id = randomUUID()
    const heard = await Promise.all(
      many(5).map(async () => chat.send({ id, text: '+8613800138000' })),
    )
    expect(prompts(heard)).to.deep.equal(many(5).map(() => 'ask-code'))
    expect(new Set(heard.map(({ text }) => text)).size).to.equal(1)
    await outboxIsEmpty(suite.get())
    expect(await codesTo('+8613800138000')).to.equal(1)
    expect((await chat.send({ id, text: '+8613800138000' })).text).to.equal(heard[0]?.text)
    expect(await codesTo('+8613800138000')).to.equal(1)
  })

  it('J2 the same words with new ids, at once and after the step has moved on → one effect', async () => {
    const chat = await toMobile()
    const heard = await Promise.all(many(5).map(async () => chat.say('+8613800138001')))
    const later = await chat.say('+8613800138001')
    expect(prompts([...heard, later])).to.deep.equal(many(6).map(() => 'ask-code'))
    await outboxIsEmpty(suite.get())
    expect(await codesTo('+8613800138001')).to.equal(1)
  })

  it('A1 fifty wrong codes at once in one chat → five are looked at, and the right one comes too late', async () => {
    const { chat, code } = await toCode('+8613800138002')
    const heard = await Promise.all(others(code, 50).map(async (wrong) => chat.say(wrong)))
    expect(prompts(heard).filter((prompt) => prompt === 'ask-code')).to.have.lengthOf(4)
    await chat.say(code)
    expect(await informed('+8613800138002')).to.equal(0)
  })

  it('A3 wrong codes in fifty chats → they add up to ten for the account, and then the right one is refused', async () => {
    const chats: Chat[] = []
    let code = ''
    for (const _ of many(50)) {
      const asked = await toCode('+8613800138005')
      chats.push(asked.chat)
      code = asked.code
    }
    const heard = await Promise.all(
      others(code, 50).map(async (wrong, index) => chats[index]?.say(wrong)),
    )
    const told = heard.flatMap((each) => each?.text ?? [])
    const wrongs = told.filter((text) => text.includes('wrong or no longer valid'))
    expect(wrongs.length).to.be.at.most(10)
    expect(told.filter((text) => text.includes('too many wrong codes'))).to.have.lengthOf(
      50 - wrongs.length,
    )
    await chats.at(-1)?.say(code)
    expect(await informed('+8613800138005')).to.equal(0)
  })

  it('A2 the right code twenty times at once → it counts once', async () => {
    const { chat, code } = await toCode('+447400123456')
    await Promise.all(many(20).map(async () => chat.say(code)))
    expect(await informed('+447400123456')).to.equal(1)
    await chat.say(code)
    expect(await informed('+447400123456')).to.equal(1)
  })

  it('A9 F8 two chats ask for codes for one number → each code is good in its own chat alone, and the later one ends none', async () => {
    const first = await toCode('+12025550147')
    const second = await toCode('+12025550147')
    expect((await first.chat.say(second.code)).step?.prompt).to.equal('ask-code')
    expect(await informed('+12025550147')).to.equal(0)
    expect((await first.chat.say(first.code)).step?.prompt).to.equal('ask-what')
    expect(await informed('+12025550147')).to.equal(1)
    expect((await second.chat.say(second.code)).step?.prompt).to.equal('ask-what')
    expect(await informed('+12025550147')).to.equal(2)
  })

  it('J1 six turns of one chat at once → each is answered once, and the state is that of some order of them', async () => {
    const chat = openChat(suite.get())
    const words = ['find my account', 'account id', '100000000134', 'back', 'server ip', 'help']
    const heard = await Promise.all(words.map(async (word) => chat.say(word)))
    expect(heard.every(({ status, replies }) => status === 200 && replies.length === 1)).to.equal(
      true,
    )
    const now = await chat.say('status')
    expect(now.step?.flow).to.be.oneOf(['retrieve-account', 'confirm-mobile', 'menu'])
    await chat.say('cancel')
    expect((await chat.say('find my account')).step?.prompt).to.equal('ask-method')
  })

  it('J1 fifty chats at once → none disturbs another', async () => {
    const ends = await Promise.all(
      many(50).map(async (index) => {
        const chat = openChat(suite.get())
        for (const text of ['find my account', 'account id', `9000000000${index + 10}`]) {
          await chat.say(text)
        }
        return (await chat.say('status')).step?.prompt
      }),
    )
    expect(new Set(ends)).to.deep.equal(new Set(['ask-full-mobile']))
  })
})
