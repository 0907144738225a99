import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { projectRoot } from '../../src/root.ts'
import { startChild } from '../stand-ins/program-child.ts'
import { dataFolder } from '../stand-ins/program.ts'

const run = promisify(execFile)
const root = projectRoot()

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>
}

/** The packages that `npm ci --omit=dev` installs side by side, by their names. */
async function productionPackages(): Promise<readonly string[]> {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock
  return Object.entries(packages).flatMap(([path, { dev }]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1]
    return name === undefined || dev === true ? [] : [name]
  })
}

/** How `npm start` builds in a folder. */
const built = async (at: string) =>
  run(process.execPath, [join(at, 'scripts', 'build.js'), '--tell']).then(
    ({ stderr }) => ({ code: 0, stderr }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
  )

describe('installed without devDependencies (design 4.1)', function () {
  this.timeout(60_000)
  let folder: string
  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'latchkey-installed-')))
    for (const name of await productionPackages()) {
      const target = join(folder, 'node_modules', name)
      await mkdir(dirname(target), { recursive: true })
      await symlink(join(root, 'node_modules', name), target)
    }
    const parts = ['package.json', 'public', 'scripts', 'training/intents.bin']
    // Of the data the accounts to try it with alone: beside them lies whatever ran here.
    for (const part of [...parts, 'data/demo-accounts.ndjson']) {
      await cp(join(root, part), join(folder, part), { recursive: true })
    }
    for (const room of ['src', 'dialogs']) {
      await cp(join(root, 'dist', room), join(folder, 'dist', room), { recursive: true })
    }
  })
  after(async () => rm(folder, { recursive: true, force: true }))

  it('what was built serves', async () => {
    const dir = await dataFolder()
    // A link leads out of the folder, to where devDependencies are: packages are looked for where the links are.
    const options = { NODE_OPTIONS: '--preserve-symlinks --preserve-symlinks-main' }
    const main = join(folder, 'dist', 'src', 'main.js')
    const child = await startChild(dir, options, main)
    expect((await fetch(`${child.url}/`)).status).to.equal(200)
    expect((await child.end('SIGTERM')).code).to.equal(0)
    await rm(dir, { recursive: true, force: true })
  })

  it('npm start uses what was built, and says so', async () => {
    const { code, stderr } = await built(folder)
    expect(code).to.equal(0)
    expect(stderr).to.include('no compiler here').and.include('dist/ is used as it is')
  })

  it('npm start says what to do where nothing was built', async () => {
    const empty = join(folder, 'empty')
    await cp(join(root, 'scripts'), join(empty, 'scripts'), { recursive: true })
    await cp(join(root, 'package.json'), join(empty, 'package.json'))
    const { code, stderr } = await built(empty)
    expect(code).to.equal(1)
    expect(stderr)
      .to.include('npm ci && npm run build')
      .and.not.match(/\n\s+at /)
  })
})
