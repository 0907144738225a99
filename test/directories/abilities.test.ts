import { expect } from 'chai'
import { examineDirectory } from '../../src/operations/examine-directory.ts'
import type { DirectoryAbilities } from '../../src/ports/directory.ts'
import { offersOf } from '../../src/services/offers.ts'
import { directoryWorld } from '../stand-ins/directory-world.ts'
import { everyAbility } from '../../src/directories/home.ts'
import { proveFor, signInFor } from '../stand-ins/signed-in.ts'

const able = (abilities: Partial<DirectoryAbilities>) => directoryWorld({ abilities })

const ids = (choices: readonly { readonly id: string }[]) => choices.map(({ id }) => id)

describe('what a directory cannot do', () => {
  it('is nothing for one that can do everything', () => {
    const { unable, hidden } = offersOf(everyAbility)
    expect([unable.size, hidden.size]).to.deep.equal([0, 0])
  })

  it('is not in the menu, and is said to whoever asks for it', async () => {
    const { world } = able({ setsPassword: false })
    const menu = await world.say('menu')
    expect(ids(menu.choices)).not.to.include('start:reset-password')
    expect(ids(menu.choices)).not.to.include('start:change-password')
    const said = await world.say('reset my password')
    expect(said.text).to.match(/does not let me/)
    expect(said.step.prompt).to.equal('ask-what')
    expect(ids(said.choices)).to.deep.equal(['start:talk-to-support'])
  })

  it('leaves its other channels to be changed', async () => {
    const { world } = able({ changes: ['recoveryMobile', 'contactMobile', 'contactEmail'] })
    const asked = await proveFor(world, 'change my recovery channels')
    expect(ids(asked.choices)).not.to.include('email')
    const said = await world.say('new@example.com')
    expect(said.text).to.match(/does not allow/)
  })

  it('is not offered in the overview of the own account', async () => {
    const { world } = able({ changes: ['contactEmail', 'contactMobile'] })
    const said = await signInFor(world, 'my account')
    expect(ids(said.choices)).to.include('contact')
    for (const hidden of ['recovery', 'login']) expect(ids(said.choices)).not.to.include(hidden)
    const asked = await world.say('change my recovery number')
    expect(asked.text).to.match(/does not let me/)
  })

  it('finds nobody by a key it does not have, and does not ask for it', async () => {
    const { world, directory } = able({
      finds: ['reference', 'account-id', 'mobile', 'login-email'],
    })
    const said = await world.say('retrieve my account')
    expect(ids(said.choices)).not.to.include('server-ip')
    await world.store.find('accounts', 'serverIp', { value: '203.0.113.7' })
    expect(directory.trips.flat().map(({ by }) => by)).not.to.include('server-ip')
  })

  it('begins at the ways that are left when somebody pastes what it has no key for', async () => {
    const { world, directory } = able({
      finds: ['reference', 'account-id', 'mobile', 'login-email'],
    })
    const said = await world.say('203.0.113.7')
    expect(said.step).to.deep.include({ flow: 'retrieve-account', prompt: 'ask-method' })
    expect(ids(said.choices)).not.to.include('server-ip')
    expect(directory.trips.flat().map(({ by }) => by)).not.to.include('server-ip')
  })

  it('is no page for a password that it does not compare', async () => {
    const { world } = able({ verifiesPassword: false })
    const said = await world.say('sign in')
    expect(said.step).to.deep.include({ flow: 'sign-in', prompt: 'ask-account-id' })
    expect(said.link).to.equal(null)
    expect(ids(said.choices)).not.to.include('use-page')
  })

  it('is told by doctor, with what follows from it', async () => {
    const { directory } = able({ setsPassword: false, changes: ['recoveryMobile'] })
    const findings = await examineDirectory(directory)
    expect(findings.map(({ level }) => level)).to.include.members(['ok', 'warn'])
    const told = findings.map(({ message }) => message).join('\n')
    for (const lack of ['setPassword', 'recoveryEmail', 'change-contact', 'loginEmail']) {
      expect(told).to.include(lack)
    }
    directory.fail('check', 'away')
    expect((await examineDirectory(directory))[0]?.level).to.equal('fail')
  })
})
