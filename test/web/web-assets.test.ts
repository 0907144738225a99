import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'

interface Script {
  readonly webChat: {
    readonly integrity: string
    readonly script: { readonly to: string; readonly sha256: string }
  }
  packAll(folder: string): Promise<void>
  hasIntegrity(bytes: Uint8Array, integrity: string): boolean
  hasSha256(file: string, sha256: string): Promise<boolean>
  npmCommand(env: Record<string, string>): {
    readonly file: string
    readonly first: readonly string[]
    readonly options: { readonly env: Record<string, string> }
  }
  installWebChat(
    folder: string,
    pack: (spec: string, folder: string) => Promise<string>,
  ): Promise<string>
}

describe('the script that fetches the browser files', () => {
  let script: Script
  let folder = ''

  before(async () => {
    script = (await import(
      new URL('../../../scripts/web-assets.js', import.meta.url).href
    )) as Script
  })
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-vendor-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('knows a package by the hash that the registry publishes', () => {
    const bytes = Buffer.from('a package')
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
    expect(script.hasIntegrity(bytes, integrity)).to.equal(true)
    expect(script.hasIntegrity(Buffer.from('another'), integrity)).to.equal(false)
    expect(script.hasIntegrity(bytes, script.webChat.integrity)).to.equal(false)
  })

  it('has recorded a SHA-512 of the package and a SHA-256 of the file', () => {
    expect(Buffer.from(script.webChat.integrity.replace('sha512-', ''), 'base64')).to.have.lengthOf(
      64,
    )
    expect(script.webChat.script.sha256).to.match(/^[0-9a-f]{64}$/)
  })

  it('refuses another package and leaves nothing of it', async () => {
    const failure = await script.installWebChat(folder, forged).catch((error: unknown) => error)
    expect(String(failure)).to.contain('is not the package that was recorded')
    expect(await readdir(folder)).to.deep.equal([])
  })

  it('fetches again when the file that is there is not the recorded one', async () => {
    await writeFile(join(folder, script.webChat.script.to), 'altered')
    let asked = 0
    const unreachable = () => {
      asked += 1
      return Promise.reject(new Error('the registry cannot be reached'))
    }
    const failure = await script
      .installWebChat(folder, unreachable)
      .catch((error: unknown) => error)
    expect(String(failure)).to.contain('cannot be reached')
    expect(asked).to.equal(1)
  })

  it('takes a missing file for a wrong one, and tells a right one', async () => {
    const file = join(folder, 'file')
    const sha256 = createHash('sha256').update('right').digest('hex')
    expect(await script.hasSha256(file, sha256)).to.equal(false)
    await writeFile(file, 'right')
    expect(await script.hasSha256(file, sha256)).to.equal(true)
  })

  it('asks the npm that runs it, and packs also when that npm only pretends', () => {
    const inside = script.npmCommand({
      npm_execpath: '/x/npm-cli.js',
      npm_config_dry_run: 'true',
      A: '1',
    })
    expect(inside.first).to.deep.equal(['/x/npm-cli.js'])
    expect(inside.file).to.equal(process.execPath)
    expect(inside.options.env).to.have.property('A', '1')
    expect(inside.options.env).to.not.have.property('npm_config_dry_run')
    expect(script.npmCommand({ npm_execpath: '/x/pnpm.cjs' }).first).to.deep.equal([])
  })

  it('packs every file once, under a name of its content, and drops what is of no file any more', async () => {
    await mkdir(join(folder, 'vendor'))
    await writeFile(join(folder, 'own.js'), 'let one = 1;'.repeat(100))
    await writeFile(join(folder, 'vendor', 'other.css'), 'p { margin: 0 }'.repeat(100))
    await script.packAll(folder)
    const first = await readdir(join(folder, 'packed'))
    expect(first).to.have.lengthOf(4)
    await writeFile(join(folder, 'own.js'), 'changed')
    await script.packAll(folder)
    const second = await readdir(join(folder, 'packed'))
    expect(second).to.have.lengthOf(4)
    expect(second.filter((name) => first.includes(name))).to.have.lengthOf(2)
  })
})

async function forged(_spec: string, scratch: string): Promise<string> {
  await writeFile(join(scratch, 'forged.tgz'), 'not the package')
  return join(scratch, 'forged.tgz')
}
