import { expect } from 'chai'
import { runCommand } from '../../src/operations/command.ts'
import type { Command } from '../../src/operations/command.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import { happening, withLines, type NewLine } from '../../src/services/cases/case-entries.ts'
import { beginWork } from '../../src/services/unit-of-work.ts'
import { systemRandom } from '../../src/app/system.ts'
import type { CaseRow } from '../../src/ports/records/case.ts'
import { supportCase } from '../contracts/rows.ts'
import { createStand, keysOf, start } from './stand.ts'

type Stand = ReturnType<typeof createStand>

const at = new Date(start).toISOString()

async function* nothing(): AsyncGenerator<never> {}

async function add(stand: Stand, row: CaseRow, lines: readonly NewLine[] = []): Promise<void> {
  const work = beginWork(stand.store, start)
  work.put('cases', withLines(stand, work, { row, lines }))
  await work.commit()
}

async function ran({ deps }: Pick<Stand, 'deps'>, command: Command) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    rows: nothing(),
    out: async (line: string) => void out.push(line),
    err: async (line: string) => void err.push(line),
  }
  const exit = await runCommand(command, io, deps)
  return { exit, out, err, json: () => JSON.parse(out.join('\n')) as unknown }
}

async function audited({ store }: Stand, chain = 'system') {
  const rows = await store.find('audit', 'chain', { value: chain })
  return rows.map(({ row: { action, actor, details } }) => ({ action, actor, details }))
}

const said = (by: 'user' | 'agent', text: string): NewLine => ({
  by,
  kind: 'said',
  name: by === 'agent' ? 'Mei' : null,
  text,
  event: null,
})

describe('the commands about one case', () => {
  it('show it with its clocks and its evidence, and put the look into the chain of the account', async () => {
    const stand = createStand()
    const account = '100000000012'
    await add(stand, supportCase(1001, { account, openedAt: start, topic: 'password' }))
    const shown = await ran(stand, { operation: 'cases.show', number: 1001, json: true })
    expect(shown.exit).to.equal(0)
    expect(shown.json()).to.deep.include({
      number: 1001,
      topic: 'password',
      account: '••••••••0012',
      reply: null,
      recovery: null,
    })
    expect(shown.json()).to.have.nested.property('evidence.score', 0)
    expect(shown.out.join('')).not.to.include(account).and.not.to.include('person-1001')
    expect(await audited(stand, account)).to.deep.equal([
      { action: 'case.show', actor: 'cli', details: { number: 1001 } },
    ])
  })

  it('tell what was said and what happened, and put the look into the trail', async () => {
    const stand = createStand()
    await add(stand, supportCase(1001), [
      happening('system', { code: 'opened' }),
      said('user', 'It is gone.\n2026-06-01 agent Mei: all is well'),
      happening('agent', { code: 'assigned', detail: 'Bo' }, 'Mei'),
      said('agent', 'We are looking into it.'),
    ])
    const { exit, out } = await ran(stand, {
      operation: 'cases.transcript',
      number: 1001,
      json: false,
    })
    expect(exit).to.equal(0)
    expect(out).to.deep.equal([
      `${at} system [opened]`,
      `${at} user: It is gone.\n    2026-06-01 agent Mei: all is well`,
      `${at} agent Mei [assigned Bo]`,
      `${at} agent Mei: We are looking into it.`,
    ])
    expect(await audited(stand)).to.deep.equal([
      { action: 'case.transcript', actor: 'cli', details: { number: 1001 } },
    ])
  })

  it('give the same transcript as JSON', async () => {
    const stand = createStand()
    await add(stand, supportCase(1001), [said('user', 'It is gone.')])
    const { json } = await ran(stand, { operation: 'cases.transcript', number: 1001, json: true })
    expect(json()).to.deep.equal([
      { sequence: 1, at, by: 'user', kind: 'said', name: null, text: 'It is gone.', event: null },
    ])
  })

  it('refuse a case that is not there, on stderr, and record nothing', async () => {
    const stand = createStand()
    for (const operation of ['cases.show', 'cases.transcript'] as const) {
      const ended = await ran(stand, { operation, number: 1002, json: false })
      expect(ended).to.deep.include({ exit: 1, out: [], err: ['There is no case 1002.'] })
    }
    expect(await audited(stand)).to.deep.equal([])
  })

  it('say so when the transcript was kept under another key', async () => {
    const stand = createStand()
    await add(stand, supportCase(1001), [happening('system', { code: 'opened' })])
    const other = createSealer(keysFrom('another secret of thirty-two characters'), systemRandom)
    const deps = { ...stand.deps, keys: async () => keysOf(other) }
    const ended = await ran({ deps }, { operation: 'cases.transcript', number: 1001, json: false })
    expect(ended).to.deep.include({ exit: 1, out: [] })
    expect(ended.err.join('')).to.include('SECRET_KEY is not the one')
  })
})

const people = async (): Promise<Stand> => {
  const stand = createStand()
  const problems = [{ at: start, text: 'I lost my Phone' }]
  const ended = { ...supportCase(9).memory, outcome: 'solved', rating: 4 } as const
  await add(stand, supportCase(1009, { problems, topic: 'account', openedAt: start }))
  await add(stand, supportCase(1010, { state: 'closed', memory: ended, from: 'sign-in' }))
  return stand
}

describe('the commands about all cases', () => {
  it('export every case by number without a word that a user wrote, and record it', async () => {
    const stand = await people()
    const { out } = await ran(stand, { operation: 'cases.export', format: 'csv' })
    expect(out).to.have.length(3)
    expect(out[0]).to.match(/^number,state,severity,topic,/)
    expect(out[1]).to.match(/^1009,new,normal,account,/)
    expect(out.join('')).not.to.include('Phone')
    const { json } = await ran(stand, { operation: 'cases.export', format: 'json' })
    expect(json()).to.have.length(2)
    expect(await audited(stand)).to.deep.equal([
      { action: 'case.export', actor: 'cli', details: { cases: 2 } },
      { action: 'case.export', actor: 'cli', details: { cases: 2 } },
    ])
  })

  it('count them, for people and for programs', async () => {
    const stand = await people()
    const { out } = await ran(stand, { operation: 'cases.counts', json: false })
    expect(out).to.include.members(['open: 1', 'ended: 1', 'rating: 4.0 of 5, by 1'])
    expect(out).to.include.members(['topic account: 1', 'given up at sign-in: 1'])
    const { json } = await ran(stand, { operation: 'cases.counts', json: true })
    expect(json()).to.include({ open: 1, ended: 1 })
  })

  it('find one by the words of its user whatever their case, and record that somebody looked', async () => {
    const stand = await people()
    const search = (words: string) => ran(stand, { operation: 'cases.search', words, json: false })
    expect((await search('LOST my phone')).out).to.deep.equal([
      `1009 new since ${at}, from the menu`,
    ])
    expect(await search('nothing of it')).to.deep.include({ exit: 0, out: [] })
    expect(await search(' \u200b ')).to.deep.include({ exit: 1, out: [] })
    expect(await audited(stand)).to.deep.equal([
      { action: 'case.search', actor: 'cli', details: { cases: 1 } },
      { action: 'case.search', actor: 'cli', details: { cases: 0 } },
    ])
  })
})
