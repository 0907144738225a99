import { expect } from 'chai'
import { owner } from '../stand-ins/owner.ts'
import { chapters, moveIn } from './chapters.ts'
import { embeddedHome } from './embedded-home.ts'
import { allSteps, faults } from './faults.ts'
import { Machine, turnOf } from './machine.ts'
import { runMatrix } from './matrix.ts'
import { People } from './people.ts'
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

  it('drops a code that was committed, when it comes back after the code has expired', async () => {
    const home = embeddedHome(1)
    const machine = new Machine({ home, plans: [], seed: 1, directory: null })
    const people = new People(machine)
    await moveIn(people)
    await people.sayAll(['find my account', 'mobile'])
    const { world, life } = await machine.up()
    const turn = { text: owner.recoveryMobile, activityId: 'last', receivedAt: machine.clock.now() }
    await world.core.turns.receive(turnOf(turn))
    life.finish('machine')
    machine.clock.pass(5 * 60_000)
    await machine.settle()
    expect([...machine.sent.values()]).to.deep.equal([])
    await machine.stop()
    await home.remove()
  })
})
