import { expect } from 'chai'
import { activitiesIn, messagesIn, openChat, stepOf, type Chat } from '../stand-ins/chat.ts'
import { startConnector, type Connector } from '../stand-ins/connector.ts'
import { linkIn, openCheck, passCheck, sendCheck } from '../stand-ins/human.ts'
import { eventually, inboxOf, programForSuite, unlimited } from '../stand-ins/program.ts'
import { play } from '../stand-ins/transcript.ts'

describe('the human check over HTTP', () => {
  const suite = programForSuite({ ...unlimited, HUMAN_CHECK: 'altcha' })
  let connector: Connector
  beforeEach(async () => {
    connector = await startConnector()
  })
  afterEach(async () => connector.close())

  const waiting = async (number: string): Promise<{ chat: Chat; link: string }> => {
    const program = suite.get()
    const chat = openChat(program, { connector })
    await play(
      { program, chat },
      `
      > find my account
      > mobile
      > ${number}
      < human-check/wait-for-page: Press the button
    `,
    )
    return { chat, link: linkIn(chat.last().text, program.url) }
  }
  /** What the connector hears besides the answers to deliveries. */
  const proactive = async (from: number) =>
    eventually('the proactive message', async () => connector.calls[from]?.body)

  it('stands before a code and a mask; done on the page, the chat goes on by itself', async () => {
    const { chat, link } = await waiting('13800138000')
    expect(chat.last().text).to.not.include('•')
    expect(await inboxOf(suite.get(), '+8613800138000')).to.deep.equal([])
    const words = /two words: ([^.]+)\./.exec(chat.last().text)?.[1] ?? 'none'
    expect((await openCheck(link)).html).to.include(words)
    const from = connector.calls.length
    expect((await passCheck(link)).status).to.equal(200)
    const told = await proactive(from)
    expect(told?.['text']).to.include('If an account is bound to ••••••••00')
    expect(stepOf(told)).to.include({ flow: 'retrieve-account', prompt: 'ask-code' })
    await play({ program: suite.get(), chat }, '> repeat\n< retrieve-account/ask-code')
  })

  it('is not moved by words, and a new link ends the old one', async () => {
    const { chat, link } = await waiting('13800138001')
    await play(
      { program: suite.get(), chat },
      `
      > I did it
      < human-check/wait-for-page: wait for the check
      > help
      < human-check/wait-for-page: Press the button
      > status
      < human-check/wait-for-page: Nothing has been looked up
      > send a new link
      < human-check/wait-for-page: Press the button
    `,
    )
    expect((await openCheck(link)).status).to.equal(410)
    const newer = linkIn(chat.last().text, suite.get().url)
    expect(newer).to.not.equal(link)
    expect((await openCheck(newer)).status).to.equal(200)
  })

  it('is spent by a POST with its own nonce and work, once, and by nothing else (attacks D2, D3, D7)', async () => {
    const { link } = await waiting('13800138002')
    const other = await waiting('13800138004')
    const form = await openCheck(link)
    for (const method of ['HEAD', 'GET', 'GET']) {
      expect((await fetch(link, { method })).status).to.equal(200)
    }
    const altcha = await form.solve()
    const otherForm = await openCheck(other.link)
    const foreignWork = await otherForm.solve()
    expect((await sendCheck(link, { altcha })).status).to.equal(403)
    expect((await sendCheck(link, { nonce: otherForm.nonce, altcha })).status).to.equal(403)
    expect((await sendCheck(link, { nonce: form.nonce })).status).to.equal(422)
    expect((await sendCheck(link, { nonce: form.nonce, altcha: foreignWork })).status).to.equal(422)
    expect((await sendCheck(link, { nonce: form.nonce, altcha: '{}' })).status).to.equal(422)
    expect(await inboxOf(suite.get(), '+8613800138002')).to.deep.equal([])
    const sent = Array.from({ length: 5 }, async () =>
      sendCheck(link, { nonce: form.nonce, altcha }),
    )
    const statuses = (await Promise.all(sent)).map(({ status }) => status)
    expect(statuses.toSorted((a, b) => a - b)).to.deep.equal([200, 410, 410, 410, 410])
    expect((await openCheck(link)).status).to.equal(410)
    for (const wrong of [`${link}x`, link.slice(0, -1), link.toUpperCase()]) {
      expect((await openCheck(wrong)).status, wrong).to.be.oneOf([404, 410])
    }
  })

  it('leads nobody on who has gone elsewhere meanwhile', async () => {
    const { chat, link } = await waiting('13800138005')
    const form = await openCheck(link)
    const altcha = await form.solve()
    await play({ program: suite.get(), chat }, '> cancel\n< menu/ask-what')
    const from = connector.calls.length
    expect((await sendCheck(link, { nonce: form.nonce, altcha })).status).to.be.oneOf([200, 410])
    await play({ program: suite.get(), chat }, '> status\n< menu/ask-what: Nothing is under way')
    expect(connector.calls.length - from).to.equal(1)
    expect(await inboxOf(suite.get(), '+8613800138005')).to.deep.equal([])
  })

  it('goes on in the built-in web chat as well', async () => {
    const { url } = suite.get()
    const post = async (path: string, token: string | null, body: unknown) => {
      const authorization: Record<string, string> =
        token === null ? {} : { authorization: `Bearer ${token}` }
      const answer = await fetch(`${url}/directline/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization },
        body: JSON.stringify(body),
      })
      return (await answer.json()) as { readonly token: string; readonly conversationId: string }
    }
    const { token, conversationId } = await post('tokens/generate', null, {})
    await post('conversations', token, {})
    const path = `conversations/${conversationId}/activities`
    const log = async () => {
      const answer = await fetch(`${url}/directline/${path}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      const entries = messagesIn(activitiesIn(await answer.text()))
      return entries.filter(({ from }) => JSON.stringify(from).includes('"bot"'))
    }
    for (const text of ['find my account', 'account id', '100000000012']) {
      await post(path, token, { type: 'message', text })
    }
    const asked = (await log()).at(-1)
    // The button alone: the address is not in the words where every client draws buttons.
    expect(asked?.['text']).to.not.include('/p/check/')
    await passCheck(linkIn(JSON.stringify(asked?.['attachments']), url))
    const told = await eventually('the mask in the web chat', async () => {
      const last = (await log()).at(-1)
      return stepOf(last)?.prompt === 'ask-full-mobile' ? last : null
    })
    expect(told['text']).to.include('••••••••00')
  })
})
