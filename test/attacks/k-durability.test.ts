import { rm } from 'node:fs/promises'
import { expect } from 'chai'
import { openChat, type Chat, type Heard } from '../stand-ins/chat.ts'
import { outboxIsEmpty } from '../stand-ins/outbox-is-empty.ts'
import { startChild, type ChildProgram } from '../stand-ins/program-child.ts'
import {
  codeIn,
  dataFolder,
  inboxOf,
  messagesTo,
  unlimited,
  type Variables,
} from '../stand-ins/program.ts'

/** The usual limits. */
const limited: Variables = {}

const wrongFor = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a program that is killed goes on where it was (attacks K1, K3, J2)', function () {
  // A machine with other work to do is slow, not wrong.
  this.timeout(60_000)
  let dir: string
  let running: ChildProgram
  let settings: Variables | null = null
  /** Whichever process serves the folder now. */
  const program = {
    get url() {
      return running.url
    },
  }
  const start = async (variables: Variables): Promise<void> => {
    running = await startChild(dir, variables)
    settings = variables
  }
  /** The program with these settings: the one that a test before left running, if it has them. */
  const startUnlessRunning = async (variables: Variables): Promise<void> => {
    if (settings === variables) return
    if (settings !== null) await running.end('SIGKILL')
    await start(variables)
  }
  before(async () => {
    dir = await dataFolder()
  })
  after(async () => {
    await running.end('SIGKILL')
    await rm(dir, { recursive: true, force: true })
  })

  const informed = async (number: string): Promise<readonly string[]> => {
    const messages = await inboxOf(program, number)
    return messages.filter(({ template }) => template !== 'code').map(({ text }) => text)
  }
  const askedForCode = async (number: string): Promise<Chat> => {
    const chat = openChat(program)
    for (const text of ['find my account', 'mobile', number]) await chat.say(text)
    expect(chat.last().step?.prompt).to.equal('ask-code')
    return chat
  }
  const kill = async (variables: Variables): Promise<void> => {
    await running.end('SIGKILL')
    await start(variables)
  }

  it('K1 K3 the program is killed before a code, after it, after tries and after the end → nothing lost, nothing refunded', async () => {
    await startUnlessRunning(limited)
    const early = openChat(program)
    for (const text of ['find my account', 'mobile']) await early.say(text)
    const chat = await askedForCode('+8613800138000')
    const tried = await askedForCode('+8613800138001')
    const code = codeIn((await messagesTo(program, '+8613800138000', 1))[0])
    const triedCode = codeIn((await messagesTo(program, '+8613800138001', 1))[0])
    for (const _ of [1, 2, 3]) await tried.say(wrongFor(triedCode))
    const before = await inboxOf(program)

    await kill(limited)
    expect(await inboxOf(program)).to.deep.equal(before)
    expect((await early.say('+8613800138002')).step?.prompt).to.equal('ask-code')
    expect((await tried.say(wrongFor(triedCode))).text).to.include('1 try left')
    expect((await tried.say(wrongFor(triedCode))).step?.prompt).to.equal('ask-what')
    const another = openChat(program)
    for (const text of ['find my account', 'mobile', '+8613800138001']) await another.say(text)
    expect(another.last().text).to.include('I can send the next code to that number in')
    expect((await chat.say(code)).step?.prompt).to.equal('ask-what')

    await kill(limited)
    await messagesTo(program, '+8613800138000', 2)
    await chat.say(code)
    await outboxIsEmpty(program)
    expect(await informed('+8613800138000')).to.have.lengthOf(1)
    expect(await informed('+8613800138001')).to.deep.equal([])
  })

  it('J2 K3 a delivery comes again after a kill → answered from its record', async () => {
    await startUnlessRunning(limited)
    const chat = openChat(program)
    for (const text of ['find my account', 'mobile']) await chat.say(text)
    const first = await chat.send({ id: 'delivered-twice', text: '+8613800138005' })
    await messagesTo(program, '+8613800138005', 1)
    await kill(unlimited)
    const again = await chat.send({ id: 'delivered-twice', text: '+8613800138005' })
    expect(again.text).to.equal(first.text)
    await outboxIsEmpty(program)
    expect(await inboxOf(program, '+8613800138005')).to.have.lengthOf(1)
  })

  it('K1 K3 the program is killed in the midst of many turns → what was answered has happened', async () => {
    const order = ['ask-what', 'ask-method', 'ask-account-id', 'ask-full-mobile']
    await startUnlessRunning(unlimited)
    const chats = Array.from({ length: 16 }, () => openChat(program))
    for (const chat of chats) await chat.say('hello')
    const reached = new Map<Chat, number>()
    let answers = 0
    const talk = async (chat: Chat): Promise<void> => {
      for (;;) {
        for (const text of ['find my account', 'account id', '999999999999', 'cancel']) {
          const heard = await chat.say(text)
          reached.set(chat, order.indexOf(heard.step?.prompt ?? ''))
          answers += 1
          if (answers === 150) running.signal('SIGKILL')
        }
      }
    }
    await Promise.allSettled(chats.map(talk))
    await start(unlimited)
    for (const chat of chats) {
      const heard: Heard = await chat.say('status')
      const now = order.indexOf(heard.step?.prompt ?? 'nowhere')
      const acknowledged = reached.get(chat) ?? 0
      // The turn under way when the kill came may have been committed without its answer being heard.
      expect(now).to.be.oneOf([acknowledged, (acknowledged + 1) % order.length])
    }
    const [chat] = chats
    await chat?.say('cancel')
    expect((await chat?.say('find my account'))?.step?.prompt).to.equal('ask-method')
  })

  it('L3 SIGTERM under load → what is under way is answered, exit code 0, and the answers hold', async () => {
    await startUnlessRunning(unlimited)
    const chats = Array.from({ length: 16 }, () => openChat(program))
    const statuses = new Set<number>()
    const heardLast = new Map<Chat, string | undefined>()
    let answers = 0
    const talk = async (chat: Chat): Promise<void> => {
      for (;;) {
        for (const text of ['find my account', 'account id', 'cancel']) {
          const heard = await chat.say(text)
          statuses.add(heard.status)
          answers += 1
          if (answers === 100) running.signal('SIGTERM')
          if (heard.status === 503) return
          heardLast.set(chat, heard.step?.prompt)
        }
      }
    }
    await Promise.allSettled(chats.map(talk))
    const ending = await running.ended
    expect(ending.code, ending.errors).to.equal(0)
    expect([...statuses].every((status) => status === 200 || status === 503)).to.equal(true)
    await start(unlimited)
    for (const [chat, prompt] of heardLast) {
      expect((await chat.say('status')).step?.prompt).to.equal(prompt)
    }
  })
})
