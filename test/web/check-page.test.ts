import { solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { expect } from 'chai'
import type { WebResponse } from '../../src/ports/web-handler.ts'
import { createCheckRoutes } from '../../src/web/check-page.ts'
import { createHumanChallenge } from '../../src/web/human-challenge.ts'
import { createSlowCheck } from '../../src/web/slow-check.ts'
import { handles, linksInMemory, tokenOf } from '../stand-ins/page-links.ts'
import { ask, type Asked } from './request.ts'

const token = tokenOf('a')
const nonce = `nonce-of-${token}`

describe('the human check page', () => {
  let links = linksInMemory()
  // The easiest challenge there is: the rules are the same, and a test does not wait for the work.
  const challenge = createHumanChallenge({ random: { below: () => 0 }, sealer: handles })
  const at = (asked: Asked = {}) =>
    ask(
      createCheckRoutes({
        links,
        challenge,
        slow: createSlowCheck({ sealer: handles }),
        slowFlood: async () => null,
        sourceHandle: (source) => `handle of ${source}`,
        clock: { now: () => 0 },
        defaultLocale: 'en',
      }),
      '/p/check/:token',
      {
        params: { token },
        ...asked,
      },
    )
  const post = (body: unknown, asked: Asked = {}) => at({ method: 'POST', body, ...asked })

  beforeEach(() => {
    links = linksInMemory()
    links.add(token)
  })

  it('shows the form as often as it is asked and spends nothing', async () => {
    for (let turn = 0; turn < 20; turn += 1) expect((await at()).status).to.equal(200)
    expect((await at({ headers: { 'sec-purpose': 'prefetch' } })).status).to.equal(200)
    expect(links.completed).to.deep.equal([])
    expect(await links.look(token)).to.not.equal(null)
  })

  it('shows the two words that the chat shows', async () => {
    const page = await at()
    expect(page.body).to.contain('amber heron')
    expect(page.body).to.contain('The chat shows the same two words')
  })

  it('escapes what comes from the link', async () => {
    links.add(token, { words: '<img src=x>', nonce: '"><script>' })
    const { body } = await at()
    expect(body).to.contain('&lt;img src=x&gt;').and.to.contain('value="&quot;&gt;&lt;script&gt;"')
    expect(body).to.not.contain('<img src=x>')
  })

  it('speaks the language of the link and not of the browser', async () => {
    links.add(token, { locale: 'zh-CN' })
    const page = await at({ headers: { 'accept-language': 'en-GB' } })
    expect(page.body).to.contain('<html lang="zh-CN">').and.to.contain('您是真人吗')
    expect(page.headers['content-language']).to.equal('zh-CN')
  })

  it('completes once when the check is solved', async () => {
    const altcha = await solved(await at())
    const done = await post({ nonce, altcha })
    expect(done.status).to.equal(200)
    expect(done.body).to.contain('Go back to the chat')
    expect(links.completed).to.deep.equal([token])
  })

  it('refuses the same solution a second time', async () => {
    const altcha = await solved(await at())
    await post({ nonce, altcha })
    expect((await post({ nonce, altcha })).status).to.equal(410)
    expect(links.completed).to.deep.equal([token])
  })

  it('completes once when the same form is sent twenty times at once', async () => {
    const altcha = await solved(await at())
    const answers = await Promise.all(Array.from({ length: 20 }, () => post({ nonce, altcha })))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).to.have.lengthOf(1)
    expect(statuses.filter((status) => status === 410)).to.have.lengthOf(19)
    expect(links.completed).to.deep.equal([token])
  })

  it('refuses a solution that was made for another link', async () => {
    const other = tokenOf('b')
    links.add(other)
    const altcha = await solved(await at({ params: { token: other } }))
    expect((await post({ nonce, altcha })).status).to.equal(422)
    expect(links.completed).to.deep.equal([])
  })

  it('refuses a challenge that was made easier or signed with another key', async () => {
    const easy = challengeIn(await at())
    const forged = { ...easy, parameters: { ...easy.parameters, keyPrefix: '00' } }
    const elsewhere = createHumanChallenge({
      random: { below: () => 0 },
      sealer: { handle: (...parts) => `other ${handles.handle(...parts)}` },
    })
    const foreign = JSON.parse(
      await elsewhere.make({ token, source: 'handle of 127.0.0.1' }),
    ) as Challenge
    for (const altcha of [await payloadFor(forged), await payloadFor(foreign)]) {
      expect((await post({ nonce, altcha })).status).to.equal(422)
    }
    expect(links.completed).to.deep.equal([])
  })

  it('shows the form again when the check is nonsense', async () => {
    for (const altcha of ['x', '{}', 'e30=', 'bnVsbA==', 'A'.repeat(5_000)]) {
      const page = await post({ nonce, altcha })
      expect(page.status).to.equal(422)
      expect(page.body).to.contain('role="alert"').and.to.contain('<altcha-widget')
    }
    expect(links.completed).to.deep.equal([])
  })

  it('refuses a solution that was handed in from another network than it was made for', async () => {
    const altcha = await solved(await at())
    expect((await post({ nonce, altcha }, { source: '198.51.100.7' })).status).to.equal(422)
    expect(links.completed).to.deep.equal([])
  })

  describe('asked for JSON, by the chat that runs the check in itself', () => {
    const json = { headers: { accept: 'application/json' } }
    const task = async (): Promise<{ challenge: string; nonce: string }> =>
      JSON.parse(String((await at(json)).body)) as { challenge: string; nonce: string }

    it('hands out the task and tells the flow once it is solved, and only once', async () => {
      const given = await task()
      const altcha = await payloadFor(JSON.parse(given.challenge) as Challenge)
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => post({ nonce: given.nonce, altcha }, json)),
      )
      expect(answers.filter(({ status }) => status === 200)).to.have.lengthOf(1)
      expect(answers.filter(({ status }) => status === 410)).to.have.lengthOf(19)
      expect(links.completed).to.deep.equal([token])
    })

    it('refuses what is missing, unsolved, without its nonce, from elsewhere or too old', async () => {
      const given = await task()
      const altcha = await payloadFor(JSON.parse(given.challenge) as Challenge)
      expect((await post({ nonce }, json)).status, 'missing').to.equal(422)
      expect((await post({ nonce, altcha: 'e30=' }, json)).status, 'unsolved').to.equal(422)
      expect((await post({ altcha }, json)).status, 'no nonce').to.equal(403)
      const foreign = { headers: { ...json.headers, 'sec-fetch-site': 'cross-site' } }
      expect((await post({ nonce, altcha }, foreign)).status, 'another site').to.equal(403)
      links = linksInMemory()
      expect((await post({ nonce, altcha }, json)).status, 'gone').to.equal(410)
      expect(links.completed).to.deep.equal([])
    })
  })

  it('refuses a form without the nonce of this link', async () => {
    const altcha = await solved(await at())
    links.add(tokenOf('b'))
    for (const body of [
      { altcha },
      { altcha, nonce: '' },
      { altcha, nonce: `nonce-of-${tokenOf('b')}` },
      { altcha, nonce: [nonce] },
    ]) {
      expect((await post(body)).status).to.equal(403)
    }
    expect(links.completed).to.deep.equal([])
  })

  it('refuses a form that another site sent', async () => {
    const altcha = await solved(await at())
    for (const site of ['cross-site', 'same-site']) {
      const page = await post({ nonce, altcha }, { headers: { 'sec-fetch-site': site } })
      expect(page.status).to.equal(403)
    }
    expect(links.completed).to.deep.equal([])
  })

  it('refuses a POST without a form', async () => {
    expect((await post(null)).status).to.equal(400)
    expect((await post('text')).status).to.equal(403)
  })

  it('says the same to an unknown and to a used link', async () => {
    const altcha = await solved(await at())
    await post({ nonce, altcha })
    const [used, unknown] = [await at(), await at({ params: { token: tokenOf('u') } })]
    const sent = await post({ nonce, altcha }, { params: { token: tokenOf('u') } })
    expect(used.status).to.equal(410)
    expect(used).to.deep.equal(unknown)
    expect(sent).to.deep.equal(unknown)
  })

  it('says 404 to what was never a token', async () => {
    for (const odd of ['', 'short', `${token}=`, '../../etc/passwd', 'a'.repeat(129)]) {
      expect((await at({ params: { token: odd } })).status, odd).to.equal(404)
    }
  })

  it('says that the link is gone when it was spent in the meantime', async () => {
    const altcha = await solved(await at())
    links = { ...links, complete: async () => 'gone' }
    expect((await post({ nonce, altcha })).status).to.equal(410)
  })

  it('passes an outage on and leaves the link as it was', async () => {
    const altcha = await solved(await at())
    const working = links
    links = { ...working, complete: () => Promise.reject(new Error('down')) }
    const failure = await post({ nonce, altcha }).catch((error: unknown) => error)
    expect(failure).to.be.an('error').with.property('message', 'down')
    links = working
    expect((await post({ nonce, altcha })).status).to.equal(200)
  })

  it('is neither kept, framed, followed nor scripted from elsewhere, whatever the status', async () => {
    for (const page of [
      await at(),
      await post({ nonce }),
      await post({}),
      await at({ params: { token: 'x' } }),
    ]) {
      const { headers } = page
      expect(headers['cache-control']).to.equal('no-store')
      expect(headers['referrer-policy']).to.equal('no-referrer')
      expect(headers['x-content-type-options']).to.equal('nosniff')
      const policy = headers['content-security-policy'] ?? ''
      expect(policy).to.contain("default-src 'none'").and.to.contain("frame-ancestors 'none'")
      expect(policy).to.not.match(/unsafe|blob:|https?:/)
      expect(page.body).to.not.match(/<script(?![^>]* src=)/)
      expect(page.body).to.not.match(/ on[a-z]+=|style=/)
    }
  })
})

function solved(page: WebResponse): Promise<string> {
  return payloadFor(challengeIn(page))
}

function challengeIn(page: WebResponse): Challenge {
  const attribute = /challenge="([^"]*)"/.exec(String(page.body))?.[1] ?? ''
  return JSON.parse(attribute.replaceAll('&quot;', '"')) as Challenge
}

async function payloadFor(challenge: Challenge): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey, counterStart: 490 })
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
}
