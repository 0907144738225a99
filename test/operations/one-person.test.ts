import { expect } from 'chai'
import { runCommand, type Command } from '../../src/operations/command.ts'
import { verifyAudit } from '../../src/operations/audit.ts'
import type { CaseRow } from '../../src/ports/records/case.ts'
import { withLines, type NewLine } from '../../src/services/cases/case-entries.ts'
import { beginWork } from '../../src/services/unit-of-work.ts'
import { supportCase } from '../contracts/rows.ts'
import { createStand, someHash, start } from './stand.ts'

type Stand = ReturnType<typeof createStand>

const id = '100000000012'
const person = {
  id,
  displayName: 'Li Wei',
  loginEmail: 'li.wei@example.com',
  recoveryMobile: '+8613800138000',
  passwordHash: someHash,
}

async function* nothing(): AsyncGenerator<never> {}

async function ran({ deps }: Stand, command: Command) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    rows: nothing(),
    out: async (line: string) => void out.push(line),
    err: async (line: string) => void err.push(line),
  }
  return { exit: await runCommand(command, io, deps), out: out.join('\n'), err: err.join('\n') }
}

const line: NewLine = {
  by: 'user',
  kind: 'said',
  name: null,
  text: 'my phone is gone',
  event: null,
}

async function personWith(change: Partial<CaseRow>): Promise<Stand> {
  const stand = createStand()
  await stand.importObjects([person, { id: '100000000020', displayName: 'Somebody Else' }])
  const work = beginWork(stand.store, start)
  const row = { ...supportCase(1001), account: id, isAccountProven: true, entries: 0, ...change }
  work.put('cases', withLines(stand, work, { row, lines: [line] }))
  work.put('sessions', {
    key: 'c1',
    account: id,
    scope: 'signed-in',
    openedAt: start,
    lastUsedAt: start,
    endsAt: start + 1_000_000,
  })
  await work.commit()
  return stand
}

const actionsOf = async ({ store }: Stand) =>
  (await store.find('audit', 'chain', { value: id })).map(({ row }) => row.action)

describe('what is kept about one person', () => {
  it('is written whole, without secrets, once that is recorded', async () => {
    const stand = await personWith({ state: 'closed' })
    const { exit, out } = await ran(stand, { operation: 'accounts.export', id })
    expect(exit).to.equal(0)
    const written = JSON.parse(out) as Record<string, unknown>
    expect(written['account']).to.include({ id, loginEmail: person.loginEmail })
    expect(out).to.include('my phone is gone').and.include('account.exported')
    expect(out).to.not.include(someHash).and.not.include('Somebody Else')
    expect(await actionsOf(stand)).to.include('account.exported')
  })

  it('is removed for good, while figures and an unbroken audit trail stay', async () => {
    const stand = await personWith({ state: 'closed' })
    const { exit, out } = await ran(stand, { operation: 'accounts.erase', id })
    expect({ exit, out }).to.deep.equal({ exit: 0, out: `Erased: ${id}, with 1 case.` })
    const { store } = stand
    expect(await stand.account(id)).to.equal(null)
    expect(await store.find('accounts', 'loginEmail', { value: person.loginEmail })).to.be.empty
    expect(await store.find('sessions', 'account', { value: id })).to.be.empty
    expect(await store.find('caseEntries', 'case', { value: '1001' })).to.be.empty
    expect((await store.get('cases', '1001'))?.row).to.deep.include({
      number: 1001,
      account: null,
      person: '',
      problems: [],
      trail: [],
    })
    expect(await actionsOf(stand)).to.include('account.erased')
    expect((await verifyAudit(store)).faults).to.deep.equal([])
    expect(await stand.account('100000000020')).to.include({ displayName: 'Somebody Else' })
  })

  it('is not removed while a case is open', async () => {
    const stand = await personWith({ state: 'new' })
    const { exit, err } = await ran(stand, { operation: 'accounts.erase', id })
    expect(exit).to.equal(1)
    expect(err).to.include('Case 1001').and.include('close it first')
    expect(await stand.account(id)).to.not.equal(null)
  })

  it('is not what somebody said who only named the account', async () => {
    const stand = await personWith({ state: 'new', isAccountProven: false })
    const { out } = await ran(stand, { operation: 'accounts.export', id })
    expect(out).to.not.include('my phone is gone')
    expect((await ran(stand, { operation: 'accounts.erase', id })).exit).to.equal(0)
    expect((await stand.store.get('cases', '1001'))?.row).to.include({ account: null, entries: 1 })
    expect(await stand.store.find('caseEntries', 'case', { value: '1001' })).to.have.length(1)
  })

  it('is nothing for an unknown account', async () => {
    for (const operation of ['accounts.export', 'accounts.erase'] as const) {
      const { exit, out, err } = await ran(createStand(), { operation, id: '100000000099' })
      expect({ exit, out, err }).to.deep.equal({
        exit: 1,
        out: '',
        err: 'There is no account 100000000099.',
      })
    }
  })
})
