import { expect } from 'chai'
import type { PageState } from '../../src/ports/pages.ts'
import {
  agentIn,
  auditIn,
  caseIn,
  openCase,
  registered,
  toldUser,
  type Agent,
} from '../stand-ins/agent.ts'
import { linkIn, newPassword, openPage, owner } from '../stand-ins/owner.ts'
import { accountIn, proveFor } from '../stand-ins/signed-in.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const hour = 3_600_000

interface Scene {
  readonly world: World
  readonly mei: Agent
  readonly tom: Agent
}

/** Somebody has proven two things and cannot go on by themselves, and Mei has their case. */
async function scene(): Promise<Scene> {
  const world = createWorld()
  await world.add(owner)
  const mei = await registered(world)
  await proveFor(world, 'change my recovery number')
  await world.say('menu')
  expect(await openCase(world)).to.equal(1001)
  await mei.type('take 1001')
  return { world, mei, tom: agentIn(world, 'Tom') }
}

const stateOf = async (world: World): Promise<string | null> =>
  (await caseIn(world)).recovery?.state ?? null

/** As {@link scene}, until the wait is over and nobody has objected. */
async function granted(): Promise<Scene> {
  const made = await scene()
  const { world, mei, tom } = made
  await mei.type('recover 1001')
  expect(await tom.type('approve 1001')).to.include('agreed')
  world.clock.pass(24 * hour)
  await world.core.attendCases()
  world.core.courier.wake()
  await world.core.courier.idle()
  expect(await stateOf(world)).to.equal('granted')
  return made
}

async function pageOf(world: World) {
  const said = await world.say('set a new password')
  return openPage(world, 'reset-password', linkIn([said.link?.url ?? ''], 'reset-password'))
}

const stepOf = (state: PageState | 'foreign' | null) =>
  state === null || state === 'foreign' ? state : state.now

const choosing = { newPassword, confirmPassword: newPassword }

