import type { Fault, Points, Step } from './faults.ts'

/** What the rest of a process that has ended gets instead of every answer. */
export class Ended extends Error {
  constructor() {
    super('this process has ended')
  }
}

/** What a failing step throws, as its port says it. */
export type Failure = (fault: Fault) => Error

/** One process, from its start to its end: every step it takes outside of its memory goes through here. */
export class Life {
  readonly #points: Points
  #end: 'process' | 'machine' | null = null

  constructor(points: Points) {
    this.#points = points
  }

  /** What ended; null while it lives. */
  get end(): 'process' | 'machine' | null {
    return this.#end
  }

  /** @throws Ended when it is over */
  assertAlive(): void {
    if (this.#end !== null) throw new Ended()
  }

  /** Ends it: nothing it does from now on reaches anything. */
  finish(what: 'process' | 'machine'): Ended {
    this.#end ??= what
    return new Ended()
  }

  /** Counts a step; ends here when that is its fault. @returns what else is wrong with it, or null */
  arrive(step: Step): Fault | null {
    this.assertAlive()
    const fault = this.#points.next(step)
    if (fault === 'kill') throw this.finish('process')
    if (fault === 'power') throw this.finish('machine')
    return fault
  }

  /** Ends after a step where that is its fault. */
  leave(fault: Fault | null): void {
    if (fault === 'killed-after') throw this.finish('process')
    if (fault === 'power-after') throw this.finish('machine')
    this.assertAlive()
  }

  /** Takes a step with all that can go wrong before and after it. */
  async take<T>(step: Step, work: () => Promise<T>, failure?: Failure): Promise<T> {
    const fault = this.arrive(step)
    if (fault === 'fails' || fault === 'full') throw failure?.(fault) ?? new Error(fault)
    const result = await work()
    this.leave(fault)
    if (fault === 'lost') throw failure?.(fault) ?? new Error(fault)
    return result
  }
}
