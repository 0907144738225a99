/** Draws of a run; the same seed draws the same again. */
export interface Draw {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number
}

/** Makes it (mulberry32): small, and good enough to choose points with. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return {
    below(limit) {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
    },
  }
}

/**
 * What goes wrong at a step. `kill`: the process ends before it; `killed-after`: when it is done, and nobody was told.
 * `power`, `power-after`: the machine ends there, and what was not synced is lost or torn. `torn`: the process ends
 * when a part of the bytes is written. `fails`: the step is not done; `full`: for want of room; `lost`: it is done, and
 * its answer never comes. `dropped`: a sync fails and the system forgets the pages, so that later ones save nothing.
 */
export const faults = [
  'kill',
  'killed-after',
  'power',
  'power-after',
  'torn',
  'fails',
  'full',
  'lost',
  'dropped',
] as const

export type Fault = (typeof faults)[number]

const ending = ['kill', 'killed-after', 'power', 'power-after'] as const
const bordering = [...ending, 'fails', 'lost'] as const
const writing = [...ending, 'fails'] as const

/** Every kind of step that is counted, with what can go wrong there. */
export const stepFaults = {
  'disk open': [...writing, 'full'],
  'disk append': [...writing, 'full', 'torn'],
  'disk sync': [...writing, 'dropped'],
  'disk rename': writing,
  'disk remove': writing,
  'disk truncate': writing,
  'disk sync folder': writing,
  'store read': ['kill'],
  'store claim': ending,
  'store commit': ending,
  'line to the database': ['kill', 'killed-after', 'fails', 'lost'],
  'gateway takes a letter': bordering,
  'gateway pretends': ['kill', 'killed-after'],
  'chat is told': bordering,
  'desk is told': bordering,
  'directory is asked': ['kill', 'killed-after', 'fails'],
  'directory changes': bordering,
  'reply arrives': ending,
} as const satisfies Readonly<Record<string, readonly Fault[]>>

export type Step = keyof typeof stepFaults

/** Where something goes wrong, the first step of a run being 0, and what; any of what can go wrong there when null. */
export interface Plan {
  readonly at: number
  readonly fault: Fault | null
}

/** What went wrong where. */
export interface Fallen {
  readonly step: Step
  readonly fault: Fault
}

/** Counts the steps of a run, and says where its faults are. */
export class Points {
  /** The steps so far, in order. */
  readonly steps: Step[] = []
  /** The faults so far. */
  readonly fallen: Fallen[] = []
  readonly #plans: readonly Plan[]
  readonly #draw: Draw

  constructor(plans: readonly Plan[], draw: Draw) {
    this.#plans = plans
    this.#draw = draw
  }

  /** Counts a step; its fault, or null. */
  next(step: Step): Fault | null {
    const at = this.steps.push(step) - 1
    const plan = this.#plans.find((each) => each.at === at)
    if (plan === undefined) return null
    const known: readonly Fault[] = stepFaults[step]
    // A run may take other steps than the one its points were counted in.
    const possible = known.filter((each) => each !== 'dropped')
    const isPossible = plan.fault !== null && known.includes(plan.fault)
    const fault = isPossible ? plan.fault : possible[this.#draw.below(possible.length)]
    if (fault === undefined || fault === null) return null
    this.fallen.push({ step, fault })
    return fault
  }
}

const isStep = (name: string): name is Step => name in stepFaults

/** Every kind of step. */
export const allSteps: readonly Step[] = Object.keys(stepFaults).filter(isStep)
