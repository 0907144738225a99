import { expect } from 'chai'
import * as fc from 'fast-check'
import type { AuditHead, AuditRow } from '../../src/ports/records/audit.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import {
  auditChanges,
  headOf,
  hashOf,
  nextEntry,
  noHash,
  linkOf,
  verifyLinks,
} from '../../src/services/audit-trail.ts'

const chain = '100000000012'

/** Checks one chain as a store gives it. */
const verifyChain = (rows: readonly AuditRow[], head: AuditHead | null) =>
  verifyLinks(rows.map(linkOf), head)

const fact = fc.record({
  at: fc.nat(),
  action: fc.constantFrom('code.sent', 'code.refused', 'password.changed'),
  actor: fc.constantFrom('cli', 'system', 'chat:abc'),
  details: fc.dictionary(
    fc.string({ maxLength: 5 }),
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    { maxKeys: 3, noNullPrototype: true },
  ),
})
type Fact = typeof fact extends fc.Arbitrary<infer T> ? T : never

function chainOf(facts: readonly Fact[]): { rows: AuditRow[]; head: AuditHead | null } {
  const rows: AuditRow[] = []
  let head: AuditHead | null = null
  for (const item of facts) {
    const next = nextEntry(head, { chain, ...item })
    rows.push(next.row)
    head = next.head
  }
  return { rows, head }
}

const facts = fc.array(fact, { minLength: 2, maxLength: 8 })

describe('audit trail', () => {
  it('numbers entries from 1 and links each to the one before', () => {
    const { rows, head } = chainOf([
      { at: 1, action: 'code.sent', actor: 'cli', details: {} },
      { at: 2, action: 'code.refused', actor: 'cli', details: { reason: 'wrong' } },
    ])
    expect(rows.map((row) => row.sequence)).to.deep.equal([1, 2])
    expect(rows[0]?.previousHash).to.equal(noHash)
    expect(rows[1]?.previousHash).to.equal(rows[0]?.hash)
    expect(head).to.deep.equal({ chain, sequence: 2, hash: rows[1]?.hash })
    expect(rows[1]?.hash).to.match(/^[0-9a-f]{64}$/)
  })

  it('holds whole chains, in whatever order they were read', () => {
    fc.assert(
      fc.property(facts, (list) => {
        const { rows, head } = chainOf(list)
        const intact = { outcome: 'intact', entries: list.length }
        expect(verifyChain(rows, head)).to.deep.equal(intact)
        expect(verifyChain(rows.toReversed(), head)).to.deep.equal(intact)
      }),
    )
  })

  it('gives an entry one hash, however a store orders its keys', () => {
    const details = { b: 1, a: 2 }
    const row = nextEntry(null, { chain, at: 1, action: 'code.sent', actor: 'cli', details }).row
    const shuffled = Object.fromEntries(Object.entries(row).toReversed()) as unknown as AuditRow
    expect(hashOf({ ...shuffled, details: { a: 2, b: 1 } })).to.equal(row.hash)
  })

  it('detects any edit of any field of any entry', () => {
    const edit = fc.constantFrom<(row: AuditRow) => AuditRow>(
      (row) => ({ ...row, at: row.at + 1 }),
      (row) => ({ ...row, action: `${row.action}x` }),
      (row) => ({ ...row, actor: `${row.actor}x` }),
      (row) => ({ ...row, chain: `${row.chain}0` }),
      (row) => ({ ...row, sequence: row.sequence + 100 }),
      (row) => ({ ...row, details: { ...row.details, added: true } }),
      (row) => ({ ...row, previousHash: noHash.replace('0', '1') }),
      (row) => ({ ...row, hash: row.hash.replace(/^./, (c) => (c === '0' ? '1' : '0')) }),
    )
    fc.assert(
      fc.property(facts, fc.nat(), edit, (list, at, change) => {
        const { rows, head } = chainOf(list)
        const index = at % rows.length
        const edited = rows.map((row, i) => (i === index ? change(row) : row))
        expect(verifyChain(edited, head).outcome).to.equal('broken')
      }),
    )
  })

  it('detects an edit that was given a fitting hash of its own', () => {
    fc.assert(
      fc.property(facts, fc.nat(), (list, at) => {
        const { rows, head } = chainOf(list)
        const index = at % rows.length
        const forged = rows.map((row, i) => {
          if (i !== index) return row
          const changed = { ...row, action: `${row.action}x` }
          return { ...changed, hash: hashOf(changed) }
        })
        expect(verifyChain(forged, head)).to.include({ outcome: 'broken', reason: 'unlinked' })
      }),
    )
  })

  it('detects the removal of any entries, the last ones too', () => {
    fc.assert(
      fc.property(facts, fc.nat(), fc.nat(), (list, from, many) => {
        const { rows, head } = chainOf(list)
        const start = from % rows.length
        const cut = rows.toSpliced(start, 1 + (many % rows.length))
        expect(verifyChain(cut, head)).to.deep.equal({
          outcome: 'broken',
          sequence: start + 1,
          reason: 'missing',
        })
      }),
    )
  })

  it('detects exchanged places', () => {
    fc.assert(
      fc.property(facts, fc.nat(), (list, at) => {
        const { rows, head } = chainOf(list)
        const first = at % (rows.length - 1)
        const [a, b] = [rows[first], rows[first + 1]]
        if (a === undefined || b === undefined) throw new Error('two rows at least')
        const exchanged = rows.toSpliced(
          first,
          2,
          { ...b, sequence: a.sequence },
          { ...a, sequence: b.sequence },
        )
        expect(verifyChain(exchanged, head).outcome).to.equal('broken')
      }),
    )
  })

  it('detects a repeated entry, an entry beyond the head, and entries without a head', () => {
    const { rows, head } = chainOf([
      { at: 1, action: 'code.sent', actor: 'cli', details: {} },
      { at: 2, action: 'code.sent', actor: 'cli', details: {} },
    ])
    const [first] = rows
    if (first === undefined || head === null) throw new Error('two rows at least')
    expect(verifyChain([...rows, first], head)).to.include({ reason: 'surplus', sequence: 1 })
    const shorter = { chain, sequence: 1, hash: first.hash }
    expect(verifyChain(rows, shorter)).to.include({ reason: 'surplus', sequence: 2 })
    expect(verifyChain(rows, null)).to.include({ reason: 'surplus', sequence: 1 })
    expect(verifyChain([], head)).to.include({ reason: 'missing', sequence: 1 })
    expect(verifyChain([], null)).to.deep.equal({ outcome: 'intact', entries: 0 })
  })

  it('lets only one of two writers continue a chain', async () => {
    const store = createMemoryStore()
    const write = async (at: number) =>
      store.commit(
        auditChanges(await headOf(store, chain), {
          chain,
          at,
          action: 'code.sent',
          actor: 'cli',
          details: {},
        }),
      )
    const outcomes = (await Promise.all([write(1), write(2)])).map(({ outcome }) => outcome)
    expect(outcomes).to.have.members(['committed', 'moved'])
    await write(3)
    const rows = await store.find('audit', 'chain', { value: chain })
    const head = await headOf(store, chain)
    expect(
      verifyChain(
        rows.map(({ row }) => row),
        head?.row ?? null,
      ),
    ).to.deep.equal({
      outcome: 'intact',
      entries: 2,
    })
  })
})
