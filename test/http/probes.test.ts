import { expect } from 'chai'
import { createProbes } from '../../src/http/probes.ts'
import type { WebResponse } from '../../src/ports/web-handler.ts'

const token = 'a-token-of-the-monitoring'

async function figures(
  given: { readonly token: string | null; readonly isOpen: boolean },
  authorization?: string,
  source = '203.0.113.1',
): Promise<WebResponse> {
  const metrics = {
    contentType: 'text/plain; version=0.0.4; charset=utf-8' as const,
    metrics: async () => 'codes_sent 7',
  }
  const probes = createProbes({
    check: async () => {},
    hasAccounts: async () => true,
    isDraining: () => false,
    scrape: { metrics, ...given },
  })
  const handler = probes.find(({ path }) => path === '/metrics')?.handler
  if (handler === undefined) throw new Error('there is no /metrics')
  return handler({
    method: 'GET',
    path: '/metrics',
    params: {},
    query: new URLSearchParams(),
    headers: { host: 'localhost:3978', ...(authorization === undefined ? {} : { authorization }) },
    body: null,
    source,
  })
}

describe('the figures (attacks T15)', () => {
  const shut = { token, isOpen: false }

  it('are told to whoever has their token', async () => {
    expect(await figures(shut, `Bearer ${token}`)).to.include({ status: 200, body: 'codes_sent 7' })
  })

  for (const given of [
    undefined,
    '',
    '-',
    'Bearer',
    'Bearer ',
    token,
    `Basic ${token}`,
    `Bearer ${token}x`,
    `Bearer ${token.slice(0, -1)}`,
    `Bearer ${token.toUpperCase()}`,
    `Bearer ${token}, Bearer ${token}`,
  ]) {
    it(`are not told for ${JSON.stringify(given ?? null)}, and the answer says what is needed`, async () => {
      const answer = await figures(shut, given)
      expect(answer.status).to.equal(401)
      expect(answer.headers).to.include({ 'www-authenticate': 'Bearer' })
      expect(answer.body).not.to.include('codes_sent')
    })
  }

  it('are not there for anybody in production without a token', async () => {
    for (const given of [undefined, 'Bearer ', 'Bearer null', `Bearer ${token}`]) {
      expect((await figures({ token: null, isOpen: false }, given)).status).to.equal(404)
    }
  })

  it('are open to this machine alone where nobody is kept out', async () => {
    const open = { token: null, isOpen: true }
    expect((await figures(open, undefined, '127.0.0.1')).status).to.equal(200)
    expect((await figures(open)).status).to.equal(404)
  })
})
