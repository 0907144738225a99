import { expect } from 'chai'
import { isFrozen, type Account } from '../../src/domain/account.ts'
import { heldUntil, withChannel } from '../../src/domain/channel.ts'
import { withoutChange, withPassword } from '../../src/domain/password-change.ts'
import { leaveProof, proofKey } from '../../src/services/challenge.ts'
import { changeChannel } from '../../src/services/channels.ts'
import { tellOfChange } from '../../src/services/notices.ts'
import { changePassword, holdPassword } from '../../src/services/password.ts'
import { mailReset } from '../../src/services/reset-mail.ts'
import { openSession } from '../../src/services/session.ts'
import { provenWay, resolveSubject, subjectHandle } from '../../src/services/subject.ts'
import type { Asking } from '../../src/services/use-case.ts'
import { account } from '../contracts/rows.ts'
import { owner } from '../stand-ins/owner.ts'
import { createServices, type Services } from '../stand-ins/services.ts'

const hourMs = 3_600_000
const undoMs = 72 * hourMs
const newEmail = 'li.new@example.net'

const owned = (given: Partial<Account> = {}): Account => account(owner.id, { ...owner, ...given })

async function signedIn(given: Partial<Account> = {}): Promise<Services> {
  const services = createServices()
  await services.add(given)
  const session = {
    key: 'c1',
    account: owner.id,
    scope: 'signed-in',
    openedBy: 'password',
  } as const
  await services.turn({}, async ({ work }) => openSession(services.deps, work, session))
  return services
}

/** What a run has proven before it makes a change. */
interface Proven {
  readonly identity?: boolean
  readonly address?: boolean
}

async function prove({ deps }: Services, asking: Asking, { identity, address }: Proven) {
  const left = { callerRun: asking.run, account: owner.id }
  if (identity === true) {
    await leaveProof(asking, { ...left, purpose: 'change-recovery', subject: 's' })
  }
  if (address !== true) return
  const target = { by: 'new', channel: 'recoveryEmail', value: newEmail } as const
  const subject = subjectHandle(deps, asking, { target, account: owner.id })
  await leaveProof(asking, { ...left, purpose: 'verify-channel', subject })
}

const change = async (services: Services, proven: Proven) =>
  services.turn({}, async (asking) => {
    await prove(services, asking, proven)
    const answer = await changeChannel.perform(services.deps, asking, {
      type: 'channel.change',
      purpose: 'change-recovery',
      channel: 'recoveryEmail',
      address: newEmail,
      keepsProof: false,
    })
    return answer.type
  })

