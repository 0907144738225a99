import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/root.ts'
import { guards } from './guards.ts'

const pathOf = (name: string): string => join(projectRoot(), name)

describe('the list of locks that `npm run mutations` takes out', () => {
  it('names each of them once, and has at least 110', () => {
    expect(new Set(guards.map(({ name }) => name))).to.have.length(guards.length)
    expect(guards.length).to.be.at.least(110)
  })

  it('says which lock holds in place of one that no test misses', () => {
    const names = guards.map(({ name }) => name)
    const held = guards.flatMap(({ heldBy }) => heldBy ?? [])
    expect(held.filter((name) => !names.includes(name))).to.deep.equal([])
  })

  for (const { name, file, from, tests, titled = '' } of guards) {
    it(`finds ${name}`, () => {
      expect(readFileSync(pathOf(file), 'utf8').split(from)).to.have.length(2)
      expect(tests).to.not.have.length(0)
      const sources = tests.map((test) => readFileSync(pathOf(test), 'utf8'))
      expect(
        sources.some((source) => source.includes(titled)),
        titled,
      ).to.equal(true)
    })
  }
})
