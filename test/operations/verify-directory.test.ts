import { expect } from 'chai'
import { verifyDirectory } from '../../src/operations/verify-directory.ts'
import type { Directory, DirectoryAbilities } from '../../src/ports/directory.ts'
import { createMemoryDirectory } from '../stand-ins/memory-directory.ts'

const id = '100000000012'

function directoryWith(abilities: Partial<DirectoryAbilities> = {}) {
  const directory = createMemoryDirectory({ abilities })
  directory.put(
    { reference: 'r', accountId: id, recoveryMobiles: ['+8613800138000'] },
    'Old-Pass-1',
  )
  return directory
}

/** A directory that breaks one promise. */
const breaking = (over: Partial<Directory>): Directory => ({ ...directoryWith(), ...over })

const verdictsOf = async (directory: Directory, write: string | null = id) =>
  (await verifyDirectory(directory, { read: null, write })).map(
    ({ verdict, promise }) => `${verdict}: ${promise}`,
  )

const brokenOf = async (directory: Directory) =>
  (await verdictsOf(directory)).filter((line) => line.startsWith('broken'))

describe('directory verify', () => {
  it('finds every promise kept by a directory that keeps them', async () => {
    const verdicts = await verdictsOf(directoryWith())
    expect(verdicts).to.have.length(12)
    expect(verdicts.every((line) => line.startsWith('kept'))).to.equal(true)
  })

  it('changes nothing unless an account is named for it', async () => {
    const directory = directoryWith()
    await verifyDirectory(directory, { read: id, write: null })
    const methods = new Set(directory.calls.map(({ method }) => method))
    expect([...methods]).to.have.members(['check', 'find', 'verifyPassword'])
  })

  it('tells what is not offered from what is broken', async () => {
    const verdicts = await verdictsOf(
      directoryWith({ setsPassword: false, endsSessions: false, unlocks: false }),
    )
    expect(verdicts.filter((line) => line.startsWith('not offered'))).to.have.length(3)
    expect(verdicts.filter((line) => line.startsWith('broken'))).to.deep.equal([])
  })

  it('says that an account is not there', async () => {
    expect(await verdictsOf(directoryWith(), 'nobody')).to.include(
      'broken: finds the named account once',
    )
  })

  const entry = directoryWith().entry('r')
  const breaks: Readonly<Record<string, Partial<Directory>>> = {
    'answers each of several keys, and nobody for unknown ones': {
      find: async (keys) => keys.map(() => (entry === null ? [] : [entry])),
    },
    'knows no password of nobody': { verifyPassword: async () => 'right' },
    'takes an empty password for nobody’s': { verifyPassword: async () => 'right' },
    'sets a password, which then is right and no other is': {
      verifyPassword: async () => 'wrong',
    },
    'answers moved when a value is no longer there': {
      changeChannel: async () => ({ outcome: 'done' }),
    },
    'adds a login email where there is none, and takes it away': {
      changeChannel: async () => ({ outcome: 'moved' }),
    },
    'opens an account that is open': { unlock: async () => ({ outcome: 'refused', words: '' }) },
    'ends sessions': { endSessions: async () => ({ outcome: 'taken' }) },
  }
  for (const [promise, over] of Object.entries(breaks)) {
    it(`sees that it is broken: ${promise}`, async () => {
      expect(await brokenOf(breaking(over))).to.include(`broken: ${promise}`)
    })
  }

  it('says of a directory that is away that nothing is kept', async () => {
    const directory = directoryWith()
    directory.setAway(true)
    const verdicts = await verdictsOf(directory)
    expect(verdicts.filter((line) => line.startsWith('kept'))).to.deep.equal([
      'kept: finds by reference and account ID',
    ])
  })
})
