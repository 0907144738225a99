import { expect } from 'chai'
import { ServiceError } from '../../src/errors.ts'
import { secretPages } from '../../src/ports/pages.ts'
import type { WebResponse } from '../../src/ports/web-handler.ts'
import { createSecretPageRoutes } from '../../src/web/secret-routes.ts'
import { ask } from './request.ts'
import { changed, code, secretWorld, setPassword, signIn, token } from './secret-world.ts'

const busy = new ServiceError('ERR_HASHING_BUSY', 'the pool is full', { retryable: true })

describe('the forms of the secret pages', () => {
  let world = secretWorld()

  beforeEach(() => {
    world = secretWorld()
  })

  it('shows a page as often as it is asked and hands on nothing', async () => {
    const { pages, at } = world
    for (const page of secretPages) {
      pages.set({ ...setPassword, page })
      for (let turn = 0; turn < 20; turn += 1) expect((await at(page)).status).to.equal(200)
      expect((await at(page, { headers: { 'sec-purpose': 'prefetch' } })).status).to.equal(200)
      // The HTTP room answers HEAD with the handler of GET.
      expect((await at(page, { query: 'action=confirm&nonce=x&code=1' })).status).to.equal(200)
      expect(pages.forms, page).to.deep.equal([])
    }
  })

  it('hands a form on with its nonce and answers with the state it led to', async () => {
    const { pages, send } = world
    pages.set(setPassword, code)
    const page = await send({ newPassword: 'Amber-heron7', confirmPassword: 'Amber-heron7' })
    expect(page.status).to.equal(200)
    expect(page.headers).to.not.have.property('location')
    expect(page.body).to.contain('Is it you?').and.to.contain(`value="${code.nonce}"`)
    expect(pages.forms).to.deep.equal([
      { nonce: setPassword.nonce, newPassword: 'Amber-heron7', confirmPassword: 'Amber-heron7' },
    ])
  })

  it('hands on the known fields as typed and no others', async () => {
    const { pages, post, send } = world
    const typed = '  p\u0061\u030a\0 ss\u200b<b>"&\n '
    await send({ newPassword: typed, constructor: 'x', toString: 'x', 'a.b': 'x', token: 'x' })
    expect(pages.forms).to.deep.equal([{ nonce: setPassword.nonce, newPassword: typed }])
    await post('reset-password', JSON.parse(`{"nonce":"${setPassword.nonce}","__proto__":"x"}`))
    expect(pages.forms[1]).to.deep.equal({ nonce: setPassword.nonce })
  })

  it('never writes a secret back, whatever comes of it', async () => {
    const { pages, post, send } = world
    const secrets = {
      newPassword: 'MARKER-new-1',
      confirmPassword: 'MARKER-confirm-2',
      oldPassword: 'MARKER-old-3',
      password: 'MARKER-password-4',
      code: 'MARKER-5',
      way: 'MARKER-6',
      action: 'MARKER-7',
      email: 'MARKER-8',
    }
    const refused = { ...setPassword, notice: { kind: 'mismatch' } } as const
    for (const answer of [refused, code, changed, 'foreign', null, busy] as const) {
      pages.set(setPassword, answer)
      const page = await send(secrets)
      expect(everythingIn(page)).to.not.contain('MARKER')
    }
    const sent = { ...secrets, nonce: signIn.nonce }
    for (const notice of [{ kind: 'wrong-sign-in' }, { kind: 'locked', until: 1_000 }] as const) {
      pages.set(signIn, { ...signIn, notice })
      expect(everythingIn(await post('sign-in', sent))).to.not.contain('MARKER')
    }
  })

  it('asks for the address once: what looks like one is written back, escaped, and nothing else', async () => {
    const { pages, post } = world
    const wrong = { ...signIn, notice: { kind: 'wrong-sign-in' } } as const
    const entered = async (email: string) => {
      pages.set(signIn, wrong)
      return String((await post('sign-in', { nonce: signIn.nonce, email, password: 'x' })).body)
    }
    expect(await entered('li"wei@example.com')).to.contain('value="li&quot;wei@example.com"')
    for (const odd of ['hunter2!', 'a b@c.d', 'a@@b.c', `${'a'.repeat(300)}@b.c`, '']) {
      expect(valueOf(await entered(odd), 'email'), odd).to.equal(null)
    }
  })

  it('refuses a form whose nonce is of another step or link, and shows the way to the page as it is', async () => {
    const { send } = world
    const page = await send({ nonce: 'nonce-of-another', newPassword: 'x' })
    expect(page.status).to.equal(403)
    expect(page.body).to.contain(`href="/p/reset-password/${token}"`)
    expect(page.headers).to.not.have.property('location')
  })

  it('hands on nothing without a nonce or from another site', async () => {
    const { pages, post, send } = world
    const fields = { newPassword: 'x', confirmPassword: 'x' }
    expect((await post('reset-password', fields)).status).to.equal(403)
    expect((await post('reset-password', { ...fields, nonce: '' })).status).to.equal(403)
    for (const site of ['cross-site', 'same-site']) {
      expect((await send(fields, { headers: { 'sec-fetch-site': site } })).status).to.equal(403)
    }
    expect(pages.forms).to.deep.equal([])
    expect((await send(fields, { headers: { 'sec-fetch-site': 'same-origin' } })).status).to.equal(
      200,
    )
  })

  it('refuses a body that is no form', async () => {
    const { pages, post } = world
    const nonce = setPassword.nonce
    for (const body of [null, 'text', 7, [], [nonce], { nonce, code: 1 }, { nonce: [nonce] }]) {
      expect((await post('reset-password', body)).status, JSON.stringify(body)).to.equal(400)
    }
    expect(pages.forms).to.deep.equal([])
  })

  it('cuts a very long entry before anything looks at it and answers with a page (attacks E9)', async () => {
    const { pages, send } = world
    const long = 'é'.repeat(100_000)
    pages.set(setPassword, {
      ...setPassword,
      notice: { kind: 'password', faults: ['too-long'] },
    })
    const page = await send({ newPassword: long, confirmPassword: long })
    expect(page.status).to.equal(422)
    expect(pages.forms[0]?.['newPassword']).to.equal(long.slice(0, 2_000))
    expect(String(page.body).length).to.be.lessThan(20_000)
  })

  it('shows the form again when the server is too busy, and the same form then goes through', async () => {
    const { pages, post, send } = world
    pages.set(setPassword, busy, code)
    const page = await send({ newPassword: 'Amber-heron7', confirmPassword: 'Amber-heron7' })
    expect(page.status).to.equal(503)
    expect(page.headers['retry-after']).to.equal('5')
    expect(page.body).to.contain('Nothing was changed').and.to.contain('name="newPassword"')
    const nonce = valueOf(String(page.body), 'nonce') ?? ''
    expect((await post('reset-password', { nonce, newPassword: 'x' })).status).to.equal(200)
  })

  it('says that the link is gone when it ended while the server was busy', async () => {
    const { pages, clock } = world
    pages.set(null, busy)
    const vanishing = { ...pages, submit: () => Promise.reject(busy) }
    const [, route] = createSecretPageRoutes({
      pages: vanishing,
      publicUrl: 'https://keys.example.com',
      clock,
      defaultLocale: 'en',
    })
    expect(route?.method).to.equal('POST')
    const page = await ask(route === undefined ? [] : [route], '/p/sign-in/:token', {
      method: 'POST',
      params: { token },
      body: { nonce: 'x' },
    })
    expect(page.status).to.equal(410)
  })
})

function everythingIn(page: WebResponse): string {
  return JSON.stringify(page)
}

/** What a field of a page's form holds already, or null. */
function valueOf(body: string, name: string): string | null {
  const input = new RegExp(`<input(?=[^>]*\\sname="${name}")[^>]*>`).exec(body)?.[0] ?? ''
  return /\svalue="([^"]*)"/.exec(input)?.[1] ?? null
}
