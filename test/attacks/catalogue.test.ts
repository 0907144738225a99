import { expect } from 'chai'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../../src/root.ts'
import { cases } from './cases.ts'

const folder = join(projectRoot(), 'test', 'attacks')
const title = /\bit\(\s*(?:'([^'\n]+)'|"([^"\n]+)"|`([^`]+)`)/gu

async function titles(): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.test.ts'))
  const files = names.filter((name) => name !== 'catalogue.test.ts')
  const texts = await Promise.all(files.map(async (name) => readFile(join(folder, name), 'utf8')))
  return texts.flatMap((text) =>
    [...text.matchAll(title)].map(([, one, two, three]) => one ?? two ?? three ?? ''),
  )
}

const idsOf = (text: string): readonly string[] =>
  /^((?:[A-LT]\d+ )+)/u.exec(text)?.[1]?.trim().split(' ') ?? []

/** As the table writes it. */
const escaped = (text: string) =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('`', "'").replaceAll('*', '\\*')

describe('the catalogue of attacks', () => {
  it('has a test for every case, and no test of another', async () => {
    const tried = new Set((await titles()).flatMap(idsOf))
    expect([...tried].toSorted()).to.deep.equal(Object.keys(cases).toSorted())
  })

  it('says in every name which cases it is, what is done and what happens', async () => {
    const all = await titles()
    expect(all.length).to.be.at.least(300)
    const odd = all.filter((each) => idsOf(each).length === 0 || !/ → \S/u.test(each))
    expect(odd).to.deep.equal([])
  })

  it('skips nothing', async () => {
    const names = (await readdir(folder)).filter((name) => name !== 'catalogue.test.ts')
    for (const name of names) {
      const text = await readFile(join(folder, name), 'utf8')
      expect(text, name).not.to.match(/\.(?:skip|only)\(|\bxit\(|\bxdescribe\(/u)
    }
  })

  it('is in docs/attacks.md with every case, as a run made it (else npm run attacks)', async () => {
    const page = await readFile(join(projectRoot(), 'docs', 'attacks.md'), 'utf8')
    expect(page).not.to.match(/\*\*(?:nothing|fails:)\*\*/u)
    for (const id of Object.keys(cases)) expect(page).to.include(`| ${id} |`)
    const fixed = (await titles()).filter((each) => !each.includes('${'))
    const missing = fixed.filter((each) => {
      const [done = '', ...rest] = each.replace(/^(?:[A-LT]\d+ )+/u, '').split(' → ')
      return !page.includes(`${escaped(done)} | ${escaped(rest.join(' → '))} |`)
    })
    expect(missing).to.deep.equal([])
  })
})
