import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect } from 'chai'
import { desk } from '../dialogs/desk/index.ts'
import { assistant } from '../dialogs/index.ts'
import { projectRoot } from '../src/root.ts'
import { environment } from '../src/config/environment.ts'
import { createOrderReader } from '../src/triage/order.ts'
import { deskVerbs } from '../src/flow/desk.ts'
import { diagramFiles } from '../src/cli/diagram-files.ts'

const root = projectRoot()
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const readme = textOf('README.md')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/security.md',
  'docs/connect.md',
  'docs/support.md',
  'data/README.md',
]

/** Files of this repository that a page links to or shows, each as written there. */
function linksOf(page: string): readonly string[] {
  const links = textOf(page).matchAll(/\]\(([^)#\s]+)\)|src="([^"]+)"/g)
  return [...links]
    .map(([, link, source]) => link ?? source ?? '')
    .filter((link) => !/^https?:/.test(link))
}

describe('the README', () => {
  it('has a row for every dialog and for the case with its diagram, and for no other', () => {
    const rows = [...readme.matchAll(/^\| \[`([a-z-]+)`\]\((\S+machine\.mmd)\)/gm)]
    const drawn = diagramFiles(root).map(({ path }) => relative(root, path))
    expect(rows.map(([, , path]) => path)).to.have.members(drawn)
    expect(rows.map(([, id]) => id)).to.have.members([...assistant.dialogs.keys(), 'case'])
  })

  it('says which flows the menu offers', () => {
    const offered = [...readme.matchAll(/^\| \[`([a-z-]+)`\].* \| yes \|$/gm)].map(([, id]) => id)
    expect(offered).to.have.members([...assistant.menu])
  })

  it('says how each other flow is reached', () => {
    const rows = [...readme.matchAll(/^\| \[`([a-z-]+)`\].* \| ([a-z ]+) \|$/gm)]
    const told = rows.filter(([, id]) => id !== 'case').map(([, id, how]) => [id, how])
    const known = [...assistant.dialogs.values()].map(({ id, entry }) => {
      if (assistant.menu.includes(id)) return [id, 'yes']
      return [id, entry === null ? 'called by others' : 'by words']
    })
    expect(told).to.have.deep.members(known)
  })

  it('names every setting, by itself or with others that begin alike', () => {
    const table = /## Settings([\s\S]*?)\n## /.exec(readme)?.[1] ?? ''
    const named = [...table.matchAll(/`([A-Za-z_]+\*?)(?:=\w+)?`/g)].map(([, name = '']) => name)
    const isNamed = (variable: string) =>
      named.some((name) =>
        name.endsWith('*') ? variable.startsWith(name.slice(0, -1)) : variable === name,
      )
    expect(Object.keys(environment.shape).filter((variable) => !isNamed(variable))).to.deep.equal(
      [],
    )
  })

  it('names only commands that package.json has', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
    const named = [...readme.matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].map(([, name]) => name)
    expect(named.length).to.be.greaterThan(5)
    expect(Object.keys(scripts)).to.include.members(named)
  })

  for (const page of pages) {
    it(`links to files that are there: ${page}`, () => {
      const missing = linksOf(page).filter((link) => !existsSync(join(root, dirname(page), link)))
      expect(missing).to.deep.equal([])
    })
  }

  it('is not alone: CONTRIBUTING names only files that are there as well', () => {
    const named = [...textOf('CONTRIBUTING.md').matchAll(/`((?:src|dialogs|test)\/[^`<*\s]+)`/g)]
    const missing = named
      .map(([, path]) => path ?? '')
      .filter((path) => !existsSync(join(root, path)))
    expect(named.length).to.be.greaterThan(20)
    expect(missing).to.deep.equal([])
  })

  it('gives every order of the desk in words that the desk reads, the same in both languages', () => {
    const read = createOrderReader(desk.phrases)
    const table = /## Orders([\s\S]*?)\n## /.exec(textOf('docs/support.md'))?.[1] ?? ''
    const verbsIn = (cell: string) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, order = '']) => read(order, null)?.verb ?? order)
    const rows = [...table.matchAll(/^\|.*\| (`.*`) \| (`.*`) \|$/gm)]
    const told = rows.map(([, en = '', zh = '']) => [verbsIn(en), verbsIn(zh)] as const)
    for (const [en, zh] of told) expect(en).to.deep.equal(zh)
    // How a desk joins and is led stands in a section of its own.
    const elsewhere = ['register', 'unregister', 'self-test', 'language', 'role']
    const orders = deskVerbs.filter((verb) => !elsewhere.includes(verb))
    expect(told.flatMap(([en]) => en)).to.have.members(orders)
  })

  it('is seen to have links at all', () => {
    expect(linksOf('README.md').length).to.be.greaterThan(10)
  })
})
