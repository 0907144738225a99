import { expect } from 'chai'
import { createChatPageRoutes } from '../../src/web/chat-page.ts'
import { namesOfFlows } from '../stand-ins/names-of-flows.ts'
import { ask } from './request.ts'

const routes = createChatPageRoutes({
  publicUrl: 'https://help.example.com/base',
  defaultLocale: 'en',
  flowNames: namesOfFlows,
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
})
