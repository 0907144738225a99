import { expect } from 'chai'
import { chapters } from './chapters.ts'
import { embeddedHome } from './embedded-home.ts'
import { allSteps, faults } from './faults.ts'
import { runMatrix } from './matrix.ts'
import { chosenRuns, report } from './report.ts'

/** Everything that a machine with an embedded store does outside of its memory. */
const steps = allSteps.filter((step) => step !== 'line to the database')

describe('the whole program on an embedded store', () => {
  it('loses nothing that it acknowledged and does nothing twice, whatever ends or fails at whichever step', async () => {
    const chosen = chosenRuns(1_000)
    const matrix = await runMatrix({
      ...chosen,
      chapters,
      steps,
      homeFor: async (seed) => embeddedHome(seed),
    })
    report(matrix, chosen.seed)
    if (chosen.only !== null) return
    expect(matrix.points).to.be.greaterThan(1_000)
    const tried = new Set(matrix.runs.flatMap(({ fallen }) => fallen.map(({ fault }) => fault)))
    expect([...tried]).to.have.members(faults)
  }).timeout(900_000)
})
