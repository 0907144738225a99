import { inspect } from 'node:util'
import type { Chapter } from './chapters.ts'
import { drawFrom, stepFaults, type Fallen, type Fault, type Plan, type Step } from './faults.ts'
import { differenceOf } from './facts.ts'
import { play, type Played } from './run.ts'
import type { Home } from './machine.ts'

/** What a matrix of runs is made of. */
export interface MatrixOptions {
  readonly chapters: readonly Chapter[]
  /** A new, empty home for a run. */
  readonly homeFor: (seed: number) => Promise<Home & { remove(): Promise<void> }>
  readonly seed: number
  readonly runs: number
  /** The one run to be done again; null for all. */
  readonly only: number | null
  /** The steps at which something is planned to go wrong. */
  readonly steps: readonly Step[]
}

/** A run that ended otherwise than one without faults. */
export interface Miss {
  readonly run: number
  readonly chapter: string
  readonly fallen: readonly Fallen[]
  readonly why: string
}

/** What came of all runs. */
export interface Matrix {
  readonly points: number
  readonly runs: readonly { readonly fallen: readonly Fallen[]; readonly isMiss: boolean }[]
  readonly misses: readonly Miss[]
}

/** A chapter, a step that it takes, and one of the things that can go wrong there. */
interface Cell {
  readonly chapter: Chapter
  readonly reference: Played
  readonly at: readonly number[]
  readonly fault: Fault
}

/** Each run has a seed of its own, so that one can be done again alone. */
const seedOf = ({ seed }: MatrixOptions, run: number): number => (seed + run * 7_919) >>> 0

async function playAt(
  options: MatrixOptions,
  chapter: Chapter,
  { seed, plans }: { readonly seed: number; readonly plans: readonly Plan[] },
): Promise<Played> {
  const home = await options.homeFor(seed)
  try {
    return await play(chapter, { home, plans, seed })
  } finally {
    await home.remove()
  }
}

async function cellsOf(options: MatrixOptions, chapter: Chapter): Promise<readonly Cell[]> {
  const reference = await playAt(options, chapter, { seed: options.seed, plans: [] })
  return options.steps.flatMap((step) => {
    const at = [...reference.steps.entries()].flatMap(([n, each]) => (each === step ? [n] : []))
    if (at.length === 0) return []
    return stepFaults[step].map((fault) => ({ chapter, reference, at, fault }))
  })
}

const nearBy = 40

/** The faults of a run: one where its cell says, and in every third run one more soon after, while it recovers. */
function plansFor({ at, fault }: Cell, seed: number): readonly Plan[] {
  const draw = drawFrom(seed)
  const first = at[draw.below(at.length)] ?? 0
  const more = { at: first + 1 + draw.below(nearBy), fault: null }
  // A disk that forgets pages, and fails in another way before the process has taken them back, is beyond the promise.
  const isDouble = fault !== 'dropped' && draw.below(3) === 0
  return [{ at: first, fault }, ...(isDouble ? [more] : [])]
}

async function tryCell(options: MatrixOptions, cell: Cell, run: number) {
  const seed = seedOf(options, run)
  const plans = plansFor(cell, seed)
  const { chapter, reference } = cell
  try {
    const { fallen, facts } = await playAt(options, chapter, { seed, plans })
    return { fallen, why: differenceOf(reference.facts, facts, chapter.mayRepeat) }
  } catch (error) {
    const step = reference.steps[plans[0]?.at ?? 0]
    const fallen = step === undefined ? [] : [{ step, fault: cell.fault }]
    return { fallen, why: inspect(error) }
  }
}

/** The runs of a matrix, step by fault: how often each was tried, and in how many of those runs something was wrong. */
export function tableOf({ runs }: Matrix): readonly string[] {
  const tried = new Map<string, Map<string, { times: number; missed: number }>>()
  for (const { fallen, isMiss } of runs) {
    for (const { step, fault } of fallen) {
      const row = tried.get(step) ?? new Map<string, { times: number; missed: number }>()
      const { times, missed } = row.get(fault) ?? { times: 0, missed: 0 }
      row.set(fault, { times: times + 1, missed: missed + (isMiss ? 1 : 0) })
      tried.set(step, row)
    }
  }
  return [...tried].map(([step, row]) => {
    const cells = [...row].map(
      ([fault, { times, missed }]) => `${fault} ${times}${missed > 0 ? ` (${missed} WRONG)` : ''}`,
    )
    return `${step.padEnd(24)} ${cells.join(', ')}`
  })
}

/** Counts the points of every chapter, and runs them again and again with something going wrong at one of them. */
export async function runMatrix(options: MatrixOptions): Promise<Matrix> {
  const cells: Cell[] = []
  for (const chapter of options.chapters) cells.push(...(await cellsOf(options, chapter)))
  const references = new Set(cells.map(({ reference }) => reference))
  const points = [...references].reduce((sum, { steps }) => sum + steps.length, 0)
  const runs = []
  const misses: Miss[] = []
  for (let run = 0; run < options.runs; run += 1) {
    if (options.only !== null && options.only !== run) continue
    // Each cell in its turn: nothing that can go wrong anywhere is left to chance.
    const cell = cells[run % cells.length]
    if (cell === undefined) break
    const { fallen, why } = await tryCell(options, cell, run)
    runs.push({ fallen, isMiss: why !== null })
    if (why !== null) misses.push({ run, chapter: cell.chapter.name, fallen, why })
  }
  return { points, runs, misses }
}
