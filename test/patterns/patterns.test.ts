import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect } from 'chai'
import { z } from 'zod'

const reportShape = z.object({
  count: z.number(),
  unmade: z.array(z.string()),
  found: z.number(),
  known: z.number(),
  steep: z.array(z.string()),
})

const limitMs = 300_000

/** Runs in a process of its own, since a pattern that is exponential cannot be stopped in any other way. */
describe('every regular expression of the program', function () {
  this.timeout(limitMs + 10_000)
  let report: z.infer<typeof reportShape> | null = null

  before(() => {
    const child = join(import.meta.dirname, 'child.js')
    const run = spawnSync(process.execPath, [child], { encoding: 'utf8', timeout: limitMs })
    expect(run.error, 'the check was stopped: some pattern never ends').to.equal(undefined)
    report = reportShape.parse(JSON.parse(run.stdout))
  })

  it('takes linear time for a character, a pair or a shape of its own in a row (attacks E9)', () => {
    expect(report?.steep).to.deep.equal([])
  })

  it('is looked at, also one that is put together from text', () => {
    expect(report?.count).to.be.greaterThan(200)
    // What a password must be is put together for each policy, and is tried with passwords of 200 characters at most.
    expect(report?.unmade).to.deep.equal([
      'src/domain/account-id-pattern.ts',
      'src/domain/password-policy.ts',
    ])
  })

  it('would be found, as those are that were in the program once', () => {
    expect(report?.found).to.equal(report?.known)
  })
})
