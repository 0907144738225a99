import { expect } from 'chai'
import type { PageForm, SecretPage } from '../../src/ports/pages.ts'
import type { WebResponse } from '../../src/ports/web-handler.ts'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { createSecretPageRoutes } from '../../src/web/secret-routes.ts'
import { linkIn, newPassword, oldPassword, owner } from '../stand-ins/owner.ts'
import { createWorld, type World } from '../stand-ins/world.ts'
import { ask } from './request.ts'

const hasher = createPasswordHasher({ cost: 4 })

/** A page as a browser without script has it: what it shows, and a form with the nonce that it found there. */
function browserAt(world: World, page: SecretPage, token: string) {
  const routes = createSecretPageRoutes({
    pages: world.core.pages,
    publicUrl: 'http://localhost:3978',
    clock: world.clock,
    defaultLocale: 'en',
  })
  const path = `/p/${page}/:token`
  let nonce = ''
  const take = async (answer: Promise<WebResponse>) => {
    const { status, body } = await answer
    await world.core.courier.idle()
    nonce = /name="nonce"\s+value="([^"]*)"/.exec(String(body))?.[1] ?? nonce
    return `${status} ${/<h1>([^<]*)<\/h1>/.exec(String(body))?.[1]}`
  }
  return {
    open: () => take(ask(routes, path, { params: { token } })),
    send: (fields: PageForm) =>
      take(ask(routes, path, { method: 'POST', params: { token }, body: { nonce, ...fields } })),
  }
}

describe('the secret pages with the flows behind them', () => {
  let world = createWorld()

  beforeEach(async () => {
    world = createWorld()
    await world.add({ ...owner, passwordHash: await hasher.hash(oldPassword) })
  })

  it('reset a password with plain forms, and lead back to the code from the other ways', async () => {
    await world.say('reset my password')
    await world.say(owner.loginEmail)
    const link = linkIn(
      world.sent.map(({ text }) => text),
      'reset-password',
    )
    const page = browserAt(world, 'reset-password', link)
    expect(await page.open()).to.equal('200 Choose a new password')
    const mistyped = { newPassword, confirmPassword: `${newPassword}x` }
    expect(await page.send(mistyped)).to.equal('422 Choose a new password')
    const typed = { newPassword, confirmPassword: newPassword }
    expect(await page.send(typed)).to.equal('200 Is it you?')
    expect(await page.send({ code: '', action: 'resend' })).to.equal('200 Is it you?')
    expect(await page.send({ code: '', action: 'other-way' })).to.equal('200 Choose another way')
    expect(await page.open()).to.equal('200 Choose another way')
    expect(await page.send({ action: 'back' })).to.equal('200 Is it you?')
    expect(await page.send({ code: 'abc' })).to.equal('422 Is it you?')
    const code = world.codeFor(owner.recoveryMobile)
    expect(await page.send({ code })).to.equal('200 Your password is changed')
    expect(await page.open()).to.equal('410 This link is no longer open')
    const undo = linkIn(
      world.sent.filter(({ to }) => to === owner.loginEmail).map(({ text }) => text),
      'undo',
    )
    const notMe = browserAt(world, 'undo', undo)
    expect(await notMe.open()).to.equal('200 Was this not you?')
    expect(await notMe.send({})).to.equal('200 The password is out of use')
    const found = await world.store.get('accounts', owner.id)
    expect(found?.row.passwordHash).to.equal(null)
  })

  it('refuse a form with a nonce that is not of their link', async () => {
    await world.say('reset my password')
    await world.say(owner.loginEmail)
    const link = linkIn(
      world.sent.map(({ text }) => text),
      'reset-password',
    )
    const page = browserAt(world, 'reset-password', link)
    await page.open()
    const typed = { newPassword, confirmPassword: newPassword }
    expect(await page.send({ ...typed, nonce: 'made-up' })).to.equal('403 This form is out of date')
    expect(await page.open()).to.equal('200 Choose a new password')
  })
})
