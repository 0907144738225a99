import { expect } from 'chai'
import { runCommand, type Command } from '../../src/operations/command.ts'
import { readNdjson } from '../../src/operations/account-file.ts'
import { createDirectoryStore } from '../../src/directories/directory-store.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { createMemoryDirectory } from '../stand-ins/memory-directory.ts'
import { createStand, inPieces } from './stand.ts'

const id = 'li.wei'

/** Runs commands where accounts live in a directory. */
function outside() {
  const directory = createMemoryDirectory()
  directory.put({ reference: 'r-1', accountId: id, displayName: 'Li Wei' }, null)
  const own = createMemoryStore()
  const { deps, sealer } = createStand(own)
  const store = createDirectoryStore({ store: own, directory, sealer })
  const accountIds = { pattern: '[a-z.]{2,20}', example: 'wang.fang' }
  return async (command: Command, file = '') => {
    const said = { out: '', err: '' }
    const say = (to: 'out' | 'err') => async (line: string) => {
      said[to] += `${line}\n`
    }
    const io = { rows: readNdjson(inPieces(file)), out: say('out'), err: say('err') }
    const code = await runCommand(command, io, { ...deps, store, accountIds, isOutside: true })
    return { code, ...said, rows: own }
  }
}

describe('commands where accounts live in a directory', () => {
  it('import nothing, and say where accounts are added', async () => {
    const run = outside()
    const said = await run({ operation: 'accounts.import', dryRun: false }, '{"id":"zhang.san"}')
    expect(said.code).to.equal(1)
    expect(said.err).to.match(/Nothing was imported: accounts live in the directory/)
    expect(await said.rows.get('accounts', 'zhang.san')).to.equal(null)
  })

  it('know an account by the ID that its owner knows, in either case', async () => {
    const run = outside()
    const shown = await run({
      operation: 'accounts.show',
      id: 'Li.Wei',
      json: true,
      reveal: true,
    })
    expect(shown.out).to.include('Li Wei').and.not.include('r-1')
    const trail = await run({ operation: 'audit.list', account: id, json: false })
    expect(trail.out).to.include('account.revealed')
    const exported = await run({ operation: 'accounts.export', id })
    expect(JSON.parse(exported.out)).to.have.nested.property('account.id', id)
  })

  it('erase what is ours, and say that the account stays in its directory', async () => {
    const run = outside()
    const erased = await run({ operation: 'accounts.erase', id })
    expect(erased.code).to.equal(0)
    expect(erased.out).to.include(`Erased: ${id}`).and.include('in its directory')
    const trail = await run({ operation: 'audit.list', account: id, json: false })
    expect(trail.out).to.include('account.erased')
  })

  it('say of an ID that nobody has that there is none', async () => {
    const run = outside()
    for (const operation of ['accounts.export', 'accounts.erase'] as const) {
      const said = await run({ operation, id: 'nobody' })
      expect(said).to.include({ code: 1, err: 'There is no account nobody.\n' })
    }
  })
})
