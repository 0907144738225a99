import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { readConfig } from '../../src/config.ts'
import { environment, secretVariables } from '../../src/config/environment.ts'
import { limits } from '../../src/config/limits.ts'

// Tests run from the root of the repository.
const text = readFileSync('.env.example', 'utf8')
const uncommented = parseEnv(text.replaceAll(/^#(\w+=)/gm, '$1'))

/** The comment lines right above a variable, as one. */
function commentOf(name: string): string {
  const block = text.split('\n\n').find((part) => part.includes(`\n#${name}=`)) ?? ''
  return block.replaceAll(/\n?# ?/g, ' ')
}

describe('.env.example', () => {
  it('has every variable the program reads, and no other', () => {
    expect(Object.keys(uncommented)).to.have.members(Object.keys(environment.shape))
  })

  it('sets nothing as it is', () => {
    expect(parseEnv(text)).to.deep.equal({})
  })

  it('shows the defaults: uncommenting all of it changes nothing', () => {
    expect(readConfig(uncommented)).to.deep.equal(readConfig({}))
  })

  it('explains every variable', () => {
    for (const name of Object.keys(environment.shape)) {
      expect(commentOf(name).length, name).to.be.greaterThan(20)
    }
  })

  it('tells the default and the bounds of every limit', () => {
    for (const [name, { fallback, from, to }] of Object.entries(limits)) {
      expect(uncommented[name], name).to.equal(String(fallback))
      expect(commentOf(name), name).to.include(`Bounds: ${from} to ${to}`)
    }
  })

  it('marks every secret', () => {
    for (const name of secretVariables) expect(commentOf(name), name).to.match(/Secret\./)
  })
})
