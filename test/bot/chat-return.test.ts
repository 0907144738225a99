import { expect } from 'chai'
import { createChatReturn } from '../../src/bot/chat-return.ts'
import { ServiceError } from '../../src/errors.ts'
import type { LocalReturn } from '../../src/ports/chat-return.ts'

const serviceUrl = 'https://webchat.test/'

/** A chat of this process that keeps whom it let in. */
function returns(appId = '00000000-0000-0000-0000-000000000abc') {
  const letIn: unknown[] = []
  const local: LocalReturn = {
    serviceUrl,
    async reopen(member) {
      letIn.push(member)
      return { conversationId: member.conversationId, userId: member.userId, token: 'token' }
    },
  }
  return { chats: createChatReturn({ local, appId }), letIn }
}

const reference = (over: object): string =>
  JSON.stringify({
    channelId: 'webchat',
    serviceUrl,
    conversation: { id: 'c1' },
    user: { id: 'u1', name: '' },
    bot: { id: 'bot', name: '' },
    ...over,
  })

describe('the way back into a chat', () => {
  it('leads into the built-in chat as the person of the reference', async () => {
    const { chats, letIn } = returns()
    expect(await chats.wayBack(reference({ locale: 'zh-CN' }))).to.deep.equal({
      kind: 'own-chat',
      session: { conversationId: 'c1', userId: 'u1', token: 'token' },
    })
    await chats.wayBack(reference({}))
    expect(letIn).to.deep.equal([
      { conversationId: 'c1', userId: 'u1', locale: 'zh-CN' },
      { conversationId: 'c1', userId: 'u1', locale: null },
    ])
  })

  it('never leads into what several people read, nor into a chat that only calls itself ours', async () => {
    const { chats, letIn } = returns()
    const none = { kind: 'none' }
    const desk = { conversation: { id: 'desk', isGroup: true } }
    expect(await chats.wayBack(reference(desk))).to.deep.equal(none)
    const foreign = { serviceUrl: 'https://webchat.botframework.com/' }
    expect(await chats.wayBack(reference(foreign))).to.deep.equal(none)
    expect(letIn).to.deep.equal([])
  })

  it('leads to the bot’s own chat in Teams, once it is registered there', async () => {
    const teams = reference({
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
    })
    expect(await returns().chats.wayBack(teams)).to.deep.equal({
      kind: 'link',
      chat: 'teams',
      url: 'https://teams.microsoft.com/l/chat/0/0?users=28:00000000-0000-0000-0000-000000000abc',
    })
    expect(await returns('').chats.wayBack(teams)).to.deep.equal({ kind: 'none' })
  })

  it('refuses a reference that no turn left', async () => {
    for (const odd of ['', '{}', 'reference']) {
      const error: unknown = await returns()
        .chats.wayBack(odd)
        .catch((thrown: unknown) => thrown)
      expect(error, odd).to.be.instanceOf(ServiceError)
    }
  })
})
