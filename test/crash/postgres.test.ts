import { expect } from 'chai'
import { withPostgres } from '../stores/postgres/server.ts'
import { openAt } from '../stores/postgres/stores.ts'
import { chapters } from './chapters.ts'
import { allSteps } from './faults.ts'
import { runMatrix } from './matrix.ts'
import { chosenRuns, report } from './report.ts'
import { startLine } from './shared-home.ts'

describe('the whole program on PostgreSQL', () => {
  const server = withPostgres()

  it('loses nothing that it acknowledged and does nothing twice, whatever ends it or cuts its line at whichever step', async () => {
    const chosen = chosenRuns(160)
    const url = await server().database()
    await (await openAt(url)).close()
    const line = await startLine(server(), url)
    const steps = allSteps.filter((step) => !step.startsWith('disk '))
    const homeFor = async () => line.homeFor()
    const matrix = await runMatrix({ ...chosen, chapters, steps, homeFor })
    await line.close()
    report(matrix, chosen.seed)
    if (chosen.only !== null) return
    const cuts = matrix.runs.flatMap(({ fallen }) =>
      fallen.flatMap(({ step, fault }) => (step === 'line to the database' ? [fault] : [])),
    )
    expect(new Set(cuts)).to.have.all.keys('kill', 'killed-after', 'fails', 'lost')
  }).timeout(900_000)
})
