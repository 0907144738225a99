import { expect } from 'chai'
import { ServiceError } from '../../src/errors.ts'
import { secretPages } from '../../src/ports/pages.ts'
import { tokenOf } from '../stand-ins/page-links.ts'
import type { PageAnswer } from '../stand-ins/pages.ts'
import { ask } from './request.ts'
import { code, secretWorld, setPassword, stopped, token } from './secret-world.ts'

const busy = new ServiceError('ERR_HASHING_BUSY', 'the pool is full', { retryable: true })

describe('the answers of the secret pages', () => {
  let world = secretWorld()

  beforeEach(() => {
    world = secretWorld()
  })

  it('says the same to an unknown, a used and an expired link, whatever is sent to it', async () => {
    const { pages, at, post, send } = world
    pages.set(null)
    const shown = await at('reset-password')
    expect(shown.status).to.equal(410)
    expect(await at('reset-password', { params: { token: tokenOf('u') } })).to.deep.equal(shown)
    expect(await at('undo')).to.deep.equal(shown)
    for (const body of [{ nonce: 'x' }, { code: '1' }, null]) {
      expect(await post('reset-password', body)).to.deep.equal(shown)
    }
    pages.set(setPassword, null)
    expect(await send({ newPassword: 'x' })).to.deep.equal(shown)
  })

  it('says 404 to what was never a token, and looks nothing up', async () => {
    const { pages, at, post } = world
    const before = pages.looks()
    for (const odd of [
      '',
      'short',
      `${token}=`,
      `${token}\n`,
      '../../etc/passwd',
      'a'.repeat(129),
    ]) {
      expect((await at('sign-in', { params: { token: odd } })).status, odd).to.equal(404)
      const sent = await post('sign-in', { nonce: 'x' }, { params: { token: odd } })
      expect(sent.status, odd).to.equal(404)
    }
    expect(pages.looks()).to.equal(before)
    expect(pages.forms).to.deep.equal([])
  })

  it('answers a refusal with 422 and a wait with 429 and when to come back', async () => {
    const { clock, ledTo } = world
    const statusFor = async (answer: PageAnswer) => {
      const { status, headers } = await ledTo(answer)
      return [status, headers['retry-after']]
    }
    const wrong = { kind: 'wrong-code', left: 2 } as const
    expect(await statusFor({ ...code, notice: wrong })).to.deep.equal([422, undefined])
    expect(await statusFor(stopped)).to.deep.equal([422, undefined])
    expect(await statusFor({ ...code, notice: { kind: 'code-sent' } })).to.deep.equal([
      200,
      undefined,
    ])
    for (const kind of ['wait', 'too-many', 'locked'] as const) {
      const notice = { kind, until: 47_001 }
      expect(await statusFor({ ...code, notice }), kind).to.deep.equal([429, '48'])
    }
    clock.set(60_000)
    const over = { kind: 'wait', until: 47_001 } as const
    expect(await statusFor({ ...code, notice: over })).to.deep.equal([429, '1'])
  })

  it('shows what a page stands at with 200, also when the last entry was refused', async () => {
    const { pages, at } = world
    pages.set({ ...code, notice: { kind: 'wrong-code', left: 1 } })
    const page = await at('reset-password')
    expect(page.status).to.equal(200)
    expect(page.body).to.contain('One try is left.')
  })

  it('passes on an outage that trying again does not mend, and a bug', async () => {
    const { pages, at, send } = world
    const full = new ServiceError('ERR_STORE_FULL', 'no room')
    for (const error of [full, new TypeError('a bug')]) {
      pages.set(setPassword, error)
      expect(await send({ newPassword: 'x' }).catch((thrown: unknown) => thrown)).to.equal(error)
      pages.breakDown(error)
      expect(await at('reset-password').catch((thrown: unknown) => thrown)).to.equal(error)
    }
  })

  it('leads back from the address without a token only by the tab that has it', async () => {
    const { routes, at } = world
    for (const page of secretPages) {
      const found = await ask(routes, `/p/${page}`)
      expect(found.status).to.equal(410)
      expect(found.body).to.match(/\/assets\/[\w-]+\/resume\.js/)
    }
    expect((await at('undo')).body).to.not.contain('resume.js')
  })

  it('speaks the language of the link; a page that knows of none, that of the browser', async () => {
    const { pages, at } = world
    const headers = { 'accept-language': 'zh-TW,en;q=0.5' }
    expect((await at('reset-password', { headers })).body).to.contain('<html lang="en">')
    pages.set({ ...setPassword, locale: 'zh-CN' })
    const page = await at('reset-password', { headers: { 'accept-language': 'en' } })
    expect(page.headers['content-language']).to.equal('zh-CN')
    expect(page.body).to.contain('设置新密码')
    pages.set(null)
    expect((await at('reset-password', { headers })).body).to.contain('此链接已失效')
  })

  it('is neither kept, framed, followed nor scripted from elsewhere, whatever the status', async () => {
    const { pages, routes, at, post, send } = world
    pages.set(setPassword, busy)
    for (const page of [
      await at('reset-password'),
      await send({ newPassword: 'x' }),
      await send({ nonce: 'other' }),
      await post('reset-password', null),
      await at('sign-in'),
      await at('sign-in', { params: { token: 'x' } }),
      await ask(routes, '/p/undo'),
    ]) {
      const { headers, body } = page
      expect(headers['cache-control']).to.equal('no-store')
      expect(headers['referrer-policy']).to.equal('no-referrer')
      expect(headers['x-content-type-options']).to.equal('nosniff')
      expect(headers['x-frame-options']).to.equal('DENY')
      const policy = headers['content-security-policy'] ?? ''
      expect(policy).to.contain("default-src 'none'").and.to.contain("script-src 'self'")
      expect(policy).to.contain("frame-ancestors 'none'").and.to.contain("form-action 'self'")
      expect(policy).to.not.match(/unsafe|blob:|https?:/)
      expect(body).to.not.match(/<script(?![^>]* src="\/assets\/)/)
      expect(body).to.not.match(/ on[a-z]+=|style=|https?:\/\//)
    }
  })
})
