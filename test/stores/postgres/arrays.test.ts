import { expect } from 'chai'
import { Client } from 'pg'
import { isNumbers, isTexts, numberArray, textArray } from '../../../src/stores/postgres/arrays.ts'
import { withPostgres } from './server.ts'

describe('lists of texts as PostgreSQL reads them', () => {
  const server = withPostgres()

  const lists = [
    ['a'],
    ['', 'NULL', 'null'],
    [null, 'x', null],
    ['{"a":"b\\\\c"}', "it's", '{}', ',', '"'],
    ['回', '𠮷', 'é', '\n\t'],
    ['x'.repeat(100_000)],
  ]

  it('come back as they were sent, and as the driver would have sent them', async () => {
    const client = new Client({ connectionString: await server().database() })
    await client.connect()
    for (const list of lists) {
      const text = 'select $1::text[] as ours, $2::text[] as theirs'
      const { rows } = await client.query({ text, values: [textArray(list), list] })
      expect(rows).to.deep.equal([{ ours: list, theirs: list }])
    }
    await client.end()
  })

  it('are told from lists of anything else', () => {
    for (const list of lists) expect(isTexts(list)).to.equal(true)
    for (const other of [[], [null], [1], [true, false], [null, 2], 'text', null, 3]) {
      expect(isTexts(other), JSON.stringify(other)).to.equal(false)
    }
  })
})

describe('lists of numbers as PostgreSQL reads them', () => {
  const server = withPostgres()
  const lists = [[1], [null, 2, null], [0, -1, 1_798_331_262_272], [Number.MAX_SAFE_INTEGER]]

  it('come back as they were sent, and as the driver would have sent them', async () => {
    const client = new Client({ connectionString: await server().database() })
    await client.connect()
    for (const list of lists) {
      const text = 'select $1::bigint[]::text[] as ours, $2::bigint[]::text[] as theirs'
      const { rows } = await client.query({ text, values: [numberArray(list), list] })
      const sent = list.map((each) => (each === null ? null : String(each)))
      expect(rows).to.deep.equal([{ ours: sent, theirs: sent }])
    }
    await client.end()
  })

  it('are told from lists of anything else', () => {
    for (const list of lists) expect(isNumbers(list)).to.equal(true)
    for (const other of [[], [null], ['1'], [true, false], [null, 'a'], 'text', null, 3]) {
      expect(isNumbers(other), JSON.stringify(other)).to.equal(false)
    }
  })
})
