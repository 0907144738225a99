import { expect } from 'chai'
import type { Said } from '../../src/flow/reply.ts'
import { owner } from '../stand-ins/owner.ts'
import { signInFor, worldOf } from '../stand-ins/signed-in.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const settings = { defaultRegion: 'CN', allowDocumentationIps: true, canText: false }

const idsOf = ({ choices }: Said): readonly string[] => choices.map(({ id }) => id)

/** The same chats and accounts, for a provider that sends no texts. */
function withoutTexts({ store }: Pick<World, 'store'>): World {
  const world = createWorld({ store, settings })
  let said = 0
  return { ...world, say: (text) => world.say(text, { activityId: `later-${(said += 1)}` }) }
}

describe('a provider that sends no texts offers nothing that needs one (design 4.2)', () => {
  it('has no search for an account in the menu, nor in what help says', async () => {
    const world = createWorld({ settings })
    const menu = await world.say('hello')
    expect(idsOf(menu)).to.include('start:reset-password').and.not.include('start:retrieve-account')
    expect((await world.say('help')).text).to.not.match(/mobile number|account ID|server/)
    expect((await world.say('中文')).text).to.not.include('手机')
    expect((await world.say('帮助')).text).to.not.match(/手机|账号 ID|服务器/)
  })

  for (const words of ['I forgot my account', '我忘记账号了']) {
    it(`takes whoever says “${words}” to a person`, async () => {
      const said = await createWorld({ settings }).say(words)
      expect(said.step).to.include({ flow: 'talk-to-support' })
    })
  }

  for (const value of ['13800138000', '100000000012', '203.0.113.10']) {
    it(`starts nothing for a pasted ${value}`, async () => {
      const world = createWorld({ settings })
      await world.say('hello')
      const said = await world.say(value)
      expect(said.step).to.include({ flow: 'menu' })
      expect(world.sent).to.deep.equal([])
    })
  }

  it('takes whoever does not know the login email to a person, and comes back', async () => {
    const world = createWorld({ settings })
    await world.say('I forgot my password')
    const asked = await world.say('I don’t know my email')
    expect(asked.step).to.include({ flow: 'talk-to-support' })
    expect((await world.say('back')).step).to.include({ flow: 'reset-password' })
  })

  it('signs in by the page alone, and says so', async () => {
    const world = createWorld({ settings })
    const page = await world.say('sign in')
    expect(idsOf(page)).to.deep.equal(['new-link', 'command:person'])
    expect((await world.say('help')).text).to.not.include('code')
    // Asking for a code leads to a person, never to a question whose answer could not be sent.
    const asked = await world.say('use my account id and a code')
    expect(asked.step).to.include({ flow: 'talk-to-support', prompt: 'ask-problem' })
    expect(world.sent).to.deep.equal([])
  })

  it('proves an owner by mail where a mobile is known too, and asks for no other medium', async () => {
    const before = await worldOf()
    await signInFor(before, 'my account')
    const world = withoutTexts(before)
    const asked = await world.say('change my recovery mobile')
    expect(asked.step).to.include({ flow: 'verify-identity' })
    expect(world.sent.map(({ medium }) => medium)).to.deep.equal(['email'])
    const ways = idsOf(await world.say('use alternate verification'))
    expect(ways).to.deep.equal(['command:person'])
    await world.say('back')
    const proven = await world.say(world.codeFor(owner.recoveryEmail))
    expect(proven.step).to.include({ prompt: 'ask-new-email' })
    const kinds = await world.say('back')
    expect(idsOf(kinds)).to.include('email').and.not.include('mobile')
  })

  it('sees no way back in a phone that nothing can be sent to', async () => {
    const before = await worldOf({ recoveryEmail: null })
    await signInFor(before, 'my account')
    const world = withoutTexts(before)
    const said = await world.say('check-up')
    expect(idsOf(said)).to.include('add:recoveryEmail').and.not.include('add:recoveryMobile')
  })

  it('keeps a login email that would leave only a code by text', async () => {
    const before = await worldOf()
    await signInFor(before, 'my account')
    const world = withoutTexts(before)
    await world.say('menu')
    await world.say('unbind my login email')
    await world.say('unbind')
    await world.say(world.codeFor(owner.recoveryEmail))
    const said = await world.say('yes')
    expect(said.text).to.match(/only way|sign in/)
    expect((await world.store.get('accounts', owner.id))?.row.loginEmail).to.equal(owner.loginEmail)
  })
})
