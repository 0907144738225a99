import { expect } from 'chai'
import { outlookOf } from '../../src/services/account-view.ts'
import { showAccount } from '../../src/operations/show-account.ts'
import { owner } from '../stand-ins/owner.ts'
import {
  accountIn,
  signInByPassword,
  signInFor,
  worldOf,
  worldWithPassword,
} from '../stand-ins/signed-in.ts'

const dayMs = 86_400_000

describe('my account', () => {
  it('shows every channel masked with its state, and no whole value', async () => {
    const world = await worldOf({ unverified: ['contactEmail'] })
    const said = await signInFor(world, 'my account')
    expect(said.step).to.deep.include({ flow: 'my-account', prompt: 'ask-what-to-change' })
    expect(said.text).to.match(/Recovery mobile: \+86 13•+00, verified/)
    expect(said.text).to.match(/Contact email: li•+@example\.org, not verified/)
    expect(said.text).to.match(/Contact mobile: none/)
    for (const whole of [owner.id, owner.recoveryMobile, owner.recoveryEmail, owner.contactEmail]) {
      expect(said.text).not.to.include(whole)
    }
  })

  it('asks whoever is not signed in to do that first', async () => {
    const world = await worldOf()
    const said = await world.say('my account')
    expect(said.step).to.deep.include({ flow: 'sign-in', stack: ['my-account', 'sign-in'] })
  })

  it('advises a new password after 90 days', async () => {
    const world = await worldOf()
    const young = await signInFor(world, 'my account')
    expect(young.text).not.to.match(/advised/)
    const passwordChangedAt = world.clock.now() - 91 * dayMs
    const old = await worldOf({ passwordHash: 'x', passwordChangedAt })
    expect((await signInFor(old, 'my account')).text).to.match(/advised/)
  })

  it('switches a kind of message off and on again, for one channel', async () => {
    const world = await worldOf()
    await signInFor(world, 'my account')
    const asked = await world.say('what do I get here?')
    expect(asked.step.prompt).to.equal('ask-subscription')
    expect(asked.choices.map(({ label }) => label)).to.include('Stop overdue payments by mail')
    await world.say('Stop overdue payments by mail')
    expect((await accountIn(world)).muted).to.deep.equal([
      { channel: 'contactEmail', kind: 'overdue' },
    ])
    const less = await world.say('what do I get here?')
    expect(less.text).to.match(/By mail you get: product expiry and events\./)
    await world.say('Get overdue payments by mail')
    expect((await accountIn(world)).muted).to.deep.equal([])
  })

  it('goes to a change and comes back', async () => {
    const world = await worldOf()
    await signInFor(world, 'my account')
    const asked = await world.say('recovery channels')
    expect(asked.step.stack).to.deep.equal(['my-account', 'change-recovery', 'verify-identity'])
    await world.say(world.codeFor(owner.recoveryEmail))
    const said = await world.say('back')
    expect(said.step).to.deep.include({ flow: 'my-account', prompt: 'ask-what-to-change' })
  })

  it('checks what would be left, changes nothing, and offers what is missing', async () => {
    const world = await worldWithPassword({ recoveryEmail: null, contactEmail: null })
    await signInByPassword(world, 'my account')
    const before = await accountIn(world)
    const said = await world.say('recovery check-up')
    expect(said.step.prompt).to.equal('ask-check-up')
    expect(said.text).to.match(/lost your phone: only a person/)
    expect(await accountIn(world)).to.deep.equal(before)
    const next = await world.say('set a recovery email')
    expect(next.step.stack).to.include('change-recovery')
  })
})

describe('the check-up', () => {
  it('follows the rules of the flows', async () => {
    const world = await worldOf({ passwordHash: 'x' })
    const account = await accountIn(world)
    const { desk } = world.core
    const now = world.clock.now()
    expect(outlookOf(desk, { account, now }, 'sms')).to.equal('reset')
    expect(outlookOf(desk, { account, now }, 'email')).to.equal('sign-in')
    const sameMailbox = { ...account, recoveryEmail: account.loginEmail }
    expect(outlookOf(desk, { account: sameMailbox, now }, 'sms')).to.equal('sign-in')
    const sorted = { ...account, recoveryEmail: account.loginEmail?.replace('@', '+r@') ?? null }
    expect(outlookOf(desk, { account: sorted, now }, 'sms')).to.equal('sign-in')
    const bare = { ...account, recoveryEmail: null, passwordHash: null }
    expect(outlookOf(desk, { account: bare, now }, 'sms')).to.equal('person')
    const held = { ...account, holds: [{ channel: 'recoveryEmail', until: now + 1 }] as const }
    expect(outlookOf(desk, { account: held, now }, 'sms')).to.equal('person')
    const loginHeld = { ...account, holds: [{ channel: 'loginEmail', until: now + 1 }] as const }
    expect(outlookOf(desk, { account: loginHeld, now }, 'sms')).to.equal('sign-in')
  })
})

describe('accounts show', () => {
  it('tells holds and what waits to be verified', async () => {
    const world = await worldOf({ unverified: ['contactEmail'] })
    const account = await accountIn(world)
    const holds = [{ channel: 'recoveryMobile', until: world.clock.now() + 1 }] as const
    const row = { ...account, holds }
    await world.store.commit([{ collection: 'accounts', key: owner.id, base: 1, row }])
    const shown = await showAccount(world, { id: owner.id, reveal: false, actor: 'cli' })
    if (shown.outcome !== 'found') throw new Error('the account is gone')
    expect(shown.account).to.deep.include({ holds: ['recoveryMobile'], pending: ['contactEmail'] })
  })
})
