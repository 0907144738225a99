import { expect } from 'chai'
import { ownLook } from '../../src/web/look.ts'
import { createProblemPages, problemPage } from '../../src/web/problem-page.ts'

describe('a page about a problem', () => {
  it('has the status, a heading and no detail in every language', () => {
    for (const status of [400, 403, 404, 410, 413, 429, 500, 503] as const) {
      for (const locale of ['en', 'zh-CN'] as const) {
        const page = problemPage({ status, locale })
        expect(page.status).to.equal(status)
        expect(page.body).to.match(/<h1>[^<]+<\/h1>/)
        expect(page.headers['cache-control']).to.equal('no-store')
      }
    }
  })

  it('says when to come back, if that is known', () => {
    const page = problemPage({ status: 429, locale: 'en', retryAfterSeconds: 60 })
    expect(page.headers['retry-after']).to.equal('60')
    expect(problemPage({ status: 503, locale: 'en' }).headers).to.not.have.property('retry-after')
  })

  it('leads to a chat, or back to the one that opened it, and is closed by nobody but its reader', () => {
    for (const status of [400, 403, 404, 405, 410, 413, 415, 429, 500, 503] as const) {
      const body = String(problemPage({ status, locale: 'zh-CN' }).body)
      expect(body).to.match(/id="to-chat"\s+data-closes="when-pressed"\s+hidden/)
      expect(body).to.match(
        /id="start"><a class="button" href="\/chat\?lang=zh-CN#newest">开始对话</,
      )
      expect(body).to.match(/src="\/assets\/[^"]+\/done\.js"/)
    }
    const stale = String(problemPage({ status: 403, locale: 'en', pageNow: '/p/x/y' }).body)
    expect(stale).to.contain('href="/p/x/y"').and.to.not.contain('id="start"')
  })
})

describe('a problem that no page has', () => {
  const draw = createProblemPages({ defaultLocale: 'en', look: { ...ownLook, name: 'Acme' } })
  const asked = { headers: {}, query: new URLSearchParams() }

  it('is a page in the reader’s language and the provider’s look', () => {
    const page = draw({ ...asked, status: 404, headers: { 'accept-language': 'zh-CN' } })
    expect(page?.status).to.equal(404)
    expect(page?.body).to.contain('<html lang="zh-CN">').and.to.contain('>Acme<')
    expect(page?.headers['content-security-policy']).to.contain("default-src 'none'")
    const english = draw({ ...asked, status: 405, query: new URLSearchParams('lang=en') })
    expect([english?.status, english?.headers['content-language']]).to.deep.equal([405, 'en'])
  })

  it('names the line of the log where there is one', () => {
    expect(draw({ ...asked, status: 500, reference: 'a-b' })?.body).to.contain('Reference: a-b')
  })

  it('is left to the server at the name of another host, which has none of the page’s files', () => {
    expect(draw({ ...asked, status: 421 })).to.equal(null)
  })
})
