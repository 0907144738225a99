import { expect } from 'chai'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { commandsInFolders } from './commands.ts'

describe('the command line, about cases', () => {
  const commands = commandsInFolders()
  const run = (...words: readonly string[]) => commands.run('cases', ...words)

  it('writes an export into a file that only its owner can read', async () => {
    const words = ['cases', 'export', '--format', 'json', '--out', 'cases.json']
    expect(await commands.runAlone(...words)).to.deep.equal({
      exit: 0,
      out: '',
      err: '',
    })
    expect(await readFile(join(commands.dir, 'cases.json'), 'utf8')).to.equal('[]\n')
    if (process.platform === 'win32') return
    expect((await stat(join(commands.dir, 'cases.json'))).mode & 0o777).to.equal(0o600)
  })

  it('ends with 1 and the name of a file that cannot be written', async () => {
    const ended = await run('export', '--out', join('none', 'cases.csv'))
    expect(ended).to.include({ exit: 1, out: '' })
    expect(ended.err).to.include('cases.csv cannot be written: ENOENT')
  })

  it('answers about a case that is not there with 1, on stderr', async () => {
    const gone = { exit: 1, out: '', err: 'There is no case 1001.\n' }
    expect(await run('show', '1001')).to.deep.equal(gone)
    expect(await run('transcript', '1001', '--json')).to.deep.equal(gone)
  })

  it('tells of a store without any', async () => {
    expect(await run('counts')).to.include({ exit: 0, err: '' })
    expect(await run('search', 'phone')).to.deep.equal({ exit: 0, out: '', err: '' })
    expect((await run('export')).out).to.match(/^number/)
  })

  const misuses: readonly (readonly string[])[] = [
    ['show'],
    ['show', 'first'],
    ['transcript', '0'],
    ['export', '--format', 'xml'],
    ['search'],
  ]
  for (const words of misuses) {
    it(`ends with 2 on "cases ${words.join(' ')}"`, async () => {
      const ended = await run(...words)
      expect(ended).to.include({ exit: 2, out: '' })
      expect(ended.err).not.to.equal('')
    })
  }
})
