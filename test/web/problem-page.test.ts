import { expect } from 'chai'
import { problemPage } from '../../src/web/problem-page.ts'

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
})
