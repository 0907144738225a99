import { expect } from 'chai'
import { createDeskPageRoutes } from '../../src/web/desk-page.ts'
import { ask } from './request.ts'

const settings = { publicUrl: 'https://help.example.com/base', defaultLocale: 'en' } as const
const routes = createDeskPageRoutes({ ...settings, hasDesk: true })

describe('the agent window’s page', () => {
  it('does not exist where there is no desk', () => {
    expect(createDeskPageRoutes({ ...settings, hasDesk: false })).to.deep.equal([])
  })

  it('says in both languages what it is and what may be typed', async () => {
    const english = String((await ask(routes, '/desk')).body)
    expect(english).to.contain('<h1>Support desk</h1>').and.contain('a channel in Teams')
    expect(english).to.contain('Type a command, for example: cases open')
    expect(english).to.contain('href="/?lang=en" target="_blank" rel="noopener"')
    const chinese = String((await ask(routes, '/desk', { query: 'lang=zh-CN' })).body)
    expect(chinese).to.contain('<html lang="zh-CN">').and.contain('<h1>客服工作台</h1>')
    expect(chinese).to.contain('输入指令，例如：工单 处理中')
    expect(chinese).to.contain('href="/?lang=zh-CN"')
  })

  it('keeps the name when the language changes', async () => {
    const { body } = await ask(routes, '/desk', { query: 'name=Mei+Lin' })
    expect(body).to.contain('href="/desk?lang=zh-CN&amp;name=Mei+Lin"')
    expect(body).to.contain('value="Mei Lin"').and.contain('data-name="Mei Lin"')
  })

  it('repeats no name that nobody may have, and says which they may', async () => {
    for (const name of ['"><b>', '<script>', 'a'.repeat(41), '\u202Eabc', '']) {
      const { status, body } = await ask(routes, '/desk', {
        query: `name=${encodeURIComponent(name)}`,
      })
      expect(status).to.equal(200)
      expect(body).to.contain('role="alert">A name has up to 40 letters')
      expect(body).to.contain('data-name=""').and.contain('value="Agent 1"')
      if (name !== '') expect(body).to.not.contain(`="${name}`)
    }
    expect((await ask(routes, '/desk')).body).to.not.contain('role="alert"')
  })

  it('is as strict as the customer’s page and carries no token', async () => {
    const { headers, body } = await ask(routes, '/desk')
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).to.contain("connect-src 'self' wss://help.example.com;")
    expect(policy).to.contain("script-src 'self';").and.to.not.contain('unsafe-eval')
    expect(policy).to.contain("frame-ancestors 'none'")
    expect(body).to.not.match(/<script(?![^>]* src="\/assets\/)/)
    expect(body).to.not.match(/ on[a-z]+="/)
    expect(body).to.not.match(/token/i)
  })
})
