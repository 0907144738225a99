import { expect } from 'chai'
import { exportCases } from '../../src/services/cases/case-reports.ts'
import { supportCase } from '../contracts/rows.ts'

describe('cases as CSV', () => {
  for (const name of ['=HYPERLINK("https://evil.example")', '+1', '-1', '@SUM(A1)', '\t=1']) {
    it(`have no cell that a spreadsheet takes for a formula: ${JSON.stringify(name)} (attacks I9)`, () => {
      const row = supportCase(1001)
      const assignee = { key: 'agent', name }
      const memory = { ...row.memory, assignee }
      const [, line = ''] = exportCases([{ ...row, memory }], 'csv').split('\n')
      expect(line).to.include(`'${name.replaceAll('"', '""')}`)
    })
  }
})
