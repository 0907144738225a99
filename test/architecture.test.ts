import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { projectRoot } from '../src/root.ts'

const root = projectRoot()
const options = await extractOptions(join(root, '.dependency-cruiser.js'))
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Readonly<Record<string, string>>
}
const rules = (options.ruleSet?.forbidden ?? []).map(({ name }) => name ?? '')

/** Reads a tree as `npm run check:imports` does and judges it by the project's own rules. */
async function examine(baseDir: string, folders: readonly string[]): Promise<ICruiseResult> {
  const { output } = await cruise([...folders], { ...options, baseDir, outputType: 'json' })
  if (typeof output !== 'string') throw new Error('the report is text')
  return JSON.parse(output) as ICruiseResult
}

const broken = ({ summary }: ICruiseResult) =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)

/** For every rule an import that it is there to stop. */
const forbidden: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'no-cycles': ['src/flow/one.ts', 'src/flow/two.ts'],
  'domain-stands-alone': ['src/domain/rule.ts', 'src/ports/clock.ts'],
  'dialogs-do-no-io': ['dialogs/sign-in/machine.ts', 'src/ports/clock.ts'],
  'flows-are-strangers': ['dialogs/sign-in/view.ts', 'dialogs/menu/view.ts'],
  'engine-knows-no-flow': ['src/conversation/engine.ts', 'dialogs/index.ts'],
  'flow-is-the-vocabulary': ['src/flow/step.ts', 'src/text/tokens.ts'],
  'ports-are-interfaces': ['src/ports/store.ts', 'src/stores/table.ts'],
  'services-know-no-technology': ['src/services/codes.ts', 'src/gateways/smtp.ts'],
  'drivers-are-strangers': ['src/gateways/mock.ts', 'src/stores/table.ts'],
  'desk-knows-no-door': ['src/triage/desk.ts', 'src/bot/bot.ts'],
  'stores-are-strangers': ['src/stores/lowdb/store.ts', 'src/stores/postgres/store.ts'],
  'directories-are-strangers': ['src/directories/ldap/pool.ts', 'src/directories/http/call.ts'],
  'doors-do-not-meet': ['src/bot/bot.ts', 'src/http/server.ts'],
  'nobody-imports-the-root': ['src/text/format.ts', 'src/app/app.ts'],
}

/** The libraries that are locked in, and a room each of them has no business in. */
const locked = rules
  .filter((name) => name.endsWith('-in-one-room'))
  .map((name) => ({ name, library: name.slice(0, -'-in-one-room'.length) }))

const importing = (from: string, to: string): string => {
  const up = '../'.repeat(from.split('/').length - 1)
  return `import ${JSON.stringify(to.endsWith('.ts') ? `${up}${to}` : to)}\n`
}

/** A tree in which every rule is broken once, and nothing else is. */
function badTree(): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  const add = (path: string, text: string) => files.set(path, (files.get(path) ?? '') + text)
  for (const [from, to] of Object.values(forbidden)) {
    add(from, importing(from, to))
    add(to, '')
  }
  add('src/flow/two.ts', importing('src/flow/two.ts', 'src/flow/one.ts'))
  for (const { library } of locked) {
    add(`src/conversation/${library}.ts`, importing('src/conversation/x.ts', library))
    add(`node_modules/${library}/dist/index.js`, 'export {}\n')
    add(
      `node_modules/${library}/package.json`,
      JSON.stringify({ name: library, type: 'module', exports: './dist/index.js' }),
    )
  }
  return files
}

describe('the rooms', () => {
  let whole: ICruiseResult

  before(async function () {
    this.timeout(60_000)
    whole = await examine(root, ['src', 'dialogs', 'test'])
  })

  it('are read at all: without a parser the report would be empty and green', () => {
    expect(whole.summary.totalCruised).to.be.greaterThan(350)
    expect(whole.summary.totalDependenciesCruised).to.be.greaterThan(1_000)
  })

  it('import only what the rules let them', () => {
    expect(broken(whole)).to.deep.equal([])
  })

  it('hold the libraries that are locked into them, so no lock guards a name nobody uses', () => {
    const seen = whole.modules.filter(({ source }) => source.startsWith('node_modules/'))
    const used = locked.filter(({ library }) => Object.hasOwn(dependencies, library))
    expect(used.length).to.be.at.least(13)
    for (const { library } of used) {
      const found = seen.some(({ source }) => source.startsWith(`node_modules/${library}/`))
      expect(found, library).to.equal(true)
    }
  })
})

describe('the rules of the rooms', () => {
  let folder = ''

  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'latchkey-rooms-')))
    for (const [path, text] of badTree()) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('are each tried below', () => {
    const tried = [...Object.keys(forbidden), ...locked.map(({ name }) => name)]
    expect(tried).to.have.members(rules)
    expect(locked.length).to.be.at.least(4)
  })

  it('each stop what they are there to stop, and nothing else', async () => {
    const found = broken(await examine(folder, ['src', 'dialogs']))
    const expected = [
      ...Object.entries(forbidden).map(([name, [from, to]]) => `${name}: ${from} -> ${to}`),
      ...locked.map(
        ({ name, library }) =>
          `${name}: src/conversation/${library}.ts -> node_modules/${library}/dist/index.js`,
      ),
    ]
    expect(found.toSorted()).to.deep.equal(expected.toSorted())
  }).timeout(60_000)
})

const foldersOf = (path: string) =>
  readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  )

describe('the rooms of the tests', () => {
  /** Interfaces alone: there is nothing to run. */
  const untested = ['ports']
  /** About several rooms at once or the whole program; then what tests are made with. */
  const wide = ['attacks', 'browser', 'channels', 'cluster', 'playground', 'program', 'transcripts']
  const tried = ['budget', 'crash', 'fuzz', 'mutations', 'patterns']
  const others = [...wide, ...tried, 'contracts', 'stand-ins']

  it('are those of the sources, and the others that CONTRIBUTING names', () => {
    const mirrored = foldersOf('src').filter((room) => !untested.includes(room))
    expect(foldersOf('test')).to.have.members([...mirrored, 'dialogs', ...others])
    const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
    for (const room of others) expect(contributing).to.include(`\`test/${room}\``)
  })
})
