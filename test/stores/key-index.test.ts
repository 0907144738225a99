import { expect } from 'chai'
import * as fc from 'fast-check'
import { createKeyIndex } from '../../src/stores/indexes.ts'
import { createTables } from '../../src/stores/tables.ts'
import { account } from '../contracts/rows.ts'

describe('a key index', () => {
  const step = fc.record({
    adds: fc.boolean(),
    value: fc.constantFrom('x', 'y'),
    key: fc.integer({ min: 0, max: 8 }).map(String),
  })

  it('gives the keys of a value in order, whatever was added and removed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const index = createKeyIndex()
        const model = { x: new Set<string>(), y: new Set<string>() }
        for (const { adds, value, key } of steps) {
          if (adds) index.add(value, key)
          else index.remove(value, key)
          if (adds) model[value].add(key)
          else model[value].delete(key)
        }
        for (const value of ['x', 'y'] as const) {
          expect(index.keys(value)).to.deep.equal([...model[value]].toSorted())
        }
      }),
    )
  })
})

/** Some 80,000 values have such a pair among them: 32 bits. */
function meeting(): readonly [string, string] {
  const index = createKeyIndex()
  for (let n = 0; ; n += 1) {
    const value = `customer.${n}@example.com`
    const [other] = index.keys(value)
    if (other !== undefined) return [other, value]
    index.add(value, value)
  }
}

describe('two values whose hashes meet', () => {
  it('are found apart, and neither takes the other for its own where they are unique', () => {
    const [one, other] = meeting()
    const tables = createTables({ keepsCold: false })
    const put = (id: string, loginEmail: string, base = 0) =>
      tables.prepare([{ collection: 'accounts', key: id, base, row: account(id, { loginEmail }) }])
    const commit = (id: string, loginEmail: string, base = 0): void => {
      const prepared = put(id, loginEmail, base)
      if ('outcome' in prepared) throw new Error(`contested: ${prepared.key}`)
      prepared.apply()
    }
    const found = (value: string): readonly string[] =>
      tables
        .of('accounts')
        .find('loginEmail', value, 9)
        .map(({ row }) => row.id)

    commit('1', one)
    commit('2', other)
    expect(found(one)).to.deep.equal(['1'])
    expect(found(other)).to.deep.equal(['2'])
    expect(put('3', one)).to.include({ outcome: 'moved', key: '3' })
    expect(put('3', other)).to.include({ outcome: 'moved', key: '3' })

    commit('1', 'li.wei@example.com', 1)
    expect(found(one)).to.be.empty
    expect(found(other)).to.deep.equal(['2'])
    expect(put('3', one)).not.to.have.property('outcome')
  })
})
