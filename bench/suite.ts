import type { Figure } from './figure.ts'
import type { Rounds } from './load/rounds.ts'

/** How thorough a run is. */
export interface Depth {
  readonly isQuick: boolean
  /** Whether a million accounts are made: several GB and minutes. */
  readonly isFull: boolean
  /** Labelled sentences to measure understanding on; null for none but our own. */
  readonly file: string | null
}

/** Something to measure. */
export interface Suite {
  /** As `--only` takes it. */
  readonly name: string
  readonly run: (depth: Depth) => Promise<readonly Figure[]>
}

/** How long bots are loaded. */
export function roundsOf({ isQuick }: Depth): Rounds {
  return isQuick
    ? { rounds: 3, roundMs: 1_000, windowTurns: 1_500, mostWindows: 3 }
    : { rounds: 7, roundMs: 2_500, windowTurns: 4_000, mostWindows: 10 }
}
