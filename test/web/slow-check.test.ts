import { expect } from 'chai'
import type { WebResponse } from '../../src/ports/web-handler.ts'
import { createCheckRoutes } from '../../src/web/check-page.ts'
import { createHumanChallenge } from '../../src/web/human-challenge.ts'
import { createSlowCheck } from '../../src/web/slow-check.ts'
import { handles, linksInMemory, tokenOf } from '../stand-ins/page-links.ts'
import { ask, type Asked } from './request.ts'

const token = tokenOf('a')
const nonce = `nonce-of-${token}`

const ticketIn = (page: WebResponse) => /name="slow" value="([^"]*)"/.exec(String(page.body))?.[1]

describe('the human check without a script', () => {
  let links = linksInMemory()
  let now = 0
  let flood: number | null = null
  const challenge = createHumanChallenge({ random: { below: () => 0 }, sealer: handles })
  const post = (body: unknown, asked: Asked = {}) =>
    ask(
      createCheckRoutes({
        links,
        challenge,
        slow: createSlowCheck({ sealer: handles }),
        slowFlood: async () => flood,
        sourceHandle: (source) => `handle of ${source}`,
        clock: { now: () => now },
        defaultLocale: 'en',
      }),
      '/p/check/:token',
      { params: { token }, method: 'POST', body, ...asked },
    )

  beforeEach(() => {
    now = 0
    flood = null
    links = linksInMemory()
    links.add(token)
  })

  it('lets a browser pass that waited, and not before', async () => {
    const first = await post({ nonce })
    // Nothing is solved yet.
    expect(first.status).to.equal(422)
    expect(first.body).to.contain('wait 20 more seconds')
    const slow = ticketIn(first)
    now = 19_999
    const early = await post({ nonce, slow })
    expect(early.body).to.contain('wait one more second')
    expect(ticketIn(early), 'the wait does not begin anew').to.equal(slow)
    expect(links.completed).to.deep.equal([])
    now = 20_000
    const done = String((await post({ nonce, slow })).body)
    // Without a script no chat goes on by itself.
    expect(done).to.contain('press “Show new messages” there').and.to.not.contain('by itself.')
    expect(done).to.match(/<noscript\s*><p>\s*<a class="button" href="\/chat\?lang=en#newest">/)
    expect(links.completed).to.deep.equal([token])
    expect((await post({ nonce, slow })).status, 'a second time').to.equal(410)
  })

  it('takes a ticket of another link, another network, another time or our own making for none', async () => {
    const slow = ticketIn(await post({ nonce }))
    links.add(tokenOf('b'))
    const other = ticketIn(
      await post({ nonce: `nonce-of-${tokenOf('b')}` }, { params: { token: tokenOf('b') } }),
    )
    now = 30_000
    const elsewhere = { source: '198.51.100.7' }
    expect((await post({ nonce, slow }, elsewhere)).body).to.contain('wait 20 more seconds')
    for (const forged of [other, `0.${'x'.repeat(43)}`, '0', '.', 'NaN.x', `1${slow ?? ''}`]) {
      expect((await post({ nonce, slow: forged })).body, forged).to.contain('wait 20 more seconds')
    }
    now = 10 * 60_000
    expect((await post({ nonce, slow })).body, 'too old').to.contain('wait 20 more seconds')
    now = -60_000
    expect((await post({ nonce, slow })).body, 'clock set back').to.contain('wait 20 more')
    expect(links.completed).to.deep.equal([])
  })

  it('lets one source begin a few waits only', async () => {
    flood = 60
    const page = await post({ nonce })
    expect([page.status, page.headers['retry-after']]).to.deep.equal([429, '60'])
    expect(links.completed).to.deep.equal([])
  })
})
