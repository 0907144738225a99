import { expect } from 'chai'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveOperations } from '../../src/operations/remote.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { createStand } from '../operations/stand.ts'
import { cli, commandsInFolders } from './commands.ts'

const row = (id: string, more: object = {}) => `${JSON.stringify({ id, ...more })}\n`

/** Holds a store as a server does while some work is done beside it. */
const serving = async (dir: string, work: () => Promise<void>): Promise<void> => {
  const store = await openLowdbStore({ dir })
  const { deps } = createStand(store)
  const visits: Promise<void>[] = []
  store.onVisitor((socket) => {
    visits.push(
      serveOperations(socket, {
        ...deps,
        onFault: (error) => {
          throw error
        },
      }),
    )
  })
  try {
    await work()
    await Promise.all(visits)
  } finally {
    await store.close()
  }
}

describe('the command line', () => {
  const commands = commandsInFolders()
  const { run, runWith, runAlone, runAloneWith } = commands
  const write = (name: string, text: string) => writeFile(join(commands.dir, name), text)

  it('imports, shows, lists and verifies', async () => {
    await write('people.ndjson', row('100000000012', { recoveryMobile: '13800138000' }))
    expect(await runAlone('accounts', 'import', 'people.ndjson')).to.deep.equal({
      exit: 0,
      out: 'Imported: 1 new, 0 changed, 0 unchanged\n',
      err: '',
    })
    const masked = await runAlone('accounts', 'show', '100000000012', '--json')
    expect(JSON.parse(masked.out)).to.include({ recoveryMobile: '+86 13•••••••00' })
    const whole = await runAlone('accounts', 'show', '100000000012', '--json', '--reveal')
    expect(JSON.parse(whole.out)).to.include({ recoveryMobile: '+8613800138000' })
    const audit = await runAlone('audit', 'list', '--account', '100000000012', '--json')
    expect(JSON.parse(audit.out)).to.have.length(1)
    expect(await runAlone('cases', 'list', '--json')).to.deep.equal({
      exit: 0,
      out: '[]\n',
      err: '',
    })
    expect(await runAlone('audit', 'verify')).to.include({
      exit: 0,
      out: 'Intact: 2 entries in 2 chains\n',
    })
  })

  it('ends with 1 on a bad file, its lines on stderr and nothing on stdout', async () => {
    await write('people.csv', 'id,status\n100000000012,active\n1,gone\n')
    expect(await runAlone('accounts', 'import', 'people.csv')).to.deep.equal({
      exit: 1,
      out: '',
      err: [
        'line 3: id: must look like 100000000012 (ACCOUNT_ID_PATTERN)',
        'line 3: status: must be active, disabled or frozen',
        'Nothing was imported: 2 problems.',
        '',
      ].join('\n'),
    })
    expect(await runAlone('accounts', 'show', '100000000012')).to.include({
      exit: 1,
      out: '',
      err: 'There is no account 100000000012.\n',
    })
  })

  it('writes nothing in a dry run', async () => {
    await write('people.ndjson', row('100000000012'))
    expect(await run('accounts', 'import', 'people.ndjson', '--dry-run')).to.include({
      exit: 0,
      out: 'Dry run, nothing was imported: 1 new, 0 changed, 0 unchanged\n',
    })
    expect(await run('accounts', 'show', '100000000012')).to.include({ exit: 1 })
  })

  it('ends with 1 and the name of a file that cannot be read', async () => {
    await mkdir(join(commands.dir, 'folder.ndjson'))
    for (const file of ['gone.ndjson', 'gone.csv', 'folder.ndjson']) {
      const ended = await run('accounts', 'import', file)
      expect(ended).to.include({ exit: 1, out: '' })
      expect(ended.err).to.include(`${file} cannot be read: E`)
    }
  })

  const misuses: readonly (readonly string[])[] = [
    [],
    ['accounts'],
    ['nonsense'],
    ['accounts', 'nonsense'],
    ['accounts', 'import'],
    ['accounts', 'import', 'people.txt'],
    ['accounts', 'import', 'a.csv', 'b.csv'],
    ['accounts', 'import', 'a.csv', '--nonsense'],
    ['accounts', 'show'],
    ['audit', 'list'],
    ['audit', 'list', '--account'],
    ['audit', 'verify', 'now'],
  ]
  for (const words of misuses) {
    it(`ends with 2 on "${words.join(' ')}"`, async () => {
      const ended = await run(...words)
      expect(ended).to.include({ exit: 2, out: '' })
      expect(ended.err).not.to.equal('')
    })
  }

  it('ends and writes the same in a process of its own', async () => {
    for (const words of [['nonsense'], ['--help']]) {
      expect(await runAlone(...words)).to.deep.equal(await run(...words))
    }
  })

  it('ends with 0 when help is asked for', async () => {
    for (const words of [['--help'], ['help'], ['accounts', 'import', '--help']]) {
      const ended = await run(...words)
      expect(ended).to.include({ exit: 0, err: '' })
      expect(ended.out).to.include('Usage:')
    }
  })

  it('names what is wrong with the configuration', async () => {
    const ended = await runWith({ PORT: 'x', STORE: 'y' }, 'audit', 'verify')
    expect(ended).to.include({ exit: 1, out: '' })
    expect(ended.err).to.include('PORT is "x"').and.include('STORE is "y"')
  })

  it('refuses a store that it cannot open', async () => {
    const env = { STORE: 'postgres', DATABASE_URL: 'postgres://nobody@127.0.0.1/none' }
    const ended = await runWith(env, 'audit', 'verify')
    expect(ended).to.include({ exit: 1, out: '' })
    expect(ended.err).to.include('postgres')
  })

  it('reads .env in the working folder, and what is set already wins', async () => {
    await write('.env', 'DEFAULT_REGION=US\nDATA_DIR=ignored\n')
    await write('people.ndjson', row('100000000012', { recoveryMobile: '202-555-0123' }))
    expect(await runAlone('accounts', 'import', 'people.ndjson')).to.include({ exit: 0 })
    const shown = await runAlone('accounts', 'show', '100000000012', '--reveal')
    expect(shown.out).to.include('recoveryMobile: +12025550123')
    const elsewhere = await runAloneWith(
      { DATA_DIR: 'ignored' },
      'accounts',
      'show',
      '100000000012',
    )
    expect(elsewhere).to.include({ exit: 1 })
  })

  it('examines without leaving a store behind', async () => {
    const ended = await run('doctor')
    expect(ended.out).to.include('config: sound, for development')
    expect(ended.out).to.include('warn  data-dir: store is not there yet')
    await write('people.ndjson', row('100000000012'))
    await run('accounts', 'import', 'people.ndjson')
    expect((await run('doctor')).out).to.include('ok    audit: 1 entries in 1 chains hold')
  })

  it('examines a bad configuration instead of failing at it', async () => {
    const ended = await runWith({ PORT: 'x' }, 'doctor')
    expect(ended).to.include({ exit: 1, err: '' })
    expect(ended.out).to.include('fail  config:').and.include('PORT is "x"')
  })

  it('lets commands that come at once wait for each other', async () => {
    const ids = [1, 2, 3].map((n) => String(100_000_000_000 + n))
    for (const id of ids) await write(`${id}.ndjson`, row(id))
    const ended = await Promise.all(ids.map((id) => runAlone('accounts', 'import', `${id}.ndjson`)))
    expect(ended.map(({ exit }) => exit)).to.deep.equal([0, 0, 0])
    for (const id of ids) expect(await run('accounts', 'show', id)).to.include({ exit: 0 })
  })

  describe('while a server holds the store', () => {
    it('works through the server: same answers, same exit codes', async () => {
      await write('people.ndjson', row('100000000012', { password: 'River-Stone-42' }))
      await write('bad.ndjson', row('x'))
      await serving(join(commands.dir, 'store'), async () => {
        expect(await runAlone('accounts', 'import', 'people.ndjson')).to.deep.equal({
          exit: 0,
          out: 'Imported: 1 new, 0 changed, 0 unchanged\n',
          err: '',
        })
        expect(await run('accounts', 'import', 'bad.ndjson')).to.deep.equal({
          exit: 1,
          out: '',
          err: 'line 1: id: must look like 100000000012 (ACCOUNT_ID_PATTERN)\nNothing was imported: 1 problem.\n',
        })
        const shown = await run('accounts', 'show', '100000000012', '--json')
        expect(JSON.parse(shown.out)).to.include({ hasPassword: true })
        expect(await run('audit', 'verify')).to.include({ exit: 0 })
        expect((await run('doctor')).out).to.include('ok    store: can be read and written')
        const missing = await run('accounts', 'import', 'gone.ndjson')
        expect(missing).to.include({ exit: 1 })
        expect(missing.err).to.include('gone.ndjson cannot be read')
      })
      expect(await run('accounts', 'show', '100000000012')).to.include({ exit: 0 })
    })

    it('fails with a sentence when the server dies midway', async () => {
      const store = await openLowdbStore({ dir: join(commands.dir, 'store') })
      store.onVisitor((socket) => {
        socket.write('{"latchkey":"operations","version":1}\n')
        socket.once('data', () => void store.close())
      })
      const ended = await runAlone('audit', 'verify')
      await store.close()
      expect(ended).to.include({ exit: 1, out: '' })
      expect(ended.err).to.match(/server stopped in the middle|connection broke/)
    })
  })

  it('says what is wrong with a store that cannot be opened', async () => {
    await write('store', 'a file')
    const ended = await run('audit', 'verify')
    expect(ended).to.include({ exit: 1, out: '' })
    expect(ended.err).to.include('store')
    expect(ended.err).not.to.include('    at ')
  })

  it('ends quietly when nobody reads its answer any more', async () => {
    const child = spawn(process.execPath, [cli, '--help'], { cwd: commands.dir })
    child.stdout.destroy()
    let err = ''
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString()
    })
    await once(child, 'close')
    expect(err).to.equal('')
  })
})
