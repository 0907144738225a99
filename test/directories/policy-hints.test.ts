import { expect } from 'chai'
import { Client } from 'ldapts'
import { activeDirectory } from '../../src/directories/ldap/active-directory.ts'
import { examineDirectory } from '../../src/operations/examine-directory.ts'
import { everyAbility } from '../../src/directories/home.ts'
import { request, startFakeLdap, type FakeLdap } from './fake-ldap.ts'

const current = '1.2.840.113556.1.4.2239'
const deprecated = '1.2.840.113556.1.4.2066'
const others = ['1.2.840.113556.1.4.319', '1.2.840.113556.1.4.801']

describe('the history of passwords at a reset in Active Directory', () => {
  let fake: FakeLdap | null = null
  let known: readonly string[] = []
  const get = (): FakeLdap => {
    if (fake === null) throw new Error('no server')
    return fake
  }
  before(async () => {
    fake = await startFakeLdap((tag) =>
      tag === request.search ? { attribute: 'supportedControl', values: known } : 0,
    )
  })
  after(async () => fake?.close())

  async function asClient<Answer>(work: (client: Client) => Promise<Answer>): Promise<Answer> {
    const client = new Client({ url: get().url })
    try {
      return await work(client)
    } finally {
      await client.unbind()
    }
  }

  /** The modification that a reset sends to a server that knows these controls. */
  async function sentTo(controls: readonly string[]): Promise<string> {
    known = controls
    const before = get().received.length
    const set = asClient(async (client) => activeDirectory.setPassword(client, 'cn=a', 'Abc-1-def'))
    expect(await set).to.deep.equal({ outcome: 'done' })
    const at = get().asked.indexOf(request.modify, before)
    return get().received[at]?.toString('latin1') ?? ''
  }

  /** What doctor warns of with a server that knows these controls. */
  async function told(controls: readonly string[]): Promise<readonly string[]> {
    known = controls
    const findings = await examineDirectory({
      abilities: everyAbility,
      async check() {},
      remarks: async () =>
        asClient(async (client) => (await activeDirectory.remarks?.(client)) ?? []),
    })
    return findings.filter(({ level }) => level === 'warn').map(({ message }) => message)
  }

  for (const [what, controls, sent] of [
    ['both names of the control', [...others, deprecated, current], [current]],
    ['its former name alone', [...others, deprecated], [deprecated]],
    ['neither of them', others, []],
    ['no control at all', [], []],
  ] as const) {
    it(`is asked for as the server knows it: ${what}`, async () => {
      const modification = await sentTo(controls)
      expect(modification).to.include('unicodePwd')
      for (const id of [current, deprecated]) {
        expect(modification.includes(id), id).to.equal(sent.some((each) => each === id))
      }
    })
  }

  it('is said by doctor to be left out where the server does not know the control', async () => {
    expect(await told([current])).to.deep.equal([])
    const [only, ...more] = await told(others)
    expect(only).to.match(/holds a reset to no history/)
    expect(more).to.deep.equal([])
  })
})
