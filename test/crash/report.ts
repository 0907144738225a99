import { expect } from 'chai'
import { randomInt } from 'node:crypto'
import { tableOf, type Matrix } from './matrix.ts'

function numberIn(name: string): number | null {
  const text = process.env[name] ?? ''
  if (text === '') return null
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${name} is no whole number`)
  return value
}

/**
 * What a matrix is run with: `CRASH_SEED`, drawn when it is not set; `CRASH_RUNS`; and `CRASH_RUN`, one run of a seed to be
 * done again alone.
 */
export function chosenRuns(usual: number): {
  readonly seed: number
  readonly runs: number
  readonly only: number | null
} {
  const seed = numberIn('CRASH_SEED') ?? randomInt(2 ** 31)
  const only = numberIn('CRASH_RUN')
  const runs = Math.max(numberIn('CRASH_RUNS') ?? usual, (only ?? 0) + 1)
  return { seed, runs, only }
}

/** Prints what was tried, and fails with every run that went wrong and how to do it again. */
export function report(matrix: Matrix, seed: number): void {
  const { points, runs, misses } = matrix
  const head = `CRASH_SEED=${seed}: ${points} points counted, ${runs.length} runs, ${misses.length} wrong`
  process.stdout.write([head, ...tableOf(matrix)].map((line) => `      ${line}\n`).join(''))
  const told = misses.map(({ run, chapter, fallen, why }) => {
    const faults = fallen.map(({ step, fault }) => `${fault} at "${step}"`).join(', then ')
    return `CRASH_SEED=${seed} CRASH_RUN=${run}: ${chapter}, ${faults}\n${why}`
  })
  expect(told.slice(0, 5).join('\n\n'), `${misses.length} runs`).to.equal('')
}