async function veto(world: World, index = 0): Promise<PageState | 'foreign' | null> {
  const told = world.sent.filter(({ text }) => /\/p\/undo\//.test(text))
  const page = await openPage(world, 'undo', linkIn([told[index]?.text ?? ''], 'undo'))
  return page.send({ action: 'confirm' })
}

describe('a way back that two agents open (S91, attacks I10)', () => {
  it('is asked for by whoever has the case, and agreed to by somebody else', async () => {
    const { world, mei, tom } = await scene()
    expect(await tom.type('recover 1001')).to.include('in the hands of Mei')
    expect(await mei.type('approve 1001')).to.include('does not fit')
    expect(await mei.type('recover 1001')).to.include('Another agent has to approve')
    expect(await mei.type('approve 1001')).to.include('Somebody else has to approve')
    expect(await mei.press('approve')).to.include('Somebody else has to approve')
    expect(await stateOf(world)).to.equal('asked')
    expect(await tom.type('approve 1001')).to.include('agreed')
    expect(await stateOf(world)).to.equal('approved')
    expect(await tom.type('approve 1001')).to.include('does not fit')
  })

  it('warns every proven address, and opens nothing before the wait is over', async () => {
    const { world, mei, tom } = await scene()
    await mei.type('recover 1001')
    await tom.type('approve 1001')
    const told = world.sent.filter(({ template }) => template === 'recovery-announced')
    expect(told.map(({ to }) => to).toSorted()).to.deep.equal(
      [owner.contactEmail, owner.loginEmail, owner.recoveryEmail, owner.recoveryMobile].toSorted(),
    )
    world.clock.pass(24 * hour - 1)
    await world.core.attendCases()
    expect(await stateOf(world)).to.equal('approved')
    expect(await world.deliver({ text: 'set a new password' })).to.deep.equal([])
    expect(toldUser(world).join()).not.to.include('set a new password')
  })

  it('is opened after the wait, gives one page, and that page works once', async () => {
    const { world } = await granted()
    expect(toldUser(world).at(-1)).to.include('Mei and a colleague have opened a way back')
    const before = (await accountIn(world)).passwordHash
    const page = await pageOf(world)
    expect(stepOf(await page.send(choosing))).to.include({ outcome: 'password-changed' })
    expect((await accountIn(world)).passwordHash).not.to.equal(before)
    expect(await stateOf(world)).to.equal('used')
    const after = (await accountIn(world)).passwordHash
    expect(await world.core.pages.look('reset-password', page.token)).to.equal(null)
    expect(await world.deliver({ text: 'set a new password' })).to.deep.equal([])
    expect((await accountIn(world)).passwordHash).to.equal(after)
  })

  it('is found again by a user who left the talk, and after another agent took the case', async () => {
    const { world, mei, tom } = await granted()
    await world.say('back to the assistant')
    expect((await world.say('a person')).choices.map(({ id }) => id)).to.include('set-password')
    await mei.type('release 1001')
    await tom.type('take 1001')
    expect(toldUser(world).at(-1)).to.include('have opened a way back')
    expect(stepOf(await (await pageOf(world)).send(choosing))).to.include({ step: 'done' })
  })

  it('opens nothing for a page that was got and then closed by an agent', async () => {
    const { world, tom } = await granted()
    const page = await pageOf(world)
    const before = (await accountIn(world)).passwordHash
    expect(await tom.type('refuse 1001')).to.include('refused')
    await page.send(choosing)
    expect((await accountIn(world)).passwordHash).to.equal(before)
  })

  it('is closed with its case, however that ends and whatever stage was reached', async () => {
    const ends = ['resolve 1001 not-proven', 'withdraw'] as const
    for (const end of ends) {
      for (const stage of ['asked', 'approved', 'granted'] as const) {
        const { world, mei, tom } = stage === 'granted' ? await granted() : await scene()
        if (stage !== 'granted') await mei.type('recover 1001')
        if (stage === 'approved') await tom.type('approve 1001')
        const before = (await accountIn(world)).passwordHash
        const page = stage === 'granted' ? await pageOf(world) : null
        if (end === 'withdraw') {
          for (const words of ['status 1001', 'withdraw', 'yes']) await world.say(words)
        } else await mei.type(end)
        expect(await stateOf(world), `${end} when ${stage}`).to.equal('refused')
        await page?.send(choosing)
        world.clock.pass(30 * hour)
        await world.core.attendCases()
        expect(await stateOf(world)).to.equal('refused')
        expect((await accountIn(world)).passwordHash).to.equal(before)
      }
    }
  })

  it('is stopped for good by the owner before the wait is over, who freezes the account with it', async () => {
    const { world, mei, tom } = await scene()
    await mei.type('recover 1001')
    await tom.type('approve 1001')
    expect(stepOf(await veto(world))).to.include({ outcome: 'undone' })
    expect(await stateOf(world)).to.equal('vetoed')
    expect((await caseIn(world)).memory.severity).to.equal('urgent')
    expect((await accountIn(world)).frozenUntil).to.be.above(world.clock.now())
    world.clock.pass(30 * hour)
    await world.core.attendCases()
    expect(await stateOf(world)).to.equal('vetoed')
    expect(await mei.type('recover 1001')).to.include('does not fit')
    expect(await tom.type('approve 1001')).to.include('does not fit')
  })

  it('is stopped as well when it is open, and when its page was got', async () => {
    for (const hasPage of [false, true]) {
      const { world } = await granted()
      const page = hasPage ? await pageOf(world) : null
      const before = (await accountIn(world)).passwordHash
      expect(stepOf(await veto(world, 1))).to.include({ outcome: 'undone' })
      await page?.send(choosing)
      expect((await accountIn(world)).passwordHash).to.equal(before)
      expect(await stateOf(world)).to.equal('vetoed')
    }
  })

  it('is objected to once: every other link of the same warning is dead then', async () => {
    const { world, mei, tom } = await scene()
    await mei.type('recover 1001')
    await tom.type('approve 1001')
    await veto(world)
    const told = world.sent.filter(({ text }) => /\/p\/undo\//.test(text))
    const other = linkIn([told[1]?.text ?? ''], 'undo')
    expect(await world.core.pages.look('undo', other)).to.equal(null)
  })

  it('is not for an account that is frozen, at whatever stage that happened', async () => {
    const freeze = async (world: World): Promise<void> => {
      const found = await world.store.get('accounts', owner.id)
      if (found === null) throw new Error('the account is gone')
      const row = { ...found.row, frozenUntil: world.clock.now() + 100 * hour }
      await world.store.commit([
        { collection: 'accounts', key: owner.id, base: found.version, row },
      ])
    }
    const first = await scene()
    await freeze(first.world)
    expect(await first.mei.type('recover 1001')).to.include('not possible')
    const second = await scene()
    await second.mei.type('recover 1001')
    await freeze(second.world)
    expect(await second.tom.type('approve 1001')).to.include('not possible')
    const third = await scene()
    await third.mei.type('recover 1001')
    await third.tom.type('approve 1001')
    await freeze(third.world)
    third.world.clock.pass(24 * hour)
    await third.world.core.attendCases()
    expect(await stateOf(third.world)).to.equal('refused')
    const fourth = await granted()
    const page = await pageOf(fourth.world)
    const before = (await accountIn(fourth.world)).passwordHash
    await freeze(fourth.world)
    await page.send(choosing)
    expect((await accountIn(fourth.world)).passwordHash).to.equal(before)
  })

  it('is not for an account that nobody tried to prove', async () => {
    const world = createWorld()
    await world.add(owner)
    const mei = await registered(world)
    await openCase(world, `I want into 100000000012 now please`)
    await mei.type('take 1001')
    expect(await mei.type('recover 1001')).to.include('not possible')
  })

  it('stands in the audit with everybody who had a part in it', async () => {
    const { world } = await granted()
    await (await pageOf(world)).send(choosing)
    const rows = (await auditIn(world)).filter(({ chain }) => chain === owner.id)
    const actions = rows.map(({ action, actor }) => `${actor.split(':')[0]} ${action}`)
    expect(actions).to.include.members([
      'agent case.recovery-asked',
      'agent case.recovery-approved',
      'system case.recovery-granted',
      'chat case.recovery-offered',
    ])
    const agents = rows.filter(({ action }) => /asked|approved/.test(action))
    expect(new Set(agents.map(({ actor }) => actor)).size).to.equal(2)
  })
})
