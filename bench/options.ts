import { Command, InvalidArgumentError } from 'commander'
import type { Depth } from './suite.ts'

/** What a run of the benchmark was asked for. */
export interface BenchOptions extends Depth {
  /** Names of suites; null for all of them. */
  readonly only: readonly string[] | null
}

interface Parsed {
  readonly only?: readonly string[]
  readonly quick?: true
  readonly full?: true
  readonly file?: string
}

function known(names: readonly string[]): (value: string, before?: readonly string[]) => string[] {
  return (value, before = []) => {
    const given = value.split(',')
    const stranger = given.find((name) => !names.includes(name))
    if (stranger !== undefined) {
      throw new InvalidArgumentError(`${stranger} is none of: ${names.join(', ')}`)
    }
    return [...before, ...given]
  }
}

/** Reads the command line; ends the process with 2 and a sentence for what it does not know. */
export function readOptions(argv: readonly string[], names: readonly string[]): BenchOptions {
  const command = new Command('bench')
    .description('Measures the program beside its peers and writes bench/results.json.')
    .option('--only <names>', `only these: ${names.join(', ')}`, known(names))
    .option('--quick', 'short rounds: for a first look')
    .option('--full', 'with a million accounts: some minutes and several GB')
    .option('--file <path>', 'labelled sentences: labels joined by |, a tab, the sentence')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .parse(argv)
  const { only, quick, full, file } = command.opts<Parsed>()
  return { only: only ?? null, isQuick: quick === true, isFull: full === true, file: file ?? null }
}
