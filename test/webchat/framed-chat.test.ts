import { expect } from 'chai'
import { createBrowserTie } from '../../src/browser-tie.ts'
import { chatWorld, say, type Answer, type Asked, type ChatWorld } from './chat-world.ts'

const framed = { locale: 'en', isFramed: true }

async function ask(world: ChatWorld, what: string, asked: Asked): Promise<Answer> {
  return world.ask(`POST /directline/tokens/${what}`, asked)
}

const cookieOf = ({ headers }: Answer): string => headers['set-cookie'] ?? ''
const sentBack = (answer: Answer): string => cookieOf(answer).split(';', 1)[0] ?? ''

describe('a chat in a frame whose storage is shut', () => {
  it('goes on with the next page of the same site, whose language it learns', async () => {
    const world = chatWorld()
    const first = await ask(world, 'generate', { body: framed })
    const cookie = sentBack(first)
    const next = await ask(world, 'generate', {
      body: { ...framed, locale: 'zh-CN' },
      headers: { cookie: `other=1; ${cookie}` },
    })
    expect(next.body.conversationId).to.equal(first.body.conversationId)
    expect(next.body.userId).to.equal(first.body.userId)
    expect(next.body['spoken']).to.equal('en')
    expect(cookieOf(next)).to.include(next.body.token)
    expect((await say(world, next.body, { type: 'message', text: 'hello' })).status).to.equal(200)
    expect(first.body).to.not.have.property('spoken')
  })

  it('is kept apart for the site around it, from scripts, and no longer than a token lives', async () => {
    const cookie = cookieOf(await ask(chatWorld(), 'generate', { body: framed }))
    expect(cookie).to.match(/^__Host-/u)
    const attributes = ['Path=/', 'Secure', 'HttpOnly', 'SameSite=None', 'Partitioned']
    for (const each of [...attributes, 'Max-Age=1800']) expect(cookie).to.include(each)
  })

  it('is found by no page of ours that is in no frame, and by no other origin', async () => {
    const world = chatWorld()
    const cookie = sentBack(await ask(world, 'generate', { body: framed }))
    const own = await ask(world, 'generate', { body: { locale: 'en' }, headers: { cookie } })
    expect(own.body).to.not.have.property('spoken')
    expect(cookieOf(own)).to.equal('')
    for (const origin of ['https://shop.example.com', 'https://evil.example', 'null']) {
      const other = await ask(world, 'generate', { body: framed, headers: { cookie, origin } })
      expect(other.status, origin).to.equal(403)
      expect(cookieOf(other)).to.equal('')
    }
  })

  it('T12 is tied to no browser, so that a sign-in page asks whose chat it is', async () => {
    const tie = createBrowserTie({
      key: new Uint8Array(32).fill(7),
      random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
      publicUrl: 'https://id.example.com',
    })
    const world = chatWorld(undefined, { tie })
    const own = await ask(world, 'generate', { body: {} })
    const { body, ...answer } = await ask(world, 'generate', {
      body: framed,
      headers: { cookie: sentBack(own) },
    })
    expect(tie.fits(sentBack(own), own.body.conversationId)).to.equal(true)
    const both = `${sentBack(own)}; ${sentBack({ body, ...answer })}`
    expect(tie.fits(both, body.conversationId)).to.equal(false)
  })

  it('ends with the chat, in whatever way that ends', async () => {
    const world = chatWorld()
    const first = await ask(world, 'generate', { body: framed })
    const left = await ask(world, 'revoke', { token: first.body.token, body: { isFramed: true } })
    expect(cookieOf(left)).to.match(/=; Max-Age=0;/u)
    // Whoever kept the cookie all the same.
    const headers = { cookie: sentBack(first) }
    const next = await ask(world, 'generate', { body: framed, headers })
    expect(next.body.conversationId).to.not.equal(first.body.conversationId)
    expect(next.body).to.not.have.property('spoken')
  })

  it('keeps the new token where a page alone goes on, and a renewed one', async () => {
    const world = chatWorld()
    const { token } = (await ask(world, 'generate', { body: framed })).body
    const alone = await ask(world, 'revoke', { token, body: { isFramed: true, renew: true } })
    expect(cookieOf(alone)).to.include(alone.body.token)
    const renewed = await ask(world, 'refresh', {
      token: alone.body.token,
      body: { isFramed: true },
    })
    expect(cookieOf(renewed)).to.include(renewed.body.token)
  })

  it('makes nobody an agent, and no agent’s token a cookie', async () => {
    const world = chatWorld(undefined, { isProduction: false, hasDesk: true })
    const desk = { name: 'Mei' }
    const agent = await ask(world, 'generate', { body: { ...framed, desk } })
    expect(cookieOf(agent)).to.equal('')
    const cookie = `__Host-latchkey-framed=${agent.body.token}`
    const found = await ask(world, 'generate', { body: framed, headers: { cookie } })
    expect(found.body.conversationId).to.not.equal(agent.body.conversationId)
    expect(found.body).to.not.have.property('desk')
  })

  it('goes by the cookie that was sent once', async () => {
    const world = chatWorld()
    const cookie = sentBack(await ask(world, 'generate', { body: framed }))
    const headers = { cookie: `${cookie}; __Host-latchkey-framed=x` }
    const next = await ask(world, 'generate', { body: framed, headers })
    expect(next.body).to.not.have.property('spoken')
  })
})
