import { expect } from 'chai'
import { createChatPageRoutes } from '../../src/web/chat-page.ts'
import { chatPageParts } from '../stand-ins/chat-page.ts'
import { ask } from './request.ts'

const routes = createChatPageRoutes({
  publicUrl: 'https://help.example.com/base',
  defaultLocale: 'en',
  ...chatPageParts,
})

describe('the chat page', () => {
  it('is the same for everybody and carries no token', async () => {
    const [one, two] = [await ask(routes, '/'), await ask(routes, '/')]
    expect(one).to.deep.equal(two)
    expect(one.status).to.equal(200)
    expect(one.body).to.not.match(/token/i)
  })

  it('says that passwords are never typed here', async () => {
    expect((await ask(routes, '/')).body).to.contain('Passwords are never typed here')
    expect((await ask(routes, '/', { query: 'lang=zh-CN' })).body).to.contain('此处绝不输入密码')
  })

  it('takes the language of the address before that of the browser, and none it does not speak', async () => {
    const headers = { 'accept-language': 'zh-CN,zh;q=0.9' }
    expect((await ask(routes, '/', { headers })).body).to.contain('<html lang="zh-CN">')
    expect((await ask(routes, '/', { headers, query: 'lang=en' })).body).to.contain(
      '<html lang="en">',
    )
    const french = { headers: { 'accept-language': 'fr' }, query: 'lang="><b>' }
    expect((await ask(routes, '/', french)).body)
      .to.contain('<html lang="en">')
      .and.not.contain('"><b>')
  })

  it('connects to its own origin and the configured stream and to nothing else', async () => {
    const policy = (await ask(routes, '/')).headers['content-security-policy'] ?? ''
    expect(policy).to.contain("connect-src 'self' wss://help.example.com;")
    expect(policy).to.contain("script-src 'self';").and.to.not.contain('unsafe-eval')
    expect(policy).to.contain("frame-ancestors 'none'")
  })

  it('has no script in its markup', async () => {
    const { body } = await ask(routes, '/')
    expect(body).to.not.match(/<script(?![^>]* src="\/assets\/)/)
    expect(body).to.not.match(/ on[a-z]+="/)
  })

  it('holds greeting, choices and the field in its markup, in the language of the reader', async () => {
    for (const [lang, greeting, label] of [
      ['en', 'I never ask for a password here', 'Find my account'],
      ['zh-CN', '我绝不会在这里询问密码', '找回账号'],
    ] as const) {
      const body = String((await ask(routes, '/', { query: `lang=${lang}` })).body)
      expect(body).to.contain(greeting).and.to.contain(`name="choice" value="${label}"`)
      expect(body).to.match(/<input\s+id="text"/)
      expect(body).to.contain(`action="/chat?lang=${lang}#newest"`)
    }
  })

  it('shows the Bot Framework’s Web Chat to those who ask for it', async () => {
    const { body, headers } = await ask(routes, '/', { query: 'client=webchat' })
    expect(body).to.contain('webchat.js')
    expect(headers['content-security-policy']).to.contain("style-src 'self' 'unsafe-inline'")
    const own = await ask(routes, '/')
    expect(own.body).to.not.contain('webchat.js')
    expect(own.headers['content-security-policy']).to.contain("style-src 'self';")
  })
})
