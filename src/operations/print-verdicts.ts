import type { Directory } from '../ports/directory.ts'
import type { CommandIo, ExitCode } from './command-io.ts'
import { verifyDirectory, type VerifyOptions } from './verify-directory.ts'

/** Holds a directory to the contract and prints a line for each promise; 1 when one is broken. */
export async function printVerdicts(
  directory: Directory,
  options: VerifyOptions,
  io: Pick<CommandIo, 'out'>,
): Promise<ExitCode> {
  const verdicts = await verifyDirectory(directory, options)
  for (const { promise, verdict, detail } of verdicts) {
    const told = detail === '' ? promise : `${promise}: ${detail}`
    await io.out(`${verdict.padEnd(12)} ${told}`)
  }
  return verdicts.some(({ verdict }) => verdict === 'broken') ? 1 : 0
}
