import type { Chapter } from './chapters.ts'
import { ownersDirectory } from './chapters.ts'
import { factsOf, type Facts } from './facts.ts'
import type { Fallen, Plan, Step } from './faults.ts'
import { Machine, type Home } from './machine.ts'
import { People } from './people.ts'

/** What came of a run. */
export interface Played {
  readonly steps: readonly Step[]
  readonly fallen: readonly Fallen[]
  readonly facts: Facts
  /** How often the process was started. */
  readonly starts: number
}

/** What a chapter is played on. */
export interface Stage {
  readonly home: Home
  readonly plans: readonly Plan[]
  readonly seed: number
}

/** Plays a chapter on a new machine, with the faults of its plans on the way, and a loss of power at its end. */
export async function play(chapter: Chapter, stage: Stage): Promise<Played> {
  const directory = chapter.livesIn === 'directory' ? ownersDirectory : null
  const machine = new Machine({ ...stage, directory })
  try {
    const people = new People(machine)
    await chapter.play(people)
    await machine.settleAll()
    const { starts, points } = machine
    const steps = [...points.steps]
    await machine.cutPower()
    return { steps, fallen: points.fallen, facts: await factsOf(people), starts }
  } finally {
    await machine.stop()
  }
}
