import { expect } from 'chai'
import { runCommand } from '../../src/operations/command.ts'
import type { CaseRow } from '../../src/ports/records/case.ts'
import { supportCase } from '../contracts/rows.ts'
import { createStand, start } from './stand.ts'

const caseOf = (number: number): CaseRow =>
  supportCase(number, {
    account: '100000000012',
    problems: [{ at: start, text: 'I lost my phone' }],
    openedAt: start,
    changedAt: start,
  })

async function* nothing(): AsyncGenerator<never> {}

async function listed(json: boolean, numbers: readonly number[]): Promise<readonly string[]> {
  const { deps, store } = createStand()
  await store.commit(
    numbers.map((number) => ({
      collection: 'cases',
      key: String(number),
      base: 0,
      row: caseOf(number),
    })),
  )
  const lines: string[] = []
  const write = async (line: string) => void lines.push(line)
  const io = { rows: nothing(), out: write, err: write }
  expect(await runCommand({ operation: 'cases.list', json }, io, deps)).to.equal(0)
  return lines
}

describe('cases for an operator', () => {
  it('come by number, with times that people read and without the key of the chat', async () => {
    const cases: unknown = JSON.parse((await listed(true, [10, 9, 1])).join('\n'))
    const at = new Date(start).toISOString()
    expect(cases).to.deep.equal(
      [1, 9, 10].map((number) => ({
        number,
        state: 'new',
        severity: 'normal',
        topic: 'other',
        from: null,
        locale: 'en',
        account: '••••••••0012',
        isAccountProven: false,
        assignee: null,
        outcome: null,
        rating: null,
        recovery: null,
        openedAt: at,
        firstReplyAt: null,
        changedAt: at,
        entries: 0,
        problems: [{ at, text: 'I lost my phone' }],
      })),
    )
  })

  it('are an empty list when there are none', async () => {
    expect(await listed(true, [])).to.deep.equal(['[]'])
    expect(await listed(false, [])).to.deep.equal([])
  })

  it('do not show as text what people wrote', async () => {
    const lines = await listed(false, [1])
    expect(lines).to.deep.equal([`1 new since ${new Date(start).toISOString()}, from the menu`])
  })
})