describe('a change of an account, whatever the flow in front of it does', () => {
  it('needs a proof of identity and one of the new address', async () => {
    const services = await signedIn()
    expect(await change(services, {})).to.equal('channel.refused')
    expect(await change(services, { address: true })).to.equal('channel.refused')
    const others = await signedIn()
    expect(await change(others, { identity: true })).to.equal('channel.refused')
    const both = await signedIn()
    expect(await change(both, { identity: true, address: true })).to.equal('channel.changed')
  })

  it('voids what other runs were proving about the account (attacks J1)', async () => {
    const services = await signedIn()
    await services.turn({}, async (asking) =>
      leaveProof(asking, {
        callerRun: 'another',
        account: owner.id,
        purpose: 'change-contact',
        subject: 's',
      }),
    )
    expect(await change(services, { identity: true, address: true })).to.equal('channel.changed')
    const left = await services.store.get('challenges', proofKey('change-contact', 'another'))
    expect(left?.row.state).to.equal('dead')
  })

  it('is not open to the session of a reset page (attacks B1)', async () => {
    const services = createServices()
    await services.add()
    const session = {
      key: 'c1',
      account: owner.id,
      scope: 'resetting',
      openedBy: 'mailbox-link',
    } as const
    await services.turn({}, async ({ work }) => openSession(services.deps, work, session))
    expect(await change(services, { identity: true, address: true })).to.equal('channel.refused')
  })

  it('is refused while the account is frozen', async () => {
    const frozenUntil = Date.parse('2100-01-01')
    const services = await signedIn({ frozenUntil })
    expect(await change(services, { identity: true, address: true })).to.equal('channel.refused')
    const held = await services.turn({}, async (asking) =>
      holdPassword.perform(services.deps, asking, { type: 'password.hold', hash: 'hash' }),
    )
    expect(held.type).to.equal('password.unheld')
    const changed = await services.turn({}, async (asking) => {
      await prove(services, asking, { identity: true })
      const purpose = 'change-recovery'
      const effect = { type: 'password.change', purpose, hash: 'hash' } as const
      return changePassword.perform(services.deps, asking, effect)
    })
    expect(changed.type).to.equal('password.refused')
  })

  it('of the password needs its proof', async () => {
    const services = await signedIn()
    const purpose = 'change-recovery'
    const set = async (identity: boolean) =>
      services.turn({}, async (asking) => {
        await prove(services, asking, { identity })
        const effect = { type: 'password.change', purpose, hash: 'hash' } as const
        return (await changePassword.perform(services.deps, asking, effect)).type
      })
    expect(await set(false)).to.equal('password.refused')
    expect(await set(true)).to.equal('password.changed')
  })

  it('is undone once', () => {
    const changed = withPassword(owned(), { hash: 'new', id: 'p1', now: 1_000, undoMs })
    const undo = { id: 'p1', now: 2_000, undoMs, frozenUntil: 3_000 }
    const undone = withoutChange(changed, undo)
    if (undone === null) throw new Error('it was not undone')
    expect(isFrozen(undone, 2_999)).to.equal(true)
    expect(withoutChange(undone, { ...undo, now: 2_001 })).to.equal(null)
  })

  it('of a second channel within a hold holds both three times as long', () => {
    const placed = {
      address: 'x@example.com',
      isVerified: true,
      now: 1_000,
      holdMs: hourMs,
      undoMs,
    }
    const first = withChannel(owned(), { ...placed, channel: 'recoveryEmail', id: '1' })
    const both = withChannel(first, { ...placed, channel: 'loginEmail', id: '2' })
    expect(heldUntil(first, 'recoveryEmail', 1_000)).to.equal(1_000 + hourMs)
    expect(heldUntil(both, 'recoveryEmail', 1_000)).to.equal(1_000 + 3 * hourMs)
    expect(heldUntil(both, 'loginEmail', 1_000)).to.equal(1_000 + 3 * hourMs)
  })

  it('is told to what was settled before it, and no phone gets a link', async () => {
    const services = createServices()
    const now = services.clock.now()
    const placed = { channel: 'recoveryEmail', address: newEmail, isVerified: true } as const
    const holdMs = 24 * hourMs
    const before = withChannel(owned(), { ...placed, id: '1', now: now - hourMs, holdMs, undoMs })
    await services.turn({}, async ({ work }) =>
      tellOfChange(services.deps, work, {
        account: before,
        change: '2',
        locale: 'en',
        letter: (link) => ({ template: 'password-changed', ...link, at: now }),
      }),
    )
    const told = (await services.posted()).map(({ to, medium, letter }) => ({
      to,
      hasLink: letter.template === 'password-changed' && letter.url !== null,
      medium,
    }))
    expect(told.map(({ to }) => to)).to.not.include(newEmail)
    expect(told.filter(({ hasLink }) => hasLink).map(({ to }) => to)).to.have.members([
      owner.loginEmail,
      owner.recoveryEmail,
      owner.contactEmail,
    ])
    expect(
      told.filter(({ medium }) => medium === 'sms').map(({ hasLink }) => hasLink),
    ).to.deep.equal([false])
  })
})

describe('who an identifier stands for, whatever the flow in front of it does', () => {
  it('is told by what was verified alone', () => {
    expect(provenWay(owned({ unverified: ['recoveryEmail'] }), 'recoveryEmail')).to.equal(null)
    expect(provenWay(owned(), 'recoveryEmail')?.address).to.equal(owner.recoveryEmail)
  })

  it('is nobody where a server belongs to several accounts', async () => {
    const services = createServices()
    const servers = [{ ip: '203.0.113.10' }]
    await services.add({ servers })
    const other = account('100000000013', { recoveryMobile: '+8613900139000', servers })
    const target = { by: 'server-ip', value: '203.0.113.10' } as const
    const found = async () =>
      services.turn({}, async (asking) =>
        (await resolveSubject(services.deps, asking, { target, purpose: 'sign-in' })).accounts.map(
          ({ id }) => id,
        ),
      )
    expect(await found()).to.deep.equal([owner.id])
    await services.store.commit([{ collection: 'accounts', key: other.id, base: 0, row: other }])
    expect(await found()).to.deep.equal([])
  })

  it('gets no reset by a login email on hold', async () => {
    for (const [age, to] of [
      [hourMs, null],
      [25 * hourMs, owner.loginEmail],
    ] as const) {
      const services = createServices()
      const now = services.clock.now() - age
      const placed = { channel: 'loginEmail', address: owner.loginEmail, isVerified: true } as const
      const held = withChannel(owned(), { ...placed, id: '1', now, holdMs: 24 * hourMs, undoMs })
      await services.add(held)
      await services.turn({}, async (asking) =>
        mailReset.perform(services.deps, asking, { type: 'reset.mail', email: owner.loginEmail }),
      )
      expect((await services.posted()).map((letter) => letter.to)).to.deep.equal([to])
    }
  })
})
